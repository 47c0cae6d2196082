import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import type { RateLimiter } from '../ports/index.ts';

const MINUTE_IN_SECONDS = 60;

/** Counts in this process, each key for a minute from its first request. */
export function createMemoryRateLimiter(): RateLimiter {
  const counters = new Map<string, RateLimiterMemory>();

  function counterOf(limit: string, perMinute: number): RateLimiterMemory {
    const name = `${limit} ${perMinute}`;
    const counter =
      counters.get(name) ?? new RateLimiterMemory({ points: perMinute, duration: MINUTE_IN_SECONDS });
    counters.set(name, counter);
    return counter;
  }

  return {
    async count({ limit, key, perMinute }) {
      try {
        await counterOf(limit, perMinute).consume(key);
        return null;
      } catch (refusal) {
        // The library rejects with the state of the counter, which is no error.
        if (refusal instanceof Error) throw refusal;
        return waitOf(refusal);
      }
    },
  };
}

function waitOf(refusal: unknown): number {
  const isState = typeof refusal === 'object' && refusal !== null && 'msBeforeNext' in refusal;
  const waitMs = isState ? Number(refusal.msBeforeNext) : 0;
  return Math.max(1, Math.ceil(waitMs / 1000));
}
