import type { models } from '@polar-sh/sdk/2026-10';
import { z } from 'zod';
import type { ProviderEvent, Snapshot } from '../../server/ports/index.ts';
import { toCheckoutRecord } from '../records/checkout.ts';
import { toCustomerRecord } from '../records/customer.ts';
import { toInvoiceRecord } from '../records/invoice.ts';
import { toProductRecord } from '../records/product.ts';
import { PolarShapeError, readWire, wireInstant } from '../records/read-wire.ts';
import { toSubscriptionRecord } from '../records/subscription.ts';

// The type is kept as text: nothing in it may be what a database cannot keep.
const envelope = z.object({
  type: z.string().regex(/^[\w.]{1,100}$/),
  timestamp: wireInstant,
  data: z.unknown(),
});

type Reader = (data: unknown) => Snapshot[];

// Each `toXRecord` checks its argument before it reads it, so what came over the wire may be handed to it as it is.
const checkout: Reader = (data) => [
  { kind: 'checkout', record: toCheckoutRecord(data as Parameters<typeof toCheckoutRecord>[0]) },
];
const customer: Reader = (data) => [
  { kind: 'customer', record: toCustomerRecord(data as Parameters<typeof toCustomerRecord>[0]) },
];
const invoice: Reader = (data) => [
  { kind: 'invoice', record: toInvoiceRecord(data as Parameters<typeof toInvoiceRecord>[0]) },
];
const product: Reader = (data) => [
  { kind: 'product', record: toProductRecord(data as Parameters<typeof toProductRecord>[0]) },
];
const subscription: Reader = (data) => [
  { kind: 'subscription', record: toSubscriptionRecord(data as Parameters<typeof toSubscriptionRecord>[0]) },
];
/** A type that tells nothing the mirror holds. */
const nothing: Reader = () => [];

const readers: Record<models.WebhookEventType, Reader> = {
  'benefit.created': nothing,
  'benefit.updated': nothing,
  'benefit_grant.created': nothing,
  'benefit_grant.cycled': nothing,
  'benefit_grant.revoked': nothing,
  'benefit_grant.updated': nothing,
  'checkout.created': checkout,
  'checkout.expired': checkout,
  'checkout.updated': checkout,
  'customer.created': customer,
  'customer.deleted': customer,
  'customer.state_changed': customer,
  'customer.updated': customer,
  'customer_seat.assigned': nothing,
  'customer_seat.claimed': nothing,
  'customer_seat.revoked': nothing,
  'discount.created': nothing,
  'discount.deleted': nothing,
  'discount.updated': nothing,
  'member.created': nothing,
  'member.deleted': nothing,
  'member.updated': nothing,
  'order.created': invoice,
  'order.paid': invoice,
  'order.refunded': invoice,
  'order.updated': invoice,
  'organization.updated': nothing,
  'product.created': product,
  'product.updated': product,
  'refund.created': nothing,
  'refund.updated': nothing,
  'subscription.active': subscription,
  'subscription.canceled': subscription,
  'subscription.created': subscription,
  'subscription.cycled': subscription,
  'subscription.migrated': subscription,
  'subscription.past_due': subscription,
  'subscription.paused': subscription,
  'subscription.resumed': subscription,
  'subscription.revoked': subscription,
  'subscription.uncanceled': subscription,
  'subscription.updated': subscription,
};

/** The types that tell something the mirror holds: all that Polar has to be asked for. */
export const MIRRORED_EVENT_TYPES = (Object.keys(readers) as models.WebhookEventType[]).filter(
  (type) => readers[type] !== nothing,
);

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new PolarShapeError('floe-billing: a webhook of Polar is no JSON.', { cause: error });
  }
}

/**
 * Reads a verified webhook body.
 *
 * @throws {PolarShapeError} when it is no JSON, or lacks what its snapshot needs.
 */
export function readEvent(body: Uint8Array): ProviderEvent {
  const { type, timestamp, data } = readWire(envelope, parseJson(body), 'webhook');
  // `Object.hasOwn`, because a type named like a member of every object would be found otherwise.
  const reader = Object.hasOwn(readers, type) ? readers[type as models.WebhookEventType] : null;
  return {
    type,
    occurredAt: timestamp,
    snapshots: reader === null ? [] : reader(data),
    isKnown: reader !== null,
  };
}
