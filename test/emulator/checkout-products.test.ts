import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { buy, confirm, fixed, monthly, once, open, seatPrice } from './checkout-support.ts';
import { listenToAll, type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

/** The issues of a 422, each as its place and its sentence. */
async function flaws(work: Promise<unknown>): Promise<string[]> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.slice(1).join('.')}: ${msg}`);
}

describe('seats', () => {
  it('start with the fewest there are, cost by their tier, and can be changed within their bounds', async () => {
    const team = await monthly(rig, 'Team', seatPrice);
    const checkout = await open(rig, team);
    expect(checkout).toMatchObject({ seats: 2, amount: 2_000, min_seats: null, max_seats: null });
    const { client_secret } = checkout;
    expect(await rig.polar.checkouts.clientUpdate(client_secret, { seats: 5 })).toMatchObject({
      seats: 5,
      amount: 4_000,
      total_amount: 4_000,
    });
    expect(await flaws(rig.polar.checkouts.clientUpdate(client_secret, { seats: 1 }))).toEqual([
      'seats: Minimum 2 seats required.',
    ]);
    expect(await flaws(rig.polar.checkouts.update(checkout.id, { seats: 51 }))).toEqual([
      'seats: Maximum 50 seats allowed.',
    ]);
  });

  it('can be limited further by the checkout', async () => {
    const team = await monthly(rig, 'Team', seatPrice);
    const checkout = await open(rig, team, { min_seats: 3, max_seats: 4 });
    expect(checkout).toMatchObject({ seats: 3, min_seats: 3, max_seats: 4 });
    expect(await flaws(rig.polar.checkouts.update(checkout.id, { seats: 5 }))).toEqual([
      'seats: Maximum 4 seats allowed.',
    ]);
    expect(await flaws(open(rig, team, { min_seats: 4, max_seats: 3 }))).toEqual([
      ': Value error, min_seats must be less than or equal to max_seats',
    ]);
    expect(await flaws(open(rig, team, { seats: 2, min_seats: 3 }))).toEqual([
      ': Value error, seats must be greater than or equal to min_seats',
    ]);
  });

  it('are only for a price that counts them', async () => {
    expect(await flaws(open(rig, seedProductIds.starter.month, { seats: 2 }))).toEqual([
      'seats: Seats can only be set for seat-based pricing.',
    ]);
    expect(await flaws(open(rig, seedProductIds.starter.month, { units: 2 }))).toEqual([
      'units: Units can only be set for unit-based pricing.',
    ]);
  });

  it('make a team of the buyer, who gives them away where the merchant has a page for that', async () => {
    const team = await monthly(rig, 'Team', seatPrice);
    const { order } = await buy(rig, team, { seats: 3, success_url: 'http://localhost:4000/welcome' });
    expect(order).toMatchObject({ total_amount: 3_000, seats: 3, customer: { type: 'team' } });
    expect(order.items).toMatchObject([{ label: 'Team (3 seats)', amount: 3_000 }]);
    const subscription_id = order.subscription_id ?? '';
    expect(await rig.polar.subscriptions.get(subscription_id)).toMatchObject({ seats: 3, amount: 3_000 });
    expect(await rig.polar.customerSeats.listSeats({ subscription_id })).toMatchObject({
      seats: [],
      available_seats: 3,
    });
  });

  it('give the first to the buyer, on Polar’s own confirmation page', async () => {
    await listenToAll(rig.polar);
    const flag = await rig.polar.benefits.create({
      type: 'feature_flag',
      description: 'Reports',
      properties: {},
    });
    const team = await monthly(rig, 'Team', seatPrice);
    await rig.polar.products.updateBenefits(team, { benefits: [flag.id] });
    await rig.takeTypes();
    const { order } = await buy(rig, team, { seats: 2 });
    expect(await rig.takeTypes()).toEqual([
      'checkout.created',
      'customer.created',
      'member.created',
      'customer.state_changed',
      'checkout.updated',
      'customer.updated',
      'subscription.created',
      'subscription.active',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer_seat.claimed',
      'benefit_grant.created',
      'checkout.updated',
      'customer.state_changed',
    ]);
    const subscription_id = order.subscription_id ?? '';
    expect(await rig.polar.customerSeats.listSeats({ subscription_id })).toMatchObject({
      seats: [{ status: 'claimed', email: 'ada@example.com' }],
      available_seats: 1,
    });
  });
});

describe('units', () => {
  const unitPrice: models.ProductPriceUnitBasedCreate = {
    amount_type: 'unit_based',
    price_currency: 'usd',
    minimum_units: 10,
    tiers: {
      type: 'graduated',
      tiers: [
        { bound: 100, unit_amount: '50' },
        { bound: 1_000, unit_amount: '40' },
      ],
    },
  };

  it('cost by their tiers and go to the subscription and its order', async () => {
    const storage = await monthly(rig, 'Storage', unitPrice);
    expect(await open(rig, storage)).toMatchObject({ units: 10, amount: 500 });
    expect(await flaws(open(rig, storage, { units: 1_001 }))).toEqual(['units: Maximum 1000 units allowed.']);
    const { order } = await buy(rig, storage, { units: 150, min_units: 20, max_units: 200 });
    expect(order).toMatchObject({ units: 150, total_amount: 7_000 });
    expect(order.items).toMatchObject([{ label: 'Storage (150 units)', amount: 7_000 }]);
    expect(await rig.polar.subscriptions.get(order.subscription_id ?? '')).toMatchObject({ units: 150 });
  });
});

describe('an amount of the buyer’s own', () => {
  const custom = { amount_type: 'custom', price_currency: 'usd' } as const;

  it('is what the price proposes until they choose, within its bounds', async () => {
    const support = await monthly(rig, 'Support us', {
      ...custom,
      minimum_amount: 500,
      preset_amount: 1_500,
      maximum_amount: 10_000,
    });
    const checkout = await open(rig, support);
    expect(checkout.amount).toBe(1_500);
    const choose = (amount: number) => rig.polar.checkouts.clientUpdate(checkout.client_secret, { amount });
    expect(await choose(2_500)).toMatchObject({ amount: 2_500, total_amount: 2_500 });
    expect(await flaws(choose(499))).toEqual(['amount: Amount is below minimum.']);
    expect(await flaws(choose(10_001))).toEqual(['amount: Amount is above maximum.']);
    await confirm(rig, checkout);
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    expect(subscription).toMatchObject({ amount: 2_500, status: 'active' });
    await rig.emulator.clock.advance('P1M');
    const { items } = await rig.polar.orders.list();
    expect(items.map(({ total_amount }) => total_amount)).toEqual([2_500, 2_500]);
  });

  it('may be nothing, but not less than can be charged', async () => {
    const tip = await once(rig, 'Tip', { ...custom, minimum_amount: 0 });
    expect(await flaws(open(rig, tip, { amount: 30 }))).toEqual([
      'amount: Amount must be 0 or at least $0.50.',
    ]);
    const checkout = await open(rig, tip, { amount: 0, customer_billing_address: null });
    expect(checkout).toMatchObject({
      amount: 0,
      is_payment_form_required: false,
      is_free_product_price: false,
    });
    await rig.polar.checkouts.clientConfirm(checkout.client_secret, {});
    expect((await rig.polar.orders.list()).items).toMatchObject([{ status: 'paid', total_amount: 0 }]);
  });

  it('is ignored where the price is fixed', async () => {
    expect(await open(rig, seedProductIds.starter.month, { amount: 1 })).toMatchObject({ amount: 2_900 });
  });
});

describe('ad-hoc prices', () => {
  it('sell a product at what one checkout says, now and at each renewal', async () => {
    const month = seedProductIds.starter.month;
    const prices = { [month]: [fixed(1_900), fixed(1_700, 'eur')] };
    const checkout = await open(rig, month, { prices, allow_trial: false });
    expect(checkout).toMatchObject({
      amount: 1_900,
      product_price: { source: 'ad_hoc', price_amount: 1_900 },
    });
    expect(checkout.prices?.[month]).toMatchObject([{ source: 'ad_hoc', price_currency: 'usd' }]);
    expect(await rig.polar.checkouts.update(checkout.id, { currency: 'eur' })).toMatchObject({
      amount: 1_700,
    });
    await confirm(rig, checkout);
    await rig.emulator.clock.advance('P1M');
    const { items } = await rig.polar.orders.list();
    expect(items.map(({ net_amount, currency }) => [net_amount, currency])).toEqual([
      [1_700, 'eur'],
      [1_700, 'eur'],
    ]);
    const { prices: catalog } = await rig.polar.products.get(month);
    expect(catalog.every(({ source }) => source === 'catalog')).toBe(true);
  });

  it('are made by the rules of the catalog, for products of the checkout', async () => {
    const { month } = seedProductIds.starter;
    expect(await flaws(open(rig, month, { prices: { [month]: [fixed(1_900), fixed(1_800)] } }))).toEqual([
      `prices.${month}: Only one fixed price is allowed.`,
    ]);
    const { year } = seedProductIds.starter;
    expect(await flaws(open(rig, month, { prices: { [year]: [fixed(1_900)] } }))).toEqual([
      `prices.${year}: Product is not set on that checkout.`,
    ]);
  });

  it('are not lost to another currency: there the product is not sold', async () => {
    const month = seedProductIds.starter.month;
    const checkout = await open(rig, month, { prices: { [month]: [fixed(1_900)] } });
    expect(await flaws(rig.polar.checkouts.update(checkout.id, { currency: 'eur' }))).toEqual([
      'currency: Product is not available in the specified currency.',
    ]);
  });
});

describe('something that is bought once', () => {
  it('makes an order and no subscription, and keeps no card', async () => {
    await listenToAll(rig.polar);
    const book = await once(rig, 'Book', fixed(4_200));
    await rig.takeTypes();
    const { checkout, order } = await buy(rig, book, {
      metadata: { campaign: 'spring' },
      success_url: 'http://localhost:4000/thanks?checkout={CHECKOUT_ID}',
    });
    expect(checkout).toMatchObject({
      status: 'succeeded',
      success_url: `http://localhost:4000/thanks?checkout=${checkout.id}`,
      is_payment_setup_required: false,
    });
    expect(order).toMatchObject({
      billing_reason: 'purchase',
      status: 'paid',
      total_amount: 4_200,
      subscription_id: null,
      product_id: book,
      metadata: { campaign: 'spring' },
    });
    expect(order.items).toMatchObject([{ label: 'Book', amount: 4_200, start_timestamp: null }]);
    expect(await rig.takeTypes()).toEqual([
      'checkout.created',
      'customer.created',
      'member.created',
      'customer.state_changed',
      'checkout.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'checkout.updated',
      'customer.state_changed',
    ]);
    expect((await rig.polar.subscriptions.list()).items).toEqual([]);
    expect((await rig.polar.customers.listPaymentMethods(order.customer_id)).items).toEqual([]);
    expect((await rig.polar.payments.list({ order_id: order.id })).items).toMatchObject([
      { status: 'succeeded', amount: 4_200, checkout_id: checkout.id, trigger: 'purchase' },
    ]);
  });

  it('can be bought again, and beside a subscription', async () => {
    const book = await once(rig, 'Book', fixed(4_200));
    await buy(rig, seedProductIds.starter.month);
    await buy(rig, book);
    await buy(rig, book);
    const { items } = await rig.polar.orders.list({ product_id: book });
    expect(items.map(({ invoice_number }) => invoice_number?.slice(-4))).toEqual(['0003', '0002']);
  });

  it('gives its benefits until it is paid back with them', async () => {
    const flag = await rig.polar.benefits.create({
      type: 'feature_flag',
      description: 'Book',
      properties: {},
    });
    const book = await once(rig, 'Book', fixed(4_200));
    await rig.polar.products.updateBenefits(book, { benefits: [flag.id] });
    const { order } = await buy(rig, book);
    const grants = async () => (await rig.polar.benefitGrants.list({ customer_id: order.customer_id })).items;
    expect(await grants()).toMatchObject([{ is_granted: true, order_id: order.id, subscription_id: null }]);
    await rig.polar.refunds.create({
      order_id: order.id,
      reason: 'customer_request',
      amount: 4_200,
      revoke_benefits: true,
    });
    expect(await grants()).toMatchObject([{ is_granted: false, is_revoked: true }]);
  });

  it('may be sold by the seat: whoever takes one has the benefits', async () => {
    const flag = await rig.polar.benefits.create({
      type: 'feature_flag',
      description: 'Course',
      properties: {},
    });
    const course = await once(rig, 'Course', seatPrice);
    await rig.polar.products.updateBenefits(course, { benefits: [flag.id] });
    const { order } = await buy(rig, course, { seats: 5, success_url: 'http://localhost:4000/welcome' });
    expect(order).toMatchObject({ seats: 5, total_amount: 4_000, customer: { type: 'team' } });
    expect((await rig.polar.benefitGrants.list()).items).toEqual([]);
    const seat = await rig.polar.customerSeats.assignSeat({
      order_id: order.id,
      email: 'grace@example.com',
      immediate_claim: true,
    });
    expect((await rig.polar.benefitGrants.list()).items).toMatchObject([
      { is_granted: true, order_id: order.id, member_id: seat.member_id },
    ]);
  });
});

