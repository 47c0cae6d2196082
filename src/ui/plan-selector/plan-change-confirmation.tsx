'use client';
import type * as React from 'react';
import type { ChangeQuote, Interval, PaymentMethod, QuoteDirection } from '../../core/index.ts';
import type { PlanChangeConfirming } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { DialogDescription } from '../lib/dialog-description.tsx';
import { DialogTitle } from '../lib/dialog-title.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Notice } from '../lib/notice.tsx';
import { Skeleton } from '../lib/skeleton.tsx';
import { useWords, type Words } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import * as Parts from './parts.ts';
import { PlanChangeQuote } from './plan-change-quote.tsx';

/** What a change is about, as known before its quote is. */
export interface ChangeSubject {
  direction: QuoteDirection;
  planName: string;
  interval: Interval;
  intervalCount: number;
}

/** Props of {@link PlanChangeConfirmation}. */
export interface PlanChangeConfirmationProps {
  subject: ChangeSubject;
  /** What pays; `null` when unknown. */
  paymentMethod: PaymentMethod | null;
  change: PlanChangeConfirming;
  titleRef: React.Ref<HTMLHeadingElement>;
}

/** The quote of a change, and the button that says what it does. */
export function PlanChangeConfirmation({
  subject,
  paymentMethod,
  change,
  titleRef,
}: PlanChangeConfirmationProps): React.JSX.Element {
  const words = useWords();
  const { changeDialog: m, common } = words.messages;
  const { quote, error, quoteNotice, isConfirming, preview } = change;
  const isDeclined = error?.code === 'payment_declined';
  return (
    <>
      <DialogTitle ref={titleRef}>{changeTitle(subject, change, words)}</DialogTitle>
      {quote === null ? <DialogDescription>{m.loadingQuote}</DialogDescription> : <FromTo quote={quote} />}
      <VisuallyHidden role="status">{quoteStatus(change, words)}</VisuallyHidden>
      {quoteNotice === null ? null : (
        <Notice tone="warning" role="alert" title={m.quoteChangedTitle} className="floe:mt-4">
          {m.quoteChanged}
        </Notice>
      )}
      {error === null ? null : (
        <ErrorNotice
          error={error}
          className="floe:mt-4"
          title={isDeclined ? m.declinedTitle : undefined}
          onRetry={quote === null ? change.refreshQuote : undefined}
          isRetrying={preview.isFetching}
        />
      )}
      {quote !== null ? (
        <PlanChangeQuote quote={quote} paymentMethod={paymentMethod} />
      ) : error === null ? (
        <QuoteSkeleton />
      ) : null}
      <Parts.ChangeActions>
        <Button onClick={change.close} disabled={isConfirming}>
          {m.keep}
        </Button>
        {quote === null ? null : (
          <Button
            variant="primary"
            onClick={change.confirm}
            pending={isConfirming ? pendingWords(quote, words) : preview.isFetching ? common.loading : null}
          >
            {confirmLabel(quote, words)}
          </Button>
        )}
      </Parts.ChangeActions>
    </>
  );
}

function FromTo({ quote: { from, to, direction } }: { quote: ChangeQuote }): React.JSX.Element {
  const words = useWords();
  const { changeDialog: m } = words.messages;
  if (direction === 'resume') {
    return <DialogDescription>{m.resumeDescription({ plan: to.planName })}</DialogDescription>;
  }
  const side = (plan: ChangeQuote['from']): string =>
    m.plan({ plan: plan.planName, price: words.price(plan) });
  return <DialogDescription>{m.description({ from: side(from), to: side(to) })}</DialogDescription>;
}

function QuoteSkeleton(): React.JSX.Element {
  return (
    <div
      aria-busy="true"
      className="floe:mt-4 floe:flex floe:h-56 floe:flex-col floe:gap-4 floe:rounded-control floe:bg-sunken floe:p-4"
    >
      {['a', 'b', 'c', 'd'].map((line) => (
        <span key={line} className="floe:flex floe:justify-between">
          <Skeleton className="floe:w-40" />
          <Skeleton className="floe:w-16" />
        </span>
      ))}
    </div>
  );
}

/** Said aloud: the focus stays on a button while the quote arrives below the title. An error speaks for itself. */
function quoteStatus({ quote, error }: PlanChangeConfirming, words: Words): string | null {
  const { changeDialog: m, common } = words.messages;
  if (quote === null) return error === null ? common.loading : null;
  return `${m.dueNow}: ${words.amount(quote.dueNow)}`;
}

function changeTitle(subject: ChangeSubject, { quote }: PlanChangeConfirming, words: Words): string {
  const direction = quote?.direction ?? subject.direction;
  const { planName: plan, interval, intervalCount: count } = quote?.to ?? subject;
  return words.messages.changeDialog.title[direction]({ plan, interval, count });
}

function pendingWords({ direction }: ChangeQuote, { messages: { changeDialog: m } }: Words): string {
  return direction === 'resume' ? m.resuming : m.pending;
}

/** Says what confirming does: what is paid now, or when it happens. */
function confirmLabel({ direction, dueNow, effect, effectiveAt }: ChangeQuote, words: Words): string {
  const { pay, now, schedule } = words.messages.changeDialog.confirm;
  if (dueNow.amount > 0) return pay[direction]({ amount: words.amount(dueNow) });
  // A pause ends at once or by itself, and never by a schedule of the person's.
  if (effect === 'now' || direction === 'resume') return now[direction]();
  return schedule[direction]({ date: words.date(effectiveAt) });
}
