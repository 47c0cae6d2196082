import type { Instant } from './instant.ts';

/** One length of a pause that can be chosen now. */
export interface PauseOption {
  /** How many months nothing is charged: 1 to 12. */
  months: number;
  /** When the pause begins: the end of what is paid. */
  pausesAt: Instant;
  /** When the plan goes on by itself, and is charged. */
  resumesAt: Instant;
}

/** The longest pause that a server may offer, in months. */
export const MAX_PAUSE_MONTHS = 12;
