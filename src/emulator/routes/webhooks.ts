import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { apiVersions } from '../http/app.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { notImplemented, resourceNotFound } from '../http/errors.ts';
import { matches, toPage } from '../http/lists.ts';
import { flag, list, maybe, object, oneOf, optional, type Schema, text, uuid } from '../http/schema.ts';
import type { EndpointRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { deliveryFilter } from '../webhooks/delivery-filter.ts';
import { endpointUrl } from '../webhooks/endpoint-url.ts';
import { webhookEventTypes } from '../wire/lists.ts';
import { toDelivery, toEndpoint } from '../wire/webhook.ts';

// Polar accepts every version that it serves, whichever one the request itself is made in.
const apiVersion = oneOf(apiVersions.all);
const format = oneOf(['raw', 'discord', 'slack']) satisfies Schema<models.WebhookFormat>;
const events = list(oneOf(webhookEventTypes));

// A secret of one's own was last possible in 2026-04; later versions pay no heed to the field.
const noSecret: Schema<string | null> = { read: () => null, absent: { value: null } };

function secretOf(call: Call): Schema<string | null> {
  return call.version === '2026-04' ? maybe(text({ min: 32 })) : noSecret;
}

const endpointCreate = (secret: Schema<string | null>) =>
  object({
    url: endpointUrl,
    name: maybe(text()),
    api_version: optional(apiVersion, apiVersions.current),
    format,
    events,
    secret,
  });

const endpointUpdate = (secret: Schema<string | null>) =>
  object({
    url: maybe(endpointUrl),
    name: maybe(text()),
    api_version: maybe(apiVersion),
    format: maybe(format),
    events: maybe(events),
    enabled: maybe(flag()),
    secret,
  });

/** A secret as Polar has made them since 2026-09-08, and how it is signed with. */
function newSecret(
  transaction: Transaction,
): Pick<EndpointRow, 'secret' | 'uses_standard_webhook_signature'> {
  const secret = `whsec_${transaction.bytes().toString('base64')}`;
  return { secret, uses_standard_webhook_signature: true };
}

/** A secret of the merchant's own, which is signed with in the old way. */
function ownSecret(secret: string): Pick<EndpointRow, 'secret' | 'uses_standard_webhook_signature'> {
  return { secret, uses_standard_webhook_signature: false };
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
  const { secret, ...body } = readBody(call, endpointCreate(secretOf(call)));
  assertRaw(body.format);
  return transaction.put('webhook_endpoints', {
    ...body,
    ...(secret === null ? newSecret(transaction) : ownSecret(secret)),
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    organization_id: organizationOf(transaction).id,
    enabled: true,
    completed: [],
  });
}

// What is null stays as it is, the name included.
function update(call: Call): EndpointRow {
  const { transaction } = call;
  const row = endpointOf(call);
  const { secret, ...body } = readBody(call, endpointUpdate(secretOf(call)));
  assertRaw(body.format);
  return transaction.put('webhook_endpoints', {
    ...row,
    ...(secret === null ? {} : ownSecret(secret)),
    modified_at: transaction.stamp(),
    url: body.url ?? row.url,
    name: body.name ?? row.name ?? null,
    api_version: body.api_version ?? row.api_version,
    format: body.format ?? row.format,
    events: body.events ?? row.events,
    enabled: body.enabled ?? row.enabled,
  });
}

/** `/v1/webhooks/`: who is told what happens, and how that went. */
export const webhookRoutes: readonly Route[] = [
  {
    operation: 'webhooks.listWebhookEndpoints',
    method: 'GET',
    path: '/v1/webhooks/endpoints',
    handle(call) {
      const rows = call.transaction
        .where('webhook_endpoints', (one) => matches(call, 'organization_id', one.organization_id))
        .reverse();
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
        ...newSecret(transaction),
      });
      return answer(toEndpoint(saved) satisfies models.WebhookEndpoint);
    },
  },
  {
    operation: 'webhooks.deleteWebhookEndpoint',
    method: 'DELETE',
    path: '/v1/webhooks/endpoints/{id}',
    handle(call) {
      call.transaction.delete('webhook_endpoints', endpointOf(call).id);
      return { status: 204 };
    },
  },
  {
    operation: 'webhooks.listWebhookDeliveries',
    method: 'GET',
    path: '/v1/webhooks/deliveries',
    handle(call) {
      const { transaction } = call;
      // They stand in the order in which they were made; the newest comes first.
      const rows = transaction.where('webhook_deliveries', deliveryFilter(call)).reverse();
      const page = toPage(call, rows, (one) => toDelivery(transaction, one));
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
