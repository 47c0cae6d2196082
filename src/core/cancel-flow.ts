import type { CancellationReason } from './cancellation.ts';

/** The longest comment Polar is sent, in characters. */
export const CANCELLATION_COMMENT_MAX_LENGTH = 1000;

/** Where a person stands in the cancel flow, with what they have said so far. */
export interface CancelFlowState {
  /** `done` only after the server has confirmed. */
  step: 'reason' | 'confirm' | 'done';
  reason: CancellationReason | null;
  comment: string;
}

/** What can happen in the cancel flow. */
export type CancelFlowEvent =
  | { type: 'choose_reason'; reason: CancellationReason }
  | { type: 'write_comment'; comment: string }
  | { type: 'continue' }
  | { type: 'back' }
  | { type: 'confirmed' }
  | { type: 'restart' };

/** The start of every cancel flow. */
export const initialCancelFlowState: CancelFlowState = { step: 'reason', reason: null, comment: '' };

/** The cancel flow as a pure machine: what does not fit the present step changes nothing. */
export function cancelFlowReducer(state: CancelFlowState, event: CancelFlowEvent): CancelFlowState {
  switch (event.type) {
    case 'choose_reason':
      return state.step === 'reason' ? { ...state, reason: event.reason } : state;
    case 'write_comment':
      return state.step === 'reason'
        ? { ...state, comment: event.comment.slice(0, CANCELLATION_COMMENT_MAX_LENGTH) }
        : state;
    case 'continue':
      return state.step === 'reason' && state.reason !== null ? { ...state, step: 'confirm' } : state;
    case 'back':
      return state.step === 'confirm' ? { ...state, step: 'reason' } : state;
    case 'confirmed':
      return state.step === 'confirm' ? { ...state, step: 'done' } : state;
    case 'restart':
      return initialCancelFlowState;
    default:
      return event satisfies never;
  }
}
