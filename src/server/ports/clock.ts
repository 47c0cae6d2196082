import type { Instant } from '../../core/index.ts';

/**
 * The one source of business time on the server. The system's in production, the emulator's in development and
 * tests. Leases, webhook tolerance and timeouts do not use it: they measure real time.
 */
export interface Clock {
  now(): Instant;
}

/** The system's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
