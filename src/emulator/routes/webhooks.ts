import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { notImplemented, resourceNotFound } from '../http/errors.ts';
import { matches, matchesFlag, sortRows, toPage } from '../http/lists.ts';
import {
  flag,
  list,
  maybe,
  object,
  oneOf,
  optional,
  patch,
  type Schema,
  text,
  url,
  uuid,
} from '../http/schema.ts';
import type { DeliveryRow, EndpointRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { readInstant } from '../time/instant.ts';
import { skipPending } from '../webhooks/record-attempt.ts';
import { webhookEventTypes } from '../wire/lists.ts';
import { toDelivery, toEndpoint } from '../wire/webhook.ts';

const apiVersion = oneOf(['2026-04', '2026-10']) satisfies Schema<models.ApiVersion>;
const format = oneOf(['raw', 'discord', 'slack']) satisfies Schema<models.WebhookFormat>;
const events = list(oneOf(webhookEventTypes));

const endpointCreate = object({
  url: url(),
  name: maybe(text({ max: 256 })),
  api_version: optional(apiVersion, '2026-10' as const),
  format,
  events,
  secret: maybe(text({ min: 1, max: 256 })),
});

const endpointUpdate = object({
  url: patch(url()),
  name: patch(text({ max: 256 })),
  api_version: patch(apiVersion),
  format: patch(format),
  events: patch(events),
  enabled: patch(flag()),
});

function newSecret(transaction: Transaction): string {
  return `whsec_${transaction.bytes().toString('base64')}`;
}

function assertRaw(given: models.WebhookFormat | null | undefined): void {
  if (given === 'discord' || given === 'slack') throw notImplemented(`webhooks of format ${given}`);
}

function endpointOf(call: Call): EndpointRow {
  const row = call.transaction.get(
    'webhook_endpoints',
    read(uuid(), pathParameter(call, 'id'), ['path', 'id']),
  );
  if (row === undefined) throw resourceNotFound();
  return row;
}

function create(call: Call): EndpointRow {
  const { transaction } = call;
  const body = readBody(call, endpointCreate);
  assertRaw(body.format);
  // A secret of one's own was last possible in 2026-04; such a secret is signed with in the old way.
  const ownSecret = call.version === '2026-04' ? body.secret : null;
  return transaction.put('webhook_endpoints', {
    created_at: transaction.stamp(),
    modified_at: null,
    id: transaction.newId(),
    url: body.url,
    name: body.name,
    api_version: body.api_version,
    format: body.format,
    secret: ownSecret ?? newSecret(transaction),
    organization_id: organizationOf(transaction).id,
    events: body.events,
    enabled: true,
    uses_standard_webhook_signature: ownSecret === null,
    failed_in_a_row: 0,
  });
}

function update(call: Call): EndpointRow {
  const { transaction } = call;
  const row = endpointOf(call);
  const body = readBody(call, endpointUpdate);
  assertRaw(body.format);
  const saved = transaction.put('webhook_endpoints', {
    ...row,
    modified_at: transaction.stamp(),
    url: body.url ?? row.url,
    name: body.name === undefined ? (row.name ?? null) : body.name,
    api_version: body.api_version ?? row.api_version,
    format: body.format ?? row.format,
    events: body.events ?? row.events,
    enabled: body.enabled ?? row.enabled,
    failed_in_a_row: body.enabled === true ? 0 : row.failed_in_a_row,
  });
  if (!saved.enabled) skipPending(transaction, saved.id);
  return saved;
}

function isWanted(call: Call, row: DeliveryRow): boolean {
  const event = call.transaction.need('webhook_events', row.event_id);
  const codeClass = row.http_code === null ? null : `${Math.floor(row.http_code / 100)}xx`;
  const at = readInstant(row.created_at) ?? 0;
  const [from, to] = [call.query.get('start_timestamp'), call.query.get('end_timestamp')];
  return (
    matches(call, 'endpoint_id', row.endpoint_id) &&
    matchesFlag(call, 'succeeded', row.succeeded) &&
    matches(call, 'event_type', event.type) &&
    matches(call, 'http_code_class', codeClass) &&
    (from === null || at >= (readInstant(from) ?? 0)) &&
    (to === null || at <= (readInstant(to) ?? Number.MAX_SAFE_INTEGER)) &&
    event.payload.includes(call.query.get('query') ?? '')
  );
}

/** `/v1/webhooks/`: who is told what happens, and how that went. */
export const webhookRoutes: readonly Route[] = [
  {
    operation: 'webhooks.listWebhookEndpoints',
    method: 'GET',
    path: '/v1/webhooks/endpoints',
    handle(call) {
      const rows = [...call.transaction.all('webhook_endpoints')];
      return answer(toPage(call, rows, toEndpoint) satisfies models.ListResourceWebhookEndpoint);
    },
  },
  {
    operation: 'webhooks.createWebhookEndpoint',
    method: 'POST',
    path: '/v1/webhooks/endpoints',
    handle: (call) => answer(toEndpoint(create(call)) satisfies models.WebhookEndpoint, 201),
  },
  {
    operation: 'webhooks.getWebhookEndpoint',
    method: 'GET',
    path: '/v1/webhooks/endpoints/{id}',
    handle: (call) => answer(toEndpoint(endpointOf(call)) satisfies models.WebhookEndpoint),
  },
  {
    operation: 'webhooks.updateWebhookEndpoint',
    method: 'PATCH',
    path: '/v1/webhooks/endpoints/{id}',
    handle: (call) => answer(toEndpoint(update(call)) satisfies models.WebhookEndpoint),
  },
  {
    operation: 'webhooks.resetWebhookEndpointSecret',
    method: 'PATCH',
    path: '/v1/webhooks/endpoints/{id}/secret',
    handle(call) {
      const { transaction } = call;
      const row = endpointOf(call);
      const saved = transaction.put('webhook_endpoints', {
        ...row,
        modified_at: transaction.stamp(),
        secret: newSecret(transaction),
        uses_standard_webhook_signature: true,
      });
      return answer(toEndpoint(saved) satisfies models.WebhookEndpoint);
    },
  },
  {
    operation: 'webhooks.deleteWebhookEndpoint',
    method: 'DELETE',
    path: '/v1/webhooks/endpoints/{id}',
    handle(call) {
      const row = endpointOf(call);
      skipPending(call.transaction, row.id);
      call.transaction.delete('webhook_endpoints', row.id);
      return { status: 204 };
    },
  },
  {
    operation: 'webhooks.listWebhookDeliveries',
    method: 'GET',
    path: '/v1/webhooks/deliveries',
    handle(call) {
      const { transaction } = call;
      const rows = transaction.where('webhook_deliveries', (one) => isWanted(call, one));
      const keys = { created_at: (one: DeliveryRow) => one.created_at };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toDelivery(transaction, one),
      );
      return answer(page satisfies models.ListResourceWebhookDelivery);
    },
  },
  {
    operation: 'webhooks.redeliverWebhookEvent',
    method: 'POST',
    path: '/v1/webhooks/events/{id}/redeliver',
    handle(call) {
      const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
      if (call.transaction.get('webhook_events', id) === undefined) throw resourceNotFound();
      return { ...answer(null, 202), redeliver: id };
    },
  },
];
