import type { models } from '@polar-sh/sdk/2026-10';
import { z } from 'zod';
import type {
  MirrorRecords,
  ProviderEvent,
  RecordKind,
  RecordSnapshot,
  Snapshot,
} from '../../server/ports/index.ts';
import { toBenefitGrantRecord, toBenefitRecord } from '../records/benefit.ts';
import { toCheckoutRecord } from '../records/checkout.ts';
import { toCustomerRecord } from '../records/customer.ts';
import { toDiscountRecord } from '../records/discount.ts';
import { toInvoiceRecord } from '../records/invoice.ts';
import { toCustomerMeterRecords } from '../records/meter.ts';
import { toProductRecord } from '../records/product.ts';
import { PolarShapeError, readWire, wireInstant } from '../records/read-wire.ts';
import { toRefundRecord } from '../records/refund.ts';
import { toSeatRecord } from '../records/seat.ts';
import { toSubscriptionRecord } from '../records/subscription.ts';

// The type is kept as text: nothing in it may be what a database cannot keep.
const envelope = z.object({
  type: z.string().regex(/^[\w.]{1,100}$/),
  timestamp: wireInstant,
  data: z.unknown(),
});

type Reader = (data: unknown) => Snapshot[];

// Each `toXRecord` checks its argument before it reads it, so what came over the wire may be handed to it as it is.
function reads<Kind extends RecordKind, Wire>(
  kind: Kind,
  toRecord: (wire: Wire) => MirrorRecords[Kind] | null,
): Reader {
  return (data) => {
    const record = toRecord(data as Wire);
    return record === null ? [] : [{ kind, record } as RecordSnapshot];
  };
}

const benefit = reads('benefit', toBenefitRecord);
const benefitGrant = reads('benefit_grant', toBenefitGrantRecord);
const checkout = reads('checkout', toCheckoutRecord);
const customer = reads('customer', toCustomerRecord);
const discount = reads('discount', (wire: Parameters<typeof toDiscountRecord>[0]) => toDiscountRecord(wire));
// Nothing in it says that it was deleted; Polar's `modified_at` moves on with it.
const deletedDiscount = reads('discount', (wire: Parameters<typeof toDiscountRecord>[0]) =>
  toDiscountRecord(wire, true),
);
const invoice = reads('invoice', toInvoiceRecord);
const product = reads('product', toProductRecord);
const refund = reads('refund', toRefundRecord);
const seat = reads('seat', toSeatRecord);
const subscription = reads('subscription', toSubscriptionRecord);
/** A customer with what they have used: there is no other event about meters. */
const customerState: Reader = (data) => [
  ...customer(data),
  ...toCustomerMeterRecords(data).map((record): Snapshot => ({ kind: 'customer_meter', record })),
];
/** A type that tells nothing the mirror holds. */
const nothing: Reader = () => [];

const readers: Record<models.WebhookEventType, Reader> = {
  'benefit.created': benefit,
  'benefit.updated': benefit,
  'benefit_grant.created': benefitGrant,
  'benefit_grant.cycled': benefitGrant,
  'benefit_grant.revoked': benefitGrant,
  'benefit_grant.updated': benefitGrant,
  'checkout.created': checkout,
  'checkout.expired': checkout,
  'checkout.updated': checkout,
  'customer.created': customer,
  'customer.deleted': customer,
  'customer.state_changed': customerState,
  'customer.updated': customer,
  'customer_seat.assigned': seat,
  'customer_seat.claimed': seat,
  'customer_seat.revoked': seat,
  'discount.created': discount,
  'discount.deleted': deletedDiscount,
  'discount.updated': discount,
  // Members are people. Who may do what in an organization is the host's to know, and it is asked with each request.
  'member.created': nothing,
  'member.deleted': nothing,
  'member.updated': nothing,
  'order.created': invoice,
  'order.paid': invoice,
  'order.refunded': invoice,
  'order.updated': invoice,
  // The settings of the merchant; those that this server depends on are read from Polar where they matter.
  'organization.updated': nothing,
  'product.created': product,
  'product.updated': product,
  'refund.created': refund,
  'refund.updated': refund,
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
