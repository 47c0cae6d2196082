'use client';
import type * as React from 'react';
import type { Billing, Instant, PendingChange, Subscription } from '../../core/index.ts';
import { useDropScheduledChange, useDropScheduledPause, useUncancelSubscription } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Notice } from '../lib/notice.tsx';
import { useWords } from '../lib/use-words.ts';
import { VisuallyHidden } from '../lib/visually-hidden.tsx';
import { displayStatus } from './display-status.ts';
import * as Parts from './parts.ts';

/** Props of {@link SubscriptionCardNoticeList}. */
export interface SubscriptionCardNoticeListProps {
  billing: Billing;
  subscription: Subscription;
  className?: string | undefined;
  /** Called when an undo is done: its button is gone, so the focus needs a place. */
  onUndone: () => void;
  /** Shows what it costs to end the pause now. */
  onResume: () => void;
}

/** What is scheduled, each with its undo, and what is wrong. */
export function SubscriptionCardNoticeList({
  billing,
  subscription,
  className,
  onUndone,
  onResume,
}: SubscriptionCardNoticeListProps): React.JSX.Element {
  const words = useWords();
  const { subscriptionCard: m } = words.messages;
  const uncancel = useUncancelSubscription();
  const drop = useDropScheduledChange();
  const dropPause = useDropScheduledPause();
  const status = displayStatus(subscription);
  const { pendingChange, currentPeriodEnd } = subscription;
  const endsAt = subscription.endsAt ?? currentPeriodEnd;
  const error = uncancel.error ?? drop.error ?? dropPause.error;
  const note = status in m.notes ? m.notes[status as keyof typeof m.notes] : null;
  const undone =
    (uncancel.isSuccess && !subscription.cancelAtPeriodEnd && m.uncanceled) ||
    (dropPause.isSuccess && !subscription.pauseAtPeriodEnd && m.pauseDropped) ||
    (drop.isSuccess && pendingChange === null && m.changeDropped) ||
    null;
  const mayManage = billing.permissions.includes('subscription:manage');
  const dated = (at: Instant): string => words.dateInSentence(at, billing.asOf);

  return (
    <>
      <VisuallyHidden role="status">{undone}</VisuallyHidden>
      <Parts.Notices className={className}>
        {note === null ? null : (
          <Notice
            tone={status === 'unpaid' ? 'danger' : 'info'}
            actions={
              status === 'paused' && mayManage ? (
                <Button onClick={onResume} aria-haspopup="dialog">
                  {m.resume}
                </Button>
              ) : null
            }
          >
            {note}
          </Notice>
        )}
        {status === 'cancel_scheduled' ? (
          <Notice
            tone="warning"
            actions={
              billing.permissions.includes('subscription:cancel') ? (
                <Button
                  onClick={() => uncancel.mutate(undefined, { onSuccess: onUndone })}
                  pending={uncancel.isPending ? words.messages.cancelFlow.undoing : null}
                >
                  {m.uncancel}
                </Button>
              ) : null
            }
          >
            {m.cancelScheduled({ date: dated(endsAt) })}
          </Notice>
        ) : null}
        {status === 'pause_scheduled' ? (
          <Notice
            tone="info"
            actions={
              mayManage ? (
                <Button
                  onClick={() => dropPause.mutate(undefined, { onSuccess: onUndone })}
                  pending={dropPause.isPending ? words.messages.pauseFlow.undoing : null}
                >
                  {m.dropPause}
                </Button>
              ) : null
            }
          >
            {m.pauseScheduled({
              date: dated(currentPeriodEnd),
              until: subscription.resumesAt === null ? null : dated(subscription.resumesAt),
            })}
          </Notice>
        ) : null}
        {pendingChange === null ? null : (
          <Notice
            tone="info"
            actions={
              mayManage ? (
                <Button
                  onClick={() => drop.mutate(undefined, { onSuccess: onUndone })}
                  pending={drop.isPending ? words.messages.common.loading : null}
                >
                  {pendingChange.planId === subscription.planId
                    ? m.dropIntervalChange({
                        interval: subscription.interval,
                        count: subscription.intervalCount,
                      })
                    : m.dropChange({ plan: subscription.planName })}
                </Button>
              ) : null
            }
          >
            <PendingChangeText change={pendingChange} asOf={billing.asOf} />
          </Notice>
        )}
        {error === null ? null : <ErrorNotice error={error} />}
      </Parts.Notices>
    </>
  );
}

function PendingChangeText({ change, asOf }: { change: PendingChange; asOf: string }): React.JSX.Element {
  const words = useWords();
  const { subscriptionCard: m } = words.messages;
  const { money, planName: plan, appliesAt, interval, intervalCount } = change;
  const date = words.dateInSentence(appliesAt, asOf);
  return (
    <>
      {money === null
        ? m.scheduledChange({ plan, date })
        : m.scheduledChangeWithPrice({ plan, date, price: words.price({ money, interval, intervalCount }) })}
    </>
  );
}
