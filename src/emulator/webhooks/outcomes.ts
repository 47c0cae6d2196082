import type { EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';

/**
 * How many of an endpoint's events fail for good, one after the other, before it is switched off.
 *
 * @see Polar, server/polar/config.py: WEBHOOK_FAILURE_THRESHOLD
 */
const FAILURE_THRESHOLD = 10;

/**
 * Notes that an event arrived or was given up. Where the ten newest that did were all given up, the endpoint is
 * switched off and what waits for it is skipped. Polar says so by e-mail to the organization, and in no other way.
 *
 * @see Polar, server/polar/webhook/service.py: on_event_failed
 */
export function noteOutcome(transaction: Transaction, event: EventRow, succeeded: boolean): void {
  const endpoint = transaction.need('webhook_endpoints', event.endpoint_id);
  const completed = endpoint.completed.filter((one) => one.event_id !== event.id);
  const place = completed.findIndex((one) => compareInstants(one.created_at, event.created_at) < 0);
  const outcome = { event_id: event.id, created_at: event.created_at, succeeded };
  completed.splice(place === -1 ? completed.length : place, 0, outcome);
  completed.length = Math.min(completed.length, FAILURE_THRESHOLD);
  const isLost = completed.length === FAILURE_THRESHOLD && completed.every((one) => !one.succeeded);
  const isSwitchedOff = !succeeded && isLost && endpoint.enabled;
  transaction.put('webhook_endpoints', {
    ...endpoint,
    completed,
    enabled: endpoint.enabled && !isSwitchedOff,
  });
  if (isSwitchedOff) skipPending(transaction, endpoint.id);
}

function skipPending(transaction: Transaction, endpointId: string): void {
  const pending = transaction.where(
    'webhook_events',
    (one) => one.endpoint_id === endpointId && one.succeeded === null && !one.skipped,
  );
  for (const event of pending) transaction.put('webhook_events', { ...event, skipped: true });
}
