import { expect, it } from 'vitest';
import { toCheckoutRecord } from '../../../src/polar/records/checkout.ts';
import { toCustomerRecord } from '../../../src/polar/records/customer.ts';
import { toInvoiceRecord } from '../../../src/polar/records/invoice.ts';
import { toPaymentMethodRecord } from '../../../src/polar/records/payment-method.ts';
import { toProductRecord } from '../../../src/polar/records/product.ts';
import { toSubscriptionRecord } from '../../../src/polar/records/subscription.ts';
import { card, checkout, order, product, subscription, teamCustomer } from '../support/fixtures.ts';

it('reads a customer', () => {
  expect(toCustomerRecord(teamCustomer)).toEqual({
    id: teamCustomer.id,
    createdAt: '2026-11-01T09:00:00.000001Z',
    modifiedAt: '2026-11-20T10:11:12.345678Z',
    externalId: 'org:acme',
    type: 'team',
    name: 'Acme',
    email: 'billing@acme.example',
    billingName: 'Acme GmbH',
    hasBillingAddress: true,
    defaultPaymentMethodId: card.id,
    deletedAt: null,
  });
});

it.each([
  ['name', { ...teamCustomer, billing_name: null }],
  ['address', { ...teamCustomer, billing_address: null }],
])('says that a customer without a billing %s cannot have an invoice', (_, customer) => {
  expect(toCustomerRecord(customer).hasBillingAddress).toBe(false);
});

it('reads a customer that leaves out what is optional', () => {
  const { external_id: _, email: __, default_payment_method_id: ___, ...customer } = teamCustomer;

  expect(toCustomerRecord(customer)).toMatchObject({
    externalId: null,
    email: null,
    defaultPaymentMethodId: null,
  });
});

it('reads a product with a price for each currency it is sold in', () => {
  expect(toProductRecord(product)).toEqual({
    id: product.id,
    createdAt: '2026-11-01T09:00:00.000001Z',
    modifiedAt: '2026-11-01T09:00:00.000001Z',
    name: 'Professional',
    isArchived: false,
    interval: 'month',
    intervalCount: 1,
    trialInterval: 'day',
    trialIntervalCount: 14,
    prices: [
      { id: 'price-usd', amountType: 'fixed', currency: 'USD', money: { amount: 7900, currency: 'USD' } },
      { id: 'price-jpy', amountType: 'fixed', currency: 'JPY', money: { amount: 12_000, currency: 'JPY' } },
    ],
  });
});

it('keeps a price of a kind it does not know, without an amount', () => {
  const price = {
    ...product.prices[0],
    id: 'new',
    amount_type: 'lunar_based',
    price_currency: 'usd',
    is_archived: false,
  };

  expect(toProductRecord({ ...product, prices: [price] }).prices).toEqual([
    { id: 'new', amountType: 'lunar_based', currency: 'USD', money: null },
  ]);
});

it('reads a subscription with the change that waits for its period end', () => {
  expect(toSubscriptionRecord(subscription)).toEqual({
    id: subscription.id,
    createdAt: '2026-11-01T09:00:00.000001Z',
    modifiedAt: '2026-11-20T10:11:12.345678Z',
    customerId: teamCustomer.id,
    productId: product.id,
    status: 'trialing',
    money: { amount: 7900, currency: 'USD' },
    interval: 'month',
    intervalCount: 1,
    seats: null,
    startedAt: '2026-11-01T09:00:00.5Z',
    currentPeriodStart: '2026-11-01T09:00:00Z',
    currentPeriodEnd: '2026-11-15T09:00:00Z',
    trialStart: '2026-11-01T09:00:00Z',
    trialEnd: '2026-11-15T09:00:00Z',
    cancelAtPeriodEnd: false,
    canceledAt: null,
    endsAt: null,
    endedAt: null,
    pastDueAt: null,
    pauseAtPeriodEnd: false,
    pausedAt: null,
    resumesAt: null,
    pendingChange: {
      id: subscription.pending_update.id,
      appliesAt: '2026-11-15T09:00:00Z',
      productId: subscription.pending_update.product_id,
    },
    checkoutId: checkout.id,
  });
});

