import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { buy, confirm, fixed, monthly, open, seatPrice } from './checkout-support.ts';
import { address, listenToAll, type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const { month } = seedProductIds.starter;

/** The issues of a 422, each as its place and its sentence. */
async function flaws(work: Promise<unknown>): Promise<string[]> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`);
}

describe('a buyer', () => {
  it('becomes a customer with all that was given', async () => {
    const { order } = await buy(rig, month, {
      external_customer_id: 'user:1',
      customer_tax_id: 'DE123456789',
      customer_billing_address: { ...address, country: 'DE', state: null },
      customer_metadata: { plan: 'spring' },
      customer_ip_address: '203.0.113.7',
      locale: 'de',
    });
    expect(await rig.polar.customers.get(order.customer_id)).toMatchObject({
      type: 'individual',
      email: 'ada@example.com',
      external_id: 'user:1',
      name: 'Ada Lovelace',
      billing_name: 'Ada Lovelace',
      billing_address: { country: 'DE', city: 'Springfield' },
      tax_id: ['DE123456789', 'unknown'],
      metadata: { plan: 'spring' },
      locale: 'de',
    });
  });

  it('who is a customer need not say again what is known', async () => {
    const customer = await rig.polar.customers.create({
      email: 'grace@example.com',
      external_id: 'user:2',
      name: 'Grace Hopper',
      billing_address: address,
      metadata: { kept: true },
    });
    const checkout = await rig.polar.checkouts.create({
      products: [month],
      external_customer_id: 'user:2',
      customer_metadata: { added: 1 },
    });
    expect(checkout).toMatchObject({
      customer_id: customer.id,
      customer_email: 'grace@example.com',
      customer_name: 'Grace Hopper',
      customer_billing_address: { city: 'Springfield', state: 'US-IL' },
      is_business_customer: false,
    });
    // Nobody becomes another by an address.
    const renamed = { customer_email: 'someone@example.com' };
    expect(await rig.polar.checkouts.clientUpdate(checkout.client_secret, renamed)).toMatchObject({
      customer_email: 'grace@example.com',
    });
    await confirm(rig, checkout);
    expect(await rig.polar.customers.get(customer.id)).toMatchObject({ metadata: { kept: true, added: 1 } });
  });

  it('is asked for everything that is missing, at once', async () => {
    const checkout = await rig.polar.checkouts.create({ products: [month], require_billing_address: true });
    expect(await flaws(rig.polar.checkouts.clientConfirm(checkout.client_secret, {}))).toEqual([
      'customer_email: Field is required.',
      'customer_name: Field is required.',
      'customer_billing_address: Field is required.',
      'customer_billing_address.country: Field is required.',
      'customer_billing_address.line1: Field is required.',
      'customer_billing_address.city: Field is required.',
      'customer_billing_address.postal_code: Field is required.',
      'confirmation_token_id: Confirmation token is required.',
    ]);
  });

  it('gives the country alone, unless more is wanted or the country wants more', async () => {
    const fieldsOf = async (country: models.CountryAlpha2Input, options: object = {}) => {
      const { billing_address_fields: fields } = await open(rig, month, {
        customer_billing_address: { country },
        ...options,
      });
      return [fields.country, fields.state, fields.line1, fields.line2];
    };
    expect(await fieldsOf('DE')).toEqual(['required', 'disabled', 'disabled', 'disabled']);
    expect(await fieldsOf('CA')).toEqual(['required', 'required', 'disabled', 'disabled']);
    expect(await fieldsOf('US')).toEqual(['required', 'required', 'required', 'optional']);
    const whole = ['required', 'optional', 'required', 'optional'];
    expect(await fieldsOf('DE', { require_billing_address: true })).toEqual(whole);
    expect(await fieldsOf('DE', { is_business_customer: true })).toEqual(whole);
    const berlin = { country: 'DE', city: 'Berlin' } as const;
    expect(await open(rig, month, { customer_billing_address: berlin })).toMatchObject({
      require_billing_address: true,
    });
  });

  it('who is a business needs the name of it', async () => {
    const checkout = await open(rig, month, { customer_billing_name: '', is_business_customer: true });
    expect(await flaws(confirm(rig, checkout, { customer_name: 'Ada' }))).toEqual([
      'customer_billing_name: Field is required.',
    ]);
    await confirm(rig, checkout, { customer_name: 'Ada', customer_billing_name: 'Engines Ltd' });
  });

  it('gives a tax id that may be one, with the country it is of', async () => {
    const { client_secret } = await open(rig, month, { customer_billing_address: null });
    const give = (customer_tax_id: string) =>
      rig.polar.checkouts.clientUpdate(client_secret, { customer_tax_id });
    expect(await flaws(give('DE123456789'))).toEqual([
      'customer_billing_address: Country is required to validate tax ID.',
    ]);
    await rig.polar.checkouts.clientUpdate(client_secret, { customer_billing_address: { country: 'DE' } });
    expect(await flaws(give('?'))).toEqual(['customer_tax_id: Invalid tax ID.']);
    expect(await give('DE 123.456.789')).toMatchObject({ customer_tax_id: 'DE 123.456.789' });
  });

  it('lives in a state that there is', async () => {
    const live = (country: 'US' | 'CA', state: string) =>
      open(rig, month, { customer_billing_address: { ...address, country, state } });
    expect(await live('US', 'NY')).toMatchObject({ customer_billing_address: { state: 'US-NY' } });
    expect(await live('CA', 'CA-QC')).toMatchObject({ customer_billing_address: { state: 'CA-QC' } });
    expect(await flaws(live('US', 'ZZ'))).toEqual([
      'customer_billing_address: Value error, Invalid US state',
    ]);
    expect(await flaws(live('CA', 'NY'))).toEqual([
      'customer_billing_address: Value error, Invalid CA subdivision',
    ]);
  });

  it('has one subscription, unless the organization allows more', async () => {
    await buy(rig, month);
    const checkout = await open(rig, seedProductIds.professional.month);
    const taken = { status: 403, error: { error: 'AlreadyActiveSubscriptionError' } };
    expect(await refusal(rig.polar.checkouts.update(checkout.id, { locale: 'en' }))).toMatchObject(taken);
    expect(await refusal(confirm(rig, checkout))).toMatchObject(taken);
    const [organization] = (await rig.polar.organizations.list()).items;
    await rig.polar.organizations.update(organization?.id ?? '', {
      subscription_settings: {
        allow_multiple_subscriptions: true,
        proration_behavior: 'prorate',
        benefit_revocation_grace_period: 0,
        prevent_trial_abuse: false,
        allow_customer_updates: true,
      },
    });
    await confirm(rig, checkout);
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(2);
  });

  it('who was deleted meanwhile buys nothing', async () => {
    const customer = await rig.polar.customers.create({ email: 'grace@example.com' });
    const checkout = await open(rig, month, { customer_id: customer.id });
    await rig.polar.customers.delete(customer.id);
    expect(await refusal(confirm(rig, checkout))).toMatchObject({
      status: 403,
      error: { error: 'NotPermitted' },
    });
  });
});

describe('a trial', () => {
  it('is had once, by whatever alias, where the organization wants that', async () => {
    const [organization] = (await rig.polar.organizations.list()).items;
    await rig.polar.organizations.update(organization?.id ?? '', {
      subscription_settings: {
        allow_multiple_subscriptions: false,
        proration_behavior: 'prorate',
        benefit_revocation_grace_period: 0,
        prevent_trial_abuse: true,
        allow_customer_updates: true,
      },
    });
    const { order } = await buy(rig, month);
    await rig.polar.subscriptions.revoke(order.subscription_id ?? '');
    const again = await open(rig, month, { customer_email: 'ada+again@example.com' });
    expect(await refusal(confirm(rig, again))).toMatchObject({
      status: 403,
      error: { error: 'TrialAlreadyRedeemed' },
    });
    const other = await open(rig, seedProductIds.professional.month, {
      customer_email: 'ada+again@example.com',
    });
    expect(other.trial_end).toBe('2027-01-24T10:00:00Z');
    // Whoever had theirs goes on without one.
    expect(await rig.polar.checkouts.clientUpdate(again.client_secret, { allow_trial: false })).toMatchObject(
      { trial_end: null, is_payment_required: true },
    );
    await confirm(rig, again);
    expect((await rig.polar.subscriptions.list({ active: true })).items).toMatchObject([
      { status: 'active' },
    ]);
  });

  it('may be longer for one checkout', async () => {
    const checkout = await open(rig, month, { trial_interval: 'month', trial_interval_count: 3 });
    expect(checkout).toMatchObject({
      active_trial_interval: 'month',
      active_trial_interval_count: 3,
      trial_end: '2027-04-10T10:00:00Z',
    });
    await confirm(rig, checkout);
    expect((await rig.polar.subscriptions.list()).items).toMatchObject([
      { trial_end: '2027-04-10T10:00:00Z' },
    ]);
  });
});

describe('an upgrade of a free subscription', () => {
  async function subscribeFree() {
    const free = await monthly(rig, 'Free', fixed(0));
    const checkout = await open(rig, free, { metadata: { first: 'kept', plan: 'free' } });
    await rig.polar.checkouts.clientConfirm(checkout.client_secret, {});
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    if (subscription === undefined) throw new Error('There is no subscription.');
    return subscription;
  }

  it('keeps the subscription, begins its period now and charges for it', async () => {
    const free = await subscribeFree();
    expect(free).toMatchObject({ amount: 0, status: 'active' });
    await rig.emulator.clock.advance('P10D');
    await listenToAll(rig.polar);
    const { checkout, order } = await buy(rig, month, {
      customer_email: null,
      subscription_id: free.id,
      allow_trial: false,
      metadata: { plan: 'starter' },
    });
    expect(checkout).toMatchObject({ subscription_id: free.id, customer_id: free.customer_id });
    expect(order).toMatchObject({
      billing_reason: 'subscription_update',
      subscription_id: free.id,
      total_amount: 2_900,
      status: 'paid',
    });
    expect(await rig.polar.subscriptions.get(free.id)).toMatchObject({
      product_id: month,
      amount: 2_900,
      status: 'active',
      current_period_start: '2027-01-20T10:00:00Z',
      current_period_end: '2027-02-20T10:00:00Z',
      checkout_id: checkout.id,
      metadata: { first: 'kept', plan: 'starter' },
    });
    expect((await rig.takeTypes()).filter((type) => type.startsWith('subscription.'))).toEqual([
      'subscription.updated',
    ]);
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(1);
    await rig.emulator.clock.advance('P31D');
    const { items } = await rig.polar.orders.list({ product_id: month });
    expect(items.map(({ total_amount }) => total_amount)).toEqual([2_900, 2_900]);
  });

  it('may begin with a trial, and with seats', async () => {
    const free = await subscribeFree();
    const team = await monthly(rig, 'Team', seatPrice);
    await buy(rig, team, {
      subscription_id: free.id,
      seats: 4,
      trial_interval: 'week',
      trial_interval_count: 1,
    });
    expect(await rig.polar.subscriptions.get(free.id)).toMatchObject({
      status: 'trialing',
      seats: 4,
      trial_end: '2027-01-17T10:00:00Z',
      customer: { type: 'team' },
    });
  });

  it('is of nothing that is paid for, nor of what there is not', async () => {
    const { order } = await buy(rig, month);
    expect(await flaws(open(rig, month, { subscription_id: order.subscription_id }))).toEqual([
      'subscription_id: Only free subscriptions can be upgraded.',
    ]);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await flaws(open(rig, month, { subscription_id: nobody }))).toEqual([
      'subscription_id: Subscription does not exist.',
    ]);
  });

  it('asks for no card as long as it is free', async () => {
    const free = await subscribeFree();
    expect((await rig.polar.customers.listPaymentMethods(free.customer_id)).items).toEqual([]);
    expect((await rig.polar.orders.list()).items).toMatchObject([
      { status: 'paid', total_amount: 0, billing_reason: 'subscription_create' },
    ]);
  });
});

describe('a checkout that is over', () => {
  it('cannot be changed, and is gone for the buyer once it expired', async () => {
    const checkout = await open(rig, month);
    await rig.emulator.clock.advance('P1D');
    const { client_secret } = checkout;
    const gone = { status: 410, error: { error: 'ExpiredCheckoutError' } };
    expect(await refusal(rig.polar.checkouts.clientGet(client_secret))).toMatchObject(gone);
    expect(await refusal(rig.polar.checkouts.clientUpdate(client_secret, {}))).toMatchObject(gone);
    expect(await refusal(confirm(rig, checkout))).toMatchObject(gone);
    expect(await refusal(rig.polar.checkouts.update(checkout.id, {}))).toEqual({
      status: 403,
      error: { error: 'NotOpenCheckout', detail: `Checkout ${checkout.id} is not open: expired` },
    });
  });

  it('is found by the address of who was to pay, and by how it ended', async () => {
    await buy(rig, month);
    await open(rig, month, { customer_email: 'grace@example.com' });
    const emails = async (query: object) =>
      (await rig.polar.checkouts.list(query)).items.map(({ customer_email }) => customer_email);
    expect(await emails({ query: 'GRACE' })).toEqual(['grace@example.com']);
    expect(await emails({ status: 'succeeded' })).toEqual(['ada@example.com']);
  });
});
