import type { Engine } from './engine/engine.ts';

/** What the control API drives: everything that goes beyond a transaction. */
export interface EmulatorCore {
  engine: Engine;
  /** Rejects with a 422 when the duration is none. */
  advance(isoDuration: string): Promise<void>;
  /** Rejects with a 422 when the instant is none, or in the past. */
  advanceTo(instant: string): Promise<void>;
  setMode(mode: 'live' | 'frozen'): Promise<void>;
  /** Delivers an event once more, after what is due; the `webhook-id` stays. Archived events are not delivered. */
  redeliver(eventId: string): void;
  settled(): Promise<void>;
  reset(): Promise<void>;
}
