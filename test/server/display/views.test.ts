import { describe, expect, it } from 'vitest';
import type { SamplePerson } from '../../../src/sandbox/sample-people.ts';
import { priceCatalog } from '../../../src/server/catalog/priced-catalog.ts';
import { billingRevision, toBilling } from '../../../src/server/display/billing-view.ts';
import { toCatalog } from '../../../src/server/display/catalog-view.ts';
import { checkoutStatus } from '../../../src/server/display/checkout-view.ts';
import { toInvoice } from '../../../src/server/display/invoice-view.ts';
import type { BillingState, CheckoutRecord, SubscriptionRecord } from '../../../src/server/index.ts';
import {
  billingState,
  callerOf,
  invoiceRecord,
  productRecord,
  subscriptionRecord,
} from '../support/records.ts';

const now = '2027-01-20T09:00:00Z';
const catalog = priceCatalog(
  {
    defaultCurrency: 'USD',
    plans: [
      {
        id: 'pro',
        name: 'Professional',
        description: '',
        rank: 2,
        features: [{ id: 'users', name: '25 users', limit: 25 }],
        prices: { month: { productId: 'pro-month' } },
      },
    ],
    addOns: [],
  },
  [productRecord('pro-month'), productRecord('old-month')],
);

function billingWith(changes: Partial<SubscriptionRecord>, person: SamplePerson = 'ada') {
  return toBilling({
    now,
    caller: callerOf(person),
    catalog,
    pauseMonths: [1, 3],
    graceDays: 0,
    state: stateWith(changes),
  });
}

function stateWith(changes: Partial<SubscriptionRecord>): BillingState {
  return { ...billingState, subscription: { ...subscriptionRecord, ...changes } };
}

describe('billing', () => {
  it('shows an owner everything', async () => {
    expect(await billingWith({})).toMatchObject({
      asOf: now,
      owner: { type: 'organization', id: 'northwind', name: 'Northwind Construction' },
      subscription: { planName: 'Professional', priceId: 'pro-month', money: { amount: 7900 } },
      nextCharge: { at: '2027-02-15T09:00:00Z', money: { amount: 7900 } },
      paymentMethod: { last4: '4242' },
      entitlements: [{ id: 'users' }],
      alert: null,
    });
  });

  it('carries no address of the owner to the browser', async () => {
    expect(JSON.stringify(await billingWith({}))).not.toContain('accounts@northwind.example');
  });

  it.each<[string, Partial<SubscriptionRecord>]>([
    ['is being canceled', { cancelAtPeriodEnd: true }],
    ['is to be paused without an end', { pauseAtPeriodEnd: true }],
    ['is paused without an end', { status: 'paused' }],
    ['has ended', { status: 'canceled' }],
  ])('expects no charge when the subscription %s', async (_what, changes) => {
    expect((await billingWith(changes)).nextCharge).toBeNull();
  });

  it.each<[string, Partial<SubscriptionRecord>]>([
    ['scheduled', { pauseAtPeriodEnd: true }],
    ['under way', { status: 'paused' }],
  ])('expects the next charge at the end of a pause that is %s', async (_what, changes) => {
    const resumesAt = '2027-04-15T09:00:00Z';

    expect((await billingWith({ ...changes, resumesAt })).nextCharge).toEqual({
      at: resumesAt,
      money: { amount: 7900, currency: 'USD' },
    });
  });

  it('offers pauses from the end of what is paid, to those who may manage the subscription', async () => {
    const pausesAt = '2027-02-15T09:00:00Z';

    expect((await billingWith({})).pauseOptions).toEqual([
      { months: 1, pausesAt, resumesAt: '2027-03-15T09:00:00.000Z' },
      { months: 3, pausesAt, resumesAt: '2027-05-15T09:00:00.000Z' },
    ]);
    expect((await billingWith({}, 'dmitri')).pauseOptions).toEqual([]);
  });

  it.each<[string, Partial<SubscriptionRecord>]>([
    ['is in its trial', { status: 'trialing' }],
    ['is past due', { status: 'past_due' }],
    ['is paused', { status: 'paused' }],
    ['has ended', { status: 'canceled' }],
    ['is being canceled', { cancelAtPeriodEnd: true }],
    ['is to be paused', { pauseAtPeriodEnd: true }],
    ['is to be changed', { pendingChange: { id: 'u', appliesAt: now, productId: 'old-month' } }],
    ['costs nothing', { money: { amount: 0, currency: 'USD' } }],
  ])('offers no pause when the subscription %s', async (_what, changes) => {
    expect((await billingWith(changes)).pauseOptions).toEqual([]);
  });

  it('expects the price of a scheduled change next', async () => {
    const pendingChange = { id: 'u', appliesAt: '2027-02-15T09:00:00Z', productId: 'old-month' };
    const billing = await billingWith({ pendingChange, money: { amount: 19_900, currency: 'JPY' } });

    expect(billing.nextCharge?.money).toEqual({ amount: 12_000, currency: 'JPY' });
    expect(billing.subscription?.pendingChange).toMatchObject({
      planId: 'old-month',
      priceId: null,
      money: { amount: 12_000 },
    });
  });

  it('keeps the plan of a scheduled change that names none', async () => {
    const pendingChange = { id: 'u', appliesAt: '2027-02-15T09:00:00Z', productId: null };

    expect((await billingWith({ pendingChange })).subscription?.pendingChange).toMatchObject({
      planId: 'pro',
    });
  });

  it('gives no entitlements without access', async () => {
    expect((await billingWith({ status: 'past_due', pastDueAt: now })).entitlements).toEqual([]);
  });

  it('hides amounts and the card from a member, in pending changes and alerts too', async () => {
    const pendingChange = { id: 'u', appliesAt: '2027-02-15T09:00:00Z', productId: 'old-month' };
    const state: BillingState = {
      ...stateWith({ status: 'past_due', pastDueAt: now, pendingChange }),
      overdueInvoice: { ...invoiceRecord, status: 'pending' },
      overdueAttempts: 2,
    };
    const billing = await toBilling({
      now,
      caller: callerOf('dmitri'),
      catalog,
      pauseMonths: [1],
      graceDays: 0,
      state,
    });

    expect(billing).toMatchObject({
      nextCharge: null,
      paymentMethod: null,
      alert: { money: null, attempts: 2 },
    });
    expect(JSON.stringify(billing)).not.toMatch(/"amount"|4242/);
  });

  it('has a revision that follows what is shown and nothing else', async () => {
    const revision = (state: BillingState) => billingRevision(state, catalog);
    const seen = await revision(billingState);

    expect(await revision({ ...billingState, version: '8' })).toBe(seen);
    expect(await revision(stateWith({ modifiedAt: '2027-01-19T09:00:00Z' }))).toBe(seen);
    expect(await revision(stateWith({ cancelAtPeriodEnd: true }))).not.toBe(seen);
    expect(await revision(stateWith({ productId: 'old-month' }))).not.toBe(seen);
    expect(await revision({ ...billingState, defaultPaymentMethod: null })).not.toBe(seen);
    expect(await revision({ ...billingState, overdueInvoice: invoiceRecord })).not.toBe(seen);
  });
});

