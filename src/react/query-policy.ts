import { BillingError } from '../core/index.ts';

/** How long an answer counts as fresh, in ms: long enough that what a server prefetched is not fetched again. */
export const STALE_TIME_MS = 30_000;

const MAX_RETRIES = 2;
const FIRST_RETRY_DELAY_MS = 500;

// Whoever is told to wait longer sees the error and decides; a silent wait looks like a broken page.
const MAX_WAIT_SECONDS = 5;

/** Whether a failed query is asked again by itself. */
export function shouldRetry(failureCount: number, error: unknown): boolean {
  if (!BillingError.is(error) || !error.retryable || failureCount >= MAX_RETRIES) return false;
  return (error.retryAfterSeconds ?? 0) <= MAX_WAIT_SECONDS;
}

/** How long to wait before asking again, in ms. */
export function retryDelay(failureCount: number, error: unknown): number {
  const seconds = BillingError.is(error) ? error.retryAfterSeconds : undefined;
  return seconds === undefined ? FIRST_RETRY_DELAY_MS * 2 ** failureCount : seconds * 1000;
}
