/** Attempts an event gets before it has failed for good. */
export const MAX_ATTEMPTS = 10;

const CAP_SECONDS = 20 * 60;

/**
 * Seconds to wait after the n-th attempt: `2 s · 2^n`, at most 20 minutes, times a jitter between a half and one.
 *
 * @param random from 0 to 1.
 * @see Polar, server/polar/webhook/tasks.py, and dramatiq's compute_backoff
 */
export function backoffSeconds(attempts: number, random: number): number {
  return Math.min(CAP_SECONDS, 2 * 2 ** attempts) * (0.5 + random / 2);
}
