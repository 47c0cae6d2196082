import type { EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { type Micros, toIso } from '../time/instant.ts';
import type { AttemptResult } from './attempt.ts';
import { backoffSeconds, MAX_ATTEMPTS, MAX_FAILED_IN_A_ROW } from './backoff.ts';

/** Notes what came of an attempt: done, to be tried again later, or failed for good. */
export function recordAttempt(
  transaction: Transaction,
  eventId: string,
  result: AttemptResult,
  retryClock: Micros,
): void {
  const event = transaction.get('webhook_events', eventId);
  // The state was reset, or the endpoint deleted, while the attempt was on its way.
  if (event === undefined || transaction.get('webhook_endpoints', event.endpoint_id) === undefined) return;
  transaction.put('webhook_deliveries', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    event_id: event.id,
    endpoint_id: event.endpoint_id,
    succeeded: result.succeeded,
    http_code: result.httpCode,
    response: result.response,
    headers: result.headers,
  });
  const attempts = event.attempts + 1;
  const tried: EventRow = { ...event, attempts, last_http_code: result.httpCode, next_attempt_at: null };
  if (result.succeeded) {
    succeed(transaction, tried);
    return;
  }
  // A redelivery that fails changes nothing about an event that had arrived or was given up.
  if (event.succeeded !== null || event.skipped) {
    transaction.put('webhook_events', tried);
    return;
  }
  if (attempts >= MAX_ATTEMPTS) {
    failForGood(transaction, tried);
    return;
  }
  const seconds = backoffSeconds(attempts, transaction.bytes().readUInt32BE(0) / 2 ** 32);
  transaction.put('webhook_events', {
    ...tried,
    next_attempt_at: toIso(retryClock + Math.round(seconds * 1e6)),
  });
}

function succeed(transaction: Transaction, event: EventRow): void {
  transaction.put('webhook_events', { ...event, succeeded: true, skipped: false });
  const endpoint = transaction.need('webhook_endpoints', event.endpoint_id);
  if (endpoint.failed_in_a_row > 0) transaction.put('webhook_endpoints', { ...endpoint, failed_in_a_row: 0 });
}

function failForGood(transaction: Transaction, event: EventRow): void {
  transaction.put('webhook_events', { ...event, succeeded: false });
  const endpoint = transaction.need('webhook_endpoints', event.endpoint_id);
  const failed_in_a_row = endpoint.failed_in_a_row + 1;
  const enabled = endpoint.enabled && failed_in_a_row < MAX_FAILED_IN_A_ROW;
  transaction.put('webhook_endpoints', { ...endpoint, failed_in_a_row, enabled });
  if (!enabled) skipPending(transaction, endpoint.id);
}

/** Gives up on everything that still waits for an endpoint that was switched off. */
export function skipPending(transaction: Transaction, endpointId: string): void {
  const pending = transaction.where(
    'webhook_events',
    (one) => one.endpoint_id === endpointId && one.succeeded === null && !one.skipped,
  );
  for (const event of pending) {
    transaction.put('webhook_events', { ...event, skipped: true, next_attempt_at: null });
  }
}
