'use client';
import type * as React from 'react';
import { useState } from 'react';
import type { Billing, BillingError, BillingErrorCode, Checkout } from '../../core/index.ts';
import { hasCheckoutEnded, useBilling, useCheckout } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { Icon } from '../lib/icons.tsx';
import { useWords, type Words } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of {@link CheckoutStatus}. */
export interface CheckoutStatusProps {
  /** From the address the person came back to; `null` shows nothing. */
  checkoutId: string | null;
  /** Leads to the plans. Without it there is no such button. */
  onChoosePlan?: (() => void) | undefined;
  /** Called when the person puts it aside; the time to take the id out of the address. */
  onDismiss?: (() => void) | undefined;
  className?: string | undefined;
}

/**
 * What became of a checkout, after the person has come back from it. It says that it succeeded only when the
 * server does.
 *
 * @example
 * <CheckoutStatus checkoutId={searchParams.get('checkout_id')} />
 */
export function CheckoutStatus(props: CheckoutStatusProps): React.JSX.Element | null {
  const { checkoutId, className } = props;
  const [dismissedId, setDismissedId] = useState<string | null>(null);
  const checkout = useCheckout(checkoutId);
  const error = useLastError(checkout);
  const billing = useBilling().data;
  const { checkoutStatus: m } = useWords().messages;
  if (checkoutId === null || dismissedId === checkoutId) return null;
  if (checkout.data !== undefined && hasMovedOn(checkout.data, billing)) return null;
  const dismiss = (): void => {
    setDismissedId(checkoutId);
    props.onDismiss?.();
  };
  if (checkout.data === undefined && error !== null) {
    return (
      <ErrorNotice
        error={error}
        title={m.errorTitle}
        text={UNKNOWN_CHECKOUT.includes(error.code) ? m.unknown : undefined}
        onRetry={() => void checkout.refetch()}
        isRetrying={checkout.isFetching}
        dismiss={<Dismiss onDismiss={dismiss} />}
        className={className}
      />
    );
  }
  return <CheckoutNotice {...props} checkout={checkout.data ?? null} billing={billing} onDismiss={dismiss} />;
}

// The address may be a bookmark, or another organization's: loading the page again would only say the same again.
const UNKNOWN_CHECKOUT: readonly BillingErrorCode[] = ['not_found', 'invalid_request'];

/** The error on screen, also while it is asked again: a notice that comes and goes would be read aloud each time. */
function useLastError({ error, errorUpdateCount }: ReturnType<typeof useCheckout>): BillingError | null {
  const [last, setLast] = useState(error);
  if (error !== null && error !== last) setLast(error);
  return error ?? (errorUpdateCount > 0 ? last : null);
}

function Dismiss({ onDismiss }: { onDismiss: () => void }): React.JSX.Element {
  const { common } = useWords().messages;
  return (
    <Button variant="quiet" isIconOnly aria-label={common.dismiss} onClick={onDismiss}>
      <Icon name="close" />
    </Button>
  );
}

/** Whether the plan has been changed since: the address may keep the id for long, and a welcome to a plan of before is odd. */
function hasMovedOn({ status, priceId }: Checkout, billing: Billing | undefined): boolean {
  const subscription = billing?.subscription ?? null;
  return status === 'succeeded' && subscription !== null && subscription.priceId !== priceId;
}

interface CheckoutNoticeProps extends CheckoutStatusProps {
  /** `null` until the server has answered, which shows as `processing`. */
  checkout: Checkout | null;
  billing: Billing | undefined;
  onDismiss: () => void;
}

function CheckoutNotice(props: CheckoutNoticeProps): React.JSX.Element {
  const { checkout, billing, onDismiss, className } = props;
  const words = useWords();
  const status = checkout?.status ?? 'processing';
  const { title, text } = checkoutWords(status, checkout, billing, words);
  return (
    <Parts.Root
      status={status}
      title={title}
      className={className}
      actions={<CheckoutAction {...props} />}
      dismiss={hasCheckoutEnded(status) ? <Dismiss onDismiss={onDismiss} /> : null}
    >
      {text}
    </Parts.Root>
  );
}

function CheckoutAction({ checkout, onChoosePlan }: CheckoutNoticeProps): React.JSX.Element | null {
  const { checkoutStatus: m } = useWords().messages;
  if (checkout === null) return null;
  const { status, url } = checkout;
  if (status === 'open' && url !== null) {
    return (
      <Button asChild variant="primary">
        <a href={url}>{m.resume}</a>
      </Button>
    );
  }
  if ((status !== 'failed' && status !== 'expired') || onChoosePlan === undefined) return null;
  return <Button onClick={onChoosePlan}>{m.choosePlan}</Button>;
}

function checkoutWords(
  status: Checkout['status'],
  checkout: Checkout | null,
  billing: Billing | undefined,
  words: Words,
): { title: string; text: string } {
  const { checkoutStatus: m } = words.messages;
  const { planName: plan, asOf } = checkout ?? { planName: '', asOf: '' };
  switch (status) {
    case 'open':
      return { title: m.openTitle, text: m.open({ plan }) };
    case 'processing':
      return { title: m.processingTitle, text: m.processing };
    case 'succeeded': {
      const trialEnd = billing?.subscription?.status === 'trialing' ? billing.subscription.trialEnd : null;
      const text = trialEnd === null ? m.succeeded : m.succeededTrial({ date: words.when(trialEnd, asOf) });
      return { title: m.succeededTitle({ plan }), text };
    }
    case 'failed':
      return { title: m.failedTitle, text: m.failed({ plan }) };
    case 'expired':
      return { title: m.expiredTitle, text: m.expired({ plan }) };
    default:
      return status satisfies never;
  }
}
