import type { webhooks } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../state/transaction.ts';
import { strikeEvent } from './strike.ts';

type Type = webhooks.WebhookPayload['type'];
type DataOf<Name extends Type> = Extract<webhooks.WebhookPayload, { type: Name }>['data'];

/**
 * Puts an event into the queue of every endpoint that is on and wants its type; `webhook-id` differs by endpoint.
 *
 * @param read builds the data; called only when somebody wants it, and at once: the event is a snapshot.
 * @see Polar, server/polar/webhook/service.py: send
 */
export function emit<Name extends Type>(
  transaction: Transaction,
  type: Name,
  read: () => DataOf<Name>,
): void {
  const endpoints = transaction.where('webhook_endpoints', (one) => one.enabled && one.events.includes(type));
  if (endpoints.length === 0) return;
  const data = JSON.stringify(read());
  const created_at = transaction.stamp();
  for (const { id, api_version } of endpoints) {
    // The data may be large and the endpoints many, so it is written once.
    const envelope = JSON.stringify({ type, timestamp: created_at, api_version });
    transaction.put('webhook_events', {
      id: transaction.newId(),
      endpoint_id: id,
      created_at,
      modified_at: null,
      type,
      api_version,
      payload: `${envelope.slice(0, -1)},"data":${data}}`,
      attempts: 0,
      succeeded: null,
      skipped: false,
      last_http_code: null,
      next_attempt_at: null,
      faults: strikeEvent(transaction, type),
    });
  }
}