describe('the catalog', () => {
  const common = { now, catalog, permissions: callerOf('ada').permissions };

  it('is in the currency asked for, else the default', () => {
    expect(toCatalog({ ...common, subscription: null, currency: 'JPY' }).currency).toBe('JPY');
    expect(toCatalog({ ...common, subscription: null, currency: undefined }).currency).toBe('USD');
  });

  it('is in the currency of the running subscription, whatever was asked for', () => {
    const running = toCatalog({ ...common, subscription: subscriptionRecord, currency: 'JPY' });
    expect(running).toMatchObject({ currency: 'USD', currencies: ['USD'] });
    expect(running.plans[0]?.prices[0]?.action).toEqual({ kind: 'current' });

    const ended = { ...subscriptionRecord, status: 'canceled' } as const;
    expect(toCatalog({ ...common, subscription: ended, currency: 'JPY' }).currency).toBe('JPY');
  });
});

describe('an invoice', () => {
  it('bears the name of the plan, or what the provider calls it outside the catalog', () => {
    expect(toInvoice(invoiceRecord, catalog)).toMatchObject({
      planName: 'Professional',
      tax: { amount: 1501, currency: 'USD' },
      appliedBalance: { amount: 401, currency: 'USD' },
      amountDue: { amount: 9000, currency: 'USD' },
    });
    const planNameOf = (productId: string | null) =>
      toInvoice({ ...invoiceRecord, productId }, catalog).planName;
    expect(planNameOf('old-month')).toBe('Professional at the provider');
    expect(planNameOf(null)).toBe('Professional at the provider');
  });
});

describe('a checkout', () => {
  const expiresAt = '2027-01-21T09:00:00Z';

  it.each<[CheckoutRecord['status'], boolean, string, string]>([
    ['open', false, now, 'open'],
    ['open', false, expiresAt, 'expired'],
    ['confirmed', false, now, 'processing'],
    ['succeeded', false, now, 'processing'],
    ['succeeded', true, now, 'succeeded'],
    ['confirmed', true, now, 'succeeded'],
    ['failed', false, now, 'failed'],
    ['expired', false, now, 'expired'],
  ])('that is %s (subscription known: %s) at %s is %s', (status, hasSubscription, at, expected) => {
    expect(checkoutStatus({ status, expiresAt }, hasSubscription, at)).toBe(expected);
  });
});