it('orders a subscription that never changed by its creation', () => {
  expect(toSubscriptionRecord({ ...subscription, modified_at: null }).modifiedAt).toBe(
    subscription.created_at,
  );
});

it('keeps the microseconds of an instant whose offset is not UTC', () => {
  const modified_at = '2026-11-20T12:11:12.345678+02:00';

  expect(toSubscriptionRecord({ ...subscription, modified_at }).modifiedAt).toBe(
    '2026-11-20T10:11:12.345678Z',
  );
});

it('ignores fields it does not know', () => {
  expect(toSubscriptionRecord({ ...subscription, phase: 'waxing' } as typeof subscription)).toEqual(
    toSubscriptionRecord(subscription),
  );
});

it('refuses a status it does not know, by name', () => {
  const wire = { ...subscription, status: 'hibernating' } as unknown as typeof subscription;

  expect(() => toSubscriptionRecord(wire)).toThrow(
    expect.objectContaining({
      name: 'PolarShapeError',
      message: expect.stringContaining('subscription. status:'),
    }),
  );
});

it('refuses an amount that is no whole number of minor units', () => {
  expect(() => toSubscriptionRecord({ ...subscription, amount: 79.5 })).toThrow(/amount/);
});

it('refuses an instant without a zone', () => {
  expect(() => toSubscriptionRecord({ ...subscription, current_period_end: '2026-11-15T09:00:00' })).toThrow(
    /current_period_end: Not an ISO 8601 instant/,
  );
});

it('says nothing of the values it could not read', () => {
  const wire = { ...teamCustomer, email: 42, id: null } as unknown as typeof teamCustomer;

  expect(() => toCustomerRecord(wire)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining('42') }),
  );
});

it('reads an order, counting what the balance paid and the tax given back', () => {
  expect(toInvoiceRecord(order)).toEqual({
    id: order.id,
    createdAt: '2026-11-01T09:00:00.000001Z',
    modifiedAt: '2026-11-20T10:11:12.345678Z',
    customerId: teamCustomer.id,
    subscriptionId: subscription.id,
    productId: product.id,
    checkoutId: null,
    description: 'Professional',
    number: 'FLOE-0001',
    status: 'partially_refunded',
    billingReason: 'subscription_cycle',
    currency: 'EUR',
    subtotalAmount: 7900,
    discountAmount: 0,
    taxAmount: 1501,
    totalAmount: 9401,
    appliedBalanceAmount: 401,
    dueAmount: 9000,
    refundedAmount: 1190,
    nextPaymentAttemptAt: null,
    isDocumentReady: true,
    lines: [{ label: 'Professional', amount: 7900, isProration: false }],
  });
});

it('never says minus zero', () => {
  expect(Object.is(toInvoiceRecord({ ...order, applied_balance_amount: 0 }).appliedBalanceAmount, 0)).toBe(
    true,
  );
});

it('reads a checkout', () => {
  expect(toCheckoutRecord(checkout)).toEqual({
    id: checkout.id,
    createdAt: '2026-11-01T09:00:00.000001Z',
    modifiedAt: '2026-11-01T09:00:00.000001Z',
    externalCustomerId: 'org:acme',
    productId: product.id,
    status: 'open',
    url: 'https://polar.example/checkout/secret',
    currency: 'USD',
    subscriptionId: null,
    expiresAt: '2026-11-02T09:00:00Z',
  });
});

it('reads a card', () => {
  expect(toPaymentMethodRecord(card)).toEqual({
    id: card.id,
    customerId: teamCustomer.id,
    type: 'card',
    brand: 'visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2030,
    isDefault: true,
  });
});

it('reads a payment method that is no card', () => {
  const { method_metadata: _, ...method } = card;

  expect(toPaymentMethodRecord({ ...method, type: 'sepa_debit' })).toMatchObject({
    type: 'sepa_debit',
    brand: null,
    last4: null,
    expiryMonth: null,
    expiryYear: null,
  });
});
