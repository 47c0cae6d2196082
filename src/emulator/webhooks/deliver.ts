import type { Engine } from '../engine/engine.ts';
import type { EndpointRow, EventRow } from '../state/rows.ts';
import { toIso } from '../time/instant.ts';
import { isArchived } from './archive.ts';
import { type AttemptResult, attemptDelivery, type SendRequest } from './attempt.ts';
import type { AttemptKind, Taken } from './delivery-queue.ts';
import { canStrikeAttempts, noAttemptFaults, strikeAttempt } from './strike.ts';

/** Whether an event waits to be tried for the first time. */
export function awaitsFirstAttempt(event: EventRow): boolean {
  const isOpen = event.succeeded === null && !event.skipped && event.faults?.isDropped !== true;
  return isOpen && event.attempts === 0;
}

// A retry that another attempt made needless, or moved, stays in the queue; its date is no longer the event's.
function isStillWanted(event: EventRow, kind: AttemptKind, at: number): boolean {
  if (kind === 'redelivery') return true;
  return kind === 'first' ? event.attempts === 0 : event.next_attempt_at === toIso(at);
}

/** What an attempt needs; `null` when the event is not to be sent (any more). */
function prepare(
  engine: Engine,
  taken: Taken,
): { event: EventRow; endpoint: EndpointRow; payload: string } | null {
  const { webhook_events, webhook_endpoints } = engine.store.collections;
  const event = webhook_events.get(taken.eventId);
  const endpoint = event === undefined ? undefined : webhook_endpoints.get(event.endpoint_id);
  if (event === undefined || endpoint === undefined || !isStillWanted(event, taken.kind, taken.at))
    return null;
  if (!endpoint.enabled) {
    engine.run((transaction) =>
      transaction.put('webhook_events', { ...event, skipped: true, next_attempt_at: null }),
    );
    return null;
  }
  if (event.payload === null || isArchived(event, engine.nowIso())) return null;
  return { event, endpoint, payload: event.payload };
}

/** Makes one attempt, with the faults that are switched on; `null` when the event is not to be sent (any more). */
export async function deliver(
  engine: Engine,
  taken: Taken,
  send: SendRequest,
  signal: AbortSignal,
): Promise<AttemptResult | null> {
  const prepared = prepare(engine, taken);
  if (prepared === null) return null;
  const { event, endpoint, payload } = prepared;
  const faults = canStrikeAttempts(engine.store.collections.settings.get('settings'))
    ? engine.run((transaction) => strikeAttempt(transaction, event.type))
    : noAttemptFaults;
  const wallSeconds = Math.floor(engine.wall() / 1_000_000);
  const { id: eventId, api_version: apiVersion } = event;
  return attemptDelivery({ eventId, apiVersion, payload, endpoint, wallSeconds, faults, send, signal });
}
