/** Attempts an event gets before it has failed for good. */
export const MAX_ATTEMPTS = 10;

/** Events that fail for good, one after the other, before their endpoint is switched off. */
export const MAX_FAILED_IN_A_ROW = 10;

const CAP_SECONDS = 20 * 60;

/**
 * Seconds to wait after the n-th attempt: `2 s · 2^n`, times a jitter between a half and one, at most 20 minutes.
 *
 * @param random from 0 to 1.
 */
export function backoffSeconds(attempts: number, random: number): number {
  return Math.min(CAP_SECONDS, 2 * 2 ** attempts * (0.5 + random / 2));
}
