import { describe, expect, it } from 'vitest';
import { toBenefitGrantRecord, toBenefitRecord } from '../../../src/polar/records/benefit.ts';
import { toDiscountRecord } from '../../../src/polar/records/discount.ts';
import { toCustomerMeterRecords, toMeterRecord } from '../../../src/polar/records/meter.ts';
import { toPaymentRecord } from '../../../src/polar/records/payment.ts';
import { toRefundRecord } from '../../../src/polar/records/refund.ts';
import { toSeatRecord } from '../../../src/polar/records/seat.ts';
import { readEvent } from '../../../src/polar/webhooks/read-event.ts';

const wire = { id: 'one', created_at: '2026-11-01T09:00:00.000001Z', modified_at: null };
const read = {
  id: 'one',
  createdAt: '2026-11-01T09:00:00.000001Z',
  modifiedAt: '2026-11-01T09:00:00.000001Z',
};

const payment = {
  ...wire,
  order_id: 'order',
  status: 'failed',
  currency: 'usd',
  amount: 7900,
  method: 'card',
  method_metadata: { brand: 'visa', last4: '4242', exp_month: 1, exp_year: 2030 },
  trigger: 'retry_dunning',
  decline_reason: 'insufficient_funds',
  decline_message: 'Not enough, Ada.',
} as const;

const seat = {
  ...wire,
  subscription_id: 'sub',
  status: 'claimed',
  member_id: 'member',
  email: 'grace@acme.example',
  claimed_at: '2026-11-02T09:00:00Z',
  seat_metadata: { anything: true },
} as const;

const discount: Parameters<typeof toDiscountRecord>[0] = {
  ...wire,
  name: 'Launch',
  code: 'LAUNCH',
  type: 'fixed',
  amounts: { usd: 1000, jpy: 1500 },
  duration: 'once',
  starts_at: null,
  ends_at: null,
  max_redemptions: null,
  products: [{ id: 'b' }, { id: 'a' }],
};

it('reads a refund', () => {
  const refund = {
    ...wire,
    customer_id: 'cus',
    order_id: 'order',
    subscription_id: null,
    status: 'succeeded',
  } as const;
  expect(
    toRefundRecord({ ...refund, reason: 'other', currency: 'usd', amount: 100, tax_amount: 19 }),
  ).toEqual({
    ...read,
    customerId: 'cus',
    invoiceId: 'order',
    subscriptionId: null,
    status: 'succeeded',
    reason: 'other',
    currency: 'USD',
    amount: 100,
    taxAmount: 19,
  });
});

describe('an attempt to collect', () => {
  it('keeps why it was declined, without the bank’s sentence', () => {
    expect(toPaymentRecord(payment)).toEqual({
      ...read,
      invoiceId: 'order',
      status: 'failed',
      currency: 'USD',
      amount: 7900,
      method: 'card',
      brand: 'visa',
      last4: '4242',
      trigger: 'retry_dunning',
      declineReason: 'insufficient_funds',
    });
  });

  it('is left out when it came to no order', () => {
    expect(toPaymentRecord({ ...payment, order_id: null })).toBeNull();
  });
});

it('reads a benefit and who has it, without what it consists of', () => {
  const benefit = { ...wire, type: 'license_keys', description: 'Keys', is_deleted: false };
  expect(toBenefitRecord(benefit)).toEqual({
    ...read,
    type: 'license_keys',
    description: 'Keys',
    isDeleted: false,
  });

  const grant = { ...wire, customer_id: 'cus', benefit_id: 'ben', is_granted: true, is_revoked: false };
  expect(toBenefitGrantRecord({ ...grant, granted_at: wire.created_at, subscription_id: 'sub' })).toEqual({
    ...read,
    customerId: 'cus',
    benefitId: 'ben',
    memberId: null,
    subscriptionId: 'sub',
    invoiceId: null,
    isGranted: true,
    isRevoked: false,
    grantedAt: read.createdAt,
    revokedAt: null,
  });
});

it('reads a seat of a subscription, and leaves out one of a single purchase', () => {
  expect(toSeatRecord(seat)).toEqual({
    ...read,
    subscriptionId: 'sub',
    status: 'claimed',
    memberId: 'member',
    email: 'grace@acme.example',
    invitationExpiresAt: null,
    claimedAt: '2026-11-02T09:00:00Z',
    revokedAt: null,
  });
  expect(toSeatRecord({ ...seat, subscription_id: null })).toBeNull();
});

it('reads a discount in an order of its own, without what changes unsaid', () => {
  expect(toDiscountRecord(discount)).toEqual({
    ...read,
    name: 'Launch',
    code: 'LAUNCH',
    type: 'fixed',
    basisPoints: null,
    amounts: { JPY: 1500, USD: 1000 },
    duration: 'once',
    durationInMonths: null,
    startsAt: null,
    endsAt: null,
    maxRedemptions: null,
    productIds: ['a', 'b'],
    isDeleted: false,
  });
});

it('knows a deleted discount by the type of the event alone', () => {
  const event = { type: 'discount.deleted', timestamp: wire.created_at, data: discount };
  const { snapshots } = readEvent(new TextEncoder().encode(JSON.stringify(event)));

  expect(snapshots).toEqual([
    { kind: 'discount', record: { ...toDiscountRecord(discount), isDeleted: true } },
  ]);
});

it('reads a meter, and what a customer’s state says of their use', () => {
  const meter = { ...wire, name: 'Calls', unit: 'custom', custom_label: 'calls', custom_multiplier: 0.5 };
  expect(toMeterRecord({ ...meter, archived_at: wire.created_at })).toEqual({
    ...read,
    name: 'Calls',
    unit: 'custom',
    unitLabel: 'calls',
    unitMultiplier: 0.5,
    isArchived: true,
  });

  const used = { ...wire, meter_id: 'met', consumed_units: 1.5, credited_units: 10, balance: 8.5 };
  expect(toCustomerMeterRecords({ id: 'cus', active_meters: [used] })).toEqual([
    { ...read, customerId: 'cus', meterId: 'met', consumedUnits: 1.5, creditedUnits: 10, balance: 8.5 },
  ]);
});
