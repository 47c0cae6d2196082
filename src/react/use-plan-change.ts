'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ChangeReceipt, PreviewChangeInput } from '../contract/index.ts';
import type { BillingError, BillingErrorCode, ChangeQuote } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { billingKeys } from './billing-keys.ts';
import { useChangeSubscription } from './use-change-subscription.ts';
import { usePreviewChange } from './use-preview-change.ts';
import { useScopedState } from './use-scoped-state.ts';

/** A change that is shown before it happens. */
export interface PlanChangeConfirming {
  kind: 'confirming';
  /** What is asked for: a price, or that a pause ends. */
  input: PreviewChangeInput;
  /** The query behind `quote`. */
  preview: UseQueryResult<ChangeQuote, BillingError>;
  /** What will happen and cost; `null` while it loads and when it could not be loaded. */
  quote: ChangeQuote | null;
  /** Why the quote on screen is another than the person confirmed; `null` at first. */
  quoteNotice: 'quote_changed' | 'quote_expired' | null;
  /** Why the quote could not be loaded or the change not made; `null` when nothing went wrong. */
  error: BillingError | null;
  /** Whether `confirm` would do something now. */
  canConfirm: boolean;
  isConfirming: boolean;
  /** Carries out the quote on screen. */
  confirm: () => void;
  /** Asks for a new quote. */
  refreshQuote: () => void;
  /** Does nothing while the change is carried out. */
  close: () => void;
}

/** A change that was made, or scheduled. */
export interface PlanChangeDone {
  kind: 'changed';
  input: PreviewChangeInput;
  /** What was confirmed. */
  quote: ChangeQuote;
  receipt: ChangeReceipt;
  close: () => void;
}

/** A change of plan or the end of a pause, from the choice to the receipt. */
export type PlanChangeState = { kind: 'idle' } | PlanChangeConfirming | PlanChangeDone;

type Held =
  | { kind: 'idle' }
  | { kind: 'confirming'; input: PreviewChangeInput; quoteNotice: PlanChangeConfirming['quoteNotice'] }
  | { kind: 'changed'; input: PreviewChangeInput; quote: ChangeQuote; receipt: ChangeReceipt };

const idle: Held = { kind: 'idle' };

// A quote is used once: after these it is spent, or was made for a state that is gone.
const QUOTE_SPENT_BY: readonly BillingErrorCode[] = [
  'quote_changed',
  'quote_expired',
  'conflict',
  'payment_declined',
  'payment_action_required',
];

/** Shows the quote of a change, or of the end of a pause, carries it out once it is confirmed, and asks again when the quote has moved. */
export function usePlanChange() {
  const { ownerKey, queryClient } = useBillingContext();
  const [held, setHeld] = useScopedState<Held>([ownerKey], () => idle);
  const change = useChangeSubscription();
  const input = held.kind === 'confirming' ? held.input : null;
  const preview = usePreviewChange(input);
  const quote = preview.data ?? null;

  function open(chosen: PreviewChangeInput): void {
    change.reset();
    change.beginIntent();
    setHeld(() => ({ kind: 'confirming', input: chosen, quoteNotice: null }));
  }

  function close(): void {
    if (change.isPending) return;
    change.reset();
    setHeld(() => idle);
  }

  function handleError(error: BillingError, confirmed: PreviewChangeInput): void {
    // Any other error is of the quote that was confirmed last, and what was said of the one before is over.
    const quoteNotice = error.code === 'quote_changed' || error.code === 'quote_expired' ? error.code : null;
    setHeld((latest) => (latest.kind === 'confirming' ? { ...latest, quoteNotice } : latest));
    if (error.quote !== undefined) {
      const key = billingKeys.previewChange(ownerKey, confirmed);
      queryClient.setQueryData(key, error.quote);
    } else if (QUOTE_SPENT_BY.includes(error.code)) {
      void preview.refetch();
    }
  }

  const canConfirm = quote !== null && !preview.isError && !preview.isFetching && !change.isPending;

  function confirm(): void {
    if (input === null || quote === null || !canConfirm) return;
    change.mutate(
      { quoteId: quote.id },
      {
        onSuccess: ({ receipt }) => setHeld(() => ({ kind: 'changed', input, quote, receipt })),
        onError: (error) => handleError(error, input),
      },
    );
  }

  function toState(): PlanChangeState {
    if (held.kind === 'idle') return held;
    if (held.kind === 'changed') return { ...held, close };
    return {
      ...held,
      preview,
      quote: preview.isError ? null : quote,
      error: preview.error ?? commandError(change.error),
      canConfirm,
      isConfirming: change.isPending,
      confirm,
      refreshQuote: () => void preview.refetch(),
      close,
    };
  }

  return { state: toState(), open };
}

// A quote that has moved is no failure: the new one is on screen, with a notice.
function commandError(error: BillingError | null): BillingError | null {
  return error?.code === 'quote_changed' || error?.code === 'quote_expired' ? null : error;
}
