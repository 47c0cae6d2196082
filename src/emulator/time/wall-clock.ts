import type { Micros } from './instant.ts';

/** The real time: the one place where the emulator reads it. */
export interface WallClock {
  now(): Micros;
}

/** The system's clock, to the millisecond. */
export const systemClock: WallClock = { now: () => Date.now() * 1000 };
