import type { models } from '@polar-sh/sdk/2026-10';
import type { DeliveryRow, EndpointRow, EventRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isArchived } from '../webhooks/archive.ts';

/** A webhook endpoint as the API shows it. */
export function toEndpoint(row: EndpointRow): models.WebhookEndpoint {
  const { completed: _, ...fields } = row;
  return fields satisfies models.WebhookEndpoint;
}

function toEvent(transaction: Transaction, row: EventRow): models.WebhookEvent {
  const is_archived = isArchived(row, transaction.now);
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: row.modified_at,
    last_http_code: row.last_http_code,
    succeeded: row.succeeded,
    skipped: row.skipped,
    api_version: row.api_version,
    payload: is_archived ? null : row.payload,
    type: row.type,
    is_archived,
  } satisfies models.WebhookEvent;
}

/** A delivery attempt as the API shows it. */
export function toDelivery(transaction: Transaction, row: DeliveryRow): models.WebhookDelivery {
  return {
    id: row.id,
    created_at: row.created_at,
    modified_at: null,
    succeeded: row.succeeded,
    http_code: row.http_code,
    response: row.response,
    webhook_event: toEvent(transaction, transaction.need('webhook_events', row.event_id)),
  } satisfies models.WebhookDelivery;
}
