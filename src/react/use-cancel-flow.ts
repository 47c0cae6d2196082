'use client';
import {
  type BillingError,
  type CancelFlowEvent,
  type CancelFlowState,
  type CancellationReason,
  type CancelOptions,
  cancelFlowReducer,
  initialCancelFlowState,
} from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { useCancelOptions } from './use-cancel-options.ts';
import { useCancelSubscription } from './use-cancel-subscription.ts';
import { useScopedState } from './use-scoped-state.ts';

/** Opening and closing, in every status of the flow. */
export interface CancelFlowControls {
  isOpen: boolean;
  open: () => void;
  /** Forgets what was said; does nothing while the server is asked. */
  close: () => void;
}

/** The flow while the person goes through it. */
export interface CancelFlowReady {
  status: 'ready';
  options: CancelOptions;
  /** `done` only after the server has confirmed. */
  step: CancelFlowState['step'];
  reason: CancellationReason | null;
  comment: string;
  chooseReason: (reason: CancellationReason) => void;
  writeComment: (comment: string) => void;
  /** From the reason to the confirmation; does nothing without a reason. */
  next: () => void;
  back: () => void;
  /** Cancels. Does nothing before the last step. */
  confirm: () => void;
  isConfirming: boolean;
  /** Why the subscription could not be canceled; `null` when nothing went wrong. */
  error: BillingError | null;
}

/** The cancel flow, by `status`. */
export type UseCancelFlowResult = CancelFlowControls &
  (
    | { status: 'closed' }
    | { status: 'loading' }
    | { status: 'error'; error: BillingError; retry: () => void }
    | CancelFlowReady
  );

interface Held {
  isOpen: boolean;
  flow: CancelFlowState;
}

const closed: Held = { isOpen: false, flow: initialCancelFlowState };

/** Leads a person through canceling: reason, confirmation, and `done` once it is true. */
export function useCancelFlow(): UseCancelFlowResult {
  const { ownerKey } = useBillingContext();
  const [{ isOpen, flow }, setHeld] = useScopedState<Held>([ownerKey], () => closed);
  const options = useCancelOptions({ enabled: isOpen });
  const cancel = useCancelSubscription();

  const send = (event: CancelFlowEvent) =>
    setHeld((held) => ({ ...held, flow: cancelFlowReducer(held.flow, event) }));

  const controls: CancelFlowControls = {
    isOpen,
    open: () => {
      if (isOpen) return;
      cancel.reset();
      cancel.beginIntent();
      setHeld(() => ({ ...closed, isOpen: true }));
    },
    close: () => {
      if (cancel.isPending) return;
      cancel.reset();
      setHeld(() => closed);
    },
  };

  function confirm(): void {
    if (flow.step !== 'confirm' || flow.reason === null) return;
    const comment = flow.comment.trim();
    cancel.mutate(
      { reason: flow.reason, ...(comment === '' ? {} : { comment }) },
      { onSuccess: () => send({ type: 'confirmed' }) },
    );
  }

  if (!isOpen) return { ...controls, status: 'closed' };
  if (options.data === undefined) {
    if (!options.isError) return { ...controls, status: 'loading' };
    return {
      ...controls,
      status: 'error',
      error: options.error,
      retry: () => void options.refetch(),
    };
  }
  return {
    ...controls,
    status: 'ready',
    options: options.data,
    ...flow,
    chooseReason: (reason) => send({ type: 'choose_reason', reason }),
    writeComment: (comment) => send({ type: 'write_comment', comment }),
    next: () => send({ type: 'continue' }),
    back: () => send({ type: 'back' }),
    confirm,
    isConfirming: cancel.isPending,
    error: cancel.error,
  };
}
