'use client';
import type { BillingError, PauseOption } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import { useBilling } from './use-billing.ts';
import { usePauseSubscription } from './use-pause-subscription.ts';
import { useScopedState } from './use-scoped-state.ts';

/** Opening and closing, in every status of the flow. */
export interface PauseFlowControls {
  isOpen: boolean;
  /** Does nothing while no pause is offered. */
  open: () => void;
  /** Forgets what was chosen; does nothing while the server is asked. */
  close: () => void;
}

/** The flow while the person goes through it. */
export interface PauseFlowReady {
  status: 'ready';
  /** `done` only after the server has confirmed. */
  step: 'choose' | 'done';
  /** The lengths that are offered, shortest first. */
  options: readonly PauseOption[];
  chosen: PauseOption;
  choose: (months: number) => void;
  /** Pauses. Does nothing once it is done. */
  confirm: () => void;
  isConfirming: boolean;
  /** Why the subscription could not be paused; `null` when nothing went wrong. */
  error: BillingError | null;
}

/** The pause flow, by `status`. */
export type UsePauseFlowResult = PauseFlowControls & ({ status: 'closed' } | PauseFlowReady);

interface Held {
  isOpen: boolean;
  /** What was offered when the flow opened: shown when nothing is offered any more, as once it is done. */
  offered: readonly PauseOption[];
  /** `null` for the shortest. */
  months: number | null;
  done: PauseOption | null;
}

const closed: Held = { isOpen: false, offered: [], months: null, done: null };

/** Leads a person through pausing: for how long, with the day it goes on, and `done` once it is true. */
export function usePauseFlow(): UsePauseFlowResult {
  const { ownerKey } = useBillingContext();
  const [held, setHeld] = useScopedState<Held>([ownerKey], () => closed);
  const present = useBilling().data?.pauseOptions ?? [];
  const pause = usePauseSubscription();
  const { isOpen, offered, months, done } = held;

  const controls: PauseFlowControls = {
    isOpen,
    open: () => {
      if (isOpen || present.length === 0) return;
      pause.reset();
      pause.beginIntent();
      setHeld(() => ({ ...closed, isOpen: true, offered: present }));
    },
    close: () => {
      if (pause.isPending) return;
      pause.reset();
      setHeld(() => closed);
    },
  };

  const options = done === null && present.length > 0 ? present : offered;
  const chosen = done ?? options.find((option) => option.months === months) ?? options[0];
  if (!isOpen || chosen === undefined) return { ...controls, status: 'closed' };

  return {
    ...controls,
    status: 'ready',
    step: done === null ? 'choose' : 'done',
    options,
    chosen,
    choose: (wanted) => setHeld((latest) => ({ ...latest, months: wanted })),
    confirm: () => {
      if (done !== null) return;
      pause.mutate(
        { months: chosen.months },
        { onSuccess: () => setHeld((latest) => ({ ...latest, done: chosen })) },
      );
    },
    isConfirming: pause.isPending,
    error: pause.error,
  };
}
