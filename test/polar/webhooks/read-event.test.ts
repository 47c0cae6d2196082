import type { models } from '@polar-sh/sdk/2026-10';
import { expect, it } from 'vitest';
import { createPolarWebhooks } from '../../../src/polar/webhooks/create-webhooks.ts';
import { checkout, order, product, subscription, teamCustomer } from '../support/fixtures.ts';

const { read } = createPolarWebhooks(['secret']);

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function event(type: string, data: unknown): Uint8Array {
  return bytes({ type, timestamp: '2026-11-20T10:11:13.000001Z', api_version: '2026-10', data });
}

const cases = {
  'customer.created': [teamCustomer, 'customer'],
  'customer.deleted': [{ ...teamCustomer, deleted_at: '2026-11-20T10:11:12Z' }, 'customer'],
  'customer.state_changed': [
    { ...teamCustomer, active_subscriptions: [], granted_benefits: [], active_meters: [] },
    'customer',
  ],
  'product.updated': [product, 'product'],
  'checkout.updated': [checkout, 'checkout'],
  'subscription.created': [subscription, 'subscription'],
  'subscription.past_due': [{ ...subscription, status: 'past_due' }, 'subscription'],
  'subscription.revoked': [{ ...subscription, status: 'canceled' }, 'subscription'],
  'order.created': [order, 'invoice'],
  'order.paid': [order, 'invoice'],
} satisfies Partial<Record<models.WebhookEventType, [unknown, string]>>;

it.each(Object.entries(cases))('reads %s as a snapshot of the mirror', (type, [data, kind]) => {
  expect(read(event(type, data))).toEqual({
    type,
    occurredAt: '2026-11-20T10:11:13.000001Z',
    isKnown: true,
    snapshots: [{ kind, record: expect.objectContaining({ id: (data as { id: string }).id }) }],
  });
});

it.each(['member.created', 'member.deleted', 'organization.updated'])(
  'knows %s, which tells nothing the mirror holds',
  (type) => {
    expect(read(event(type, { anything: true }))).toMatchObject({ isKnown: true, snapshots: [] });
  },
);

it.each(['payment.succeeded', 'constructor', '__proto__'])('keeps the unknown type %s as unknown', (type) => {
  expect(read(event(type, { id: 1 }))).toMatchObject({ type, isKnown: false, snapshots: [] });
});

it.each([
  ['no JSON', new TextEncoder().encode('{"type":')],
  ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['no object', bytes([])],
  ['without a type', bytes({ timestamp: '2026-11-20T10:11:13Z', data: {} })],
  ['without what its snapshot needs', event('order.paid', { id: order.id })],
  ['without data', bytes({ type: 'order.paid', timestamp: '2026-11-20T10:11:13Z' })],
])('refuses a body that is %s', (_, body) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ name: 'PolarShapeError' }));
});
