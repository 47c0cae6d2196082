import { drawBytes, toUuid } from '../state/random.ts';
import type { EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type Micros, toIso } from '../time/instant.ts';
import type { AttemptResult } from './attempt.ts';
import { backoffSeconds, MAX_ATTEMPTS } from './backoff.ts';
import { noteOutcome } from './outcomes.ts';

// Deliveries run beside requests. What they draw and stamp must not depend on who was first, nor change what a
// request draws; so it comes from the event's id and the number of the attempt.
function drawFor(transaction: Transaction, event: EventRow): Buffer {
  const { seed } = transaction.need('random', 'random');
  return drawBytes({ id: 'random', seed: `${seed}:${event.id}`, drawn: event.attempts });
}

/**
 * Notes what came of an attempt: done, to be tried again, or given up.
 *
 * @param input `isExtra` for a redelivery, which leaves a retry that is planned as it is; `retryClock` is the instant
 * that the next attempt is counted from.
 * @returns when it is tried again, where that was decided now.
 * @see Polar, server/polar/webhook/tasks.py: _webhook_event_send
 */
export function recordAttempt(
  transaction: Transaction,
  input: { eventId: string; result: AttemptResult; isExtra: boolean; retryClock: Micros },
): Micros | null {
  const { result } = input;
  const event = transaction.get('webhook_events', input.eventId);
  // The state was reset, or the endpoint deleted, while the attempt was on its way.
  if (event === undefined || transaction.get('webhook_endpoints', event.endpoint_id) === undefined)
    return null;
  const bytes = drawFor(transaction, event);
  transaction.put('webhook_deliveries', {
    id: toUuid(bytes),
    created_at: transaction.now,
    event_id: event.id,
    endpoint_id: event.endpoint_id,
    succeeded: result.succeeded,
    http_code: result.httpCode,
    response: result.response,
    url: result.url,
    headers: result.headers,
    body: result.body === event.payload ? null : result.body,
  });
  const tried: EventRow = {
    ...event,
    modified_at: transaction.now,
    attempts: event.attempts + 1,
    skipped: false,
    // An attempt that reaches nobody leaves the last code that there was.
    last_http_code: result.httpCode ?? event.last_http_code,
    next_attempt_at: null,
  };
  if (result.succeeded) {
    transaction.put('webhook_events', { ...tried, succeeded: true });
    noteOutcome(transaction, event, true);
    return null;
  }
  if (tried.attempts >= MAX_ATTEMPTS) {
    const succeeded = event.succeeded === true;
    transaction.put('webhook_events', { ...tried, succeeded });
    if (!succeeded) noteOutcome(transaction, event, false);
    return null;
  }
  if (input.isExtra && event.next_attempt_at !== null) {
    transaction.put('webhook_events', { ...tried, next_attempt_at: event.next_attempt_at });
    return null;
  }
  const seconds = backoffSeconds(tried.attempts, bytes.readUInt32BE(16) / 2 ** 32);
  const retryAt = input.retryClock + Math.round(seconds * 1e6);
  transaction.put('webhook_events', { ...tried, next_attempt_at: toIso(retryAt) });
  return retryAt;
}
