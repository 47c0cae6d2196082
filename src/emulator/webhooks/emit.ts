import type { webhooks } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../state/transaction.ts';

type Type = webhooks.WebhookPayload['type'];
type DataOf<Name extends Type> = Extract<webhooks.WebhookPayload, { type: Name }>['data'];

/**
 * Puts an event into the queue of every endpoint that wants its type; `webhook-id` differs by endpoint.
 * An endpoint that is switched off gets it marked as skipped, so that it can be redelivered later.
 *
 * @param read builds the data; called only when somebody wants it, and at once: the event is a snapshot.
 */
export function emit<Name extends Type>(
  transaction: Transaction,
  type: Name,
  read: () => DataOf<Name>,
): void {
  const endpoints = transaction.where('webhook_endpoints', (one) => one.events.includes(type));
  if (endpoints.length === 0) return;
  const data = read();
  const { dropDeliveries } = transaction.need('settings', 'settings');
  for (const endpoint of endpoints) {
    const created_at = transaction.stamp();
    const { api_version } = endpoint;
    transaction.put('webhook_events', {
      id: transaction.newId(),
      endpoint_id: endpoint.id,
      created_at,
      type,
      api_version,
      payload: JSON.stringify({ type, timestamp: created_at, api_version, data }),
      attempts: 0,
      succeeded: null,
      skipped: !endpoint.enabled,
      last_http_code: null,
      next_attempt_at: null,
      dropped: endpoint.enabled && dropDeliveries,
    });
  }
}