describe('prices in yen', () => {
  it('are whole, taxed once, and never divided', async () => {
    const { order } = await buy(rig, seedProductIds.professional.month, {
      currency: 'jpy',
      allow_trial: false,
      customer_billing_address: { country: 'JP' },
    });
    expect(order).toMatchObject({
      currency: 'jpy',
      subtotal_amount: 12_000,
      tax_amount: 1_200,
      total_amount: 13_200,
    });
  });
});

describe('a choice of products', () => {
  it('moves to the fields, the price and the currency of what is chosen', async () => {
    const team = await monthly(rig, 'Team', seatPrice);
    const support = await monthly(rig, 'Support', {
      amount_type: 'custom',
      price_currency: 'usd',
      preset_amount: 700,
    });
    const month = seedProductIds.starter.month;
    const checkout = await open(rig, month, { products: [month, team, support], currency: 'eur' });
    const choose = (product_id: string) =>
      rig.polar.checkouts.clientUpdate(checkout.client_secret, { product_id });
    expect(checkout).toMatchObject({ amount: 2_700, currency: 'eur', seats: null });
    expect(await choose(team)).toMatchObject({ amount: 2_000, currency: 'usd', seats: 2 });
    expect(await choose(support)).toMatchObject({ amount: 700, currency: 'usd', seats: null });
    expect(await choose(month)).toMatchObject({ amount: 2_900, currency: 'usd', seats: null });
  });

  it('is made of what can be bought, each once', async () => {
    const month = seedProductIds.starter.month;
    const nobody = '00000000-0000-4000-8000-000000000000';
    const draft = await rig.polar.products.create({
      name: 'Draft',
      visibility: 'draft',
      prices: [fixed(100)],
    });
    await rig.polar.products.update(seedProductIds.starter.year, { is_archived: true });
    const products = [month, nobody, draft.id, seedProductIds.starter.year];
    expect(await flaws(open(rig, month, { products }))).toEqual([
      'products.1: Product does not exist.',
      'products.2: Product is a draft.',
      'products.3: Product is archived.',
    ]);
    expect(await flaws(open(rig, month, { products: [month, month] }))).toEqual([
      'products: Value error, Product IDs must be unique.',
    ]);
  });

  it('is not confirmed at a price that is gone', async () => {
    const book = await once(rig, 'Book', fixed(4_200));
    const checkout = await open(rig, book);
    await rig.polar.products.update(book, { prices: [fixed(5_000)] });
    expect(await flaws(confirm(rig, checkout))).toEqual(['product_price_id: Price is archived.']);
  });

  it('keeps what it was sold for, whatever becomes of the prices', async () => {
    const book = await once(rig, 'Book', fixed(4_200));
    const { checkout } = await buy(rig, book);
    await rig.polar.products.update(book, { prices: [fixed(5_000)] });
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({
      amount: 4_200,
      total_amount: 4_200,
      product_price: { price_amount: 4_200 },
    });
  });
});
