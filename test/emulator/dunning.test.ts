import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unrecoverableDeclineCodes } from '../../src/emulator/engine/decline-codes.ts';
import { listenToAll, type Rig, refusal, START, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const cards = {
  pays: '4242424242424242',
  declined: '4000000000000002',
  poor: '4000000000009995',
  lost: '4000000000009987',
  asks: '4000002760003184',
};

/** Buys a month without a trial, then puts another card on file, so that the renewal meets it. */
async function subscribeThenUse(card: string, at = START) {
  if (at !== START) await rig.emulator.clock.advanceTo(at);
  const subscription = await subscribe(rig.polar, { trial: false });
  await putCard(subscription.customer_id, card);
  return subscription;
}

async function putCard(customerId: string, number: string) {
  const { status } = await rig.call(`/_emulator/customers/${customerId}/payment-method`, { number });
  expect(status).toBe(200);
}

async function payments() {
  const { items } = await rig.polar.payments.list({ limit: 100, sorting: ['created_at'] });
  return items.map((one) => [one.created_at.slice(0, 16), one.status, one.trigger]);
}

async function newestOrder() {
  const [order] = (await rig.polar.orders.list()).items;
  if (order === undefined) throw new Error('There is no order.');
  return order;
}

it('knows 23 codes of cards that cannot pay any more', () => {
  expect(new Set(unrecoverableDeclineCodes).size).toBe(23);
});

describe('the schedule', () => {
  it('tries at the first full hour two days after, then five, seven and seven days later', async () => {
    await subscribeThenUse(cards.declined, '2027-01-10T10:17:23.5Z');
    await rig.emulator.clock.advanceTo('2027-02-10T10:17:23.5Z');
    expect(await newestOrder()).toMatchObject({ next_payment_attempt_at: '2027-02-12T10:17:23.500000Z' });
    await rig.emulator.clock.advanceTo('2027-02-12T10:59:59Z');
    expect(await payments()).toHaveLength(2);
    await rig.emulator.clock.advanceTo('2027-02-12T11:00:00Z');
    expect(await newestOrder()).toMatchObject({ next_payment_attempt_at: '2027-02-17T11:00:00Z' });
    await rig.emulator.clock.advance('P30D');
    expect(await payments()).toEqual([
      ['2027-01-10T10:17', 'succeeded', 'purchase'],
      ['2027-02-10T10:17', 'failed', 'subscription_cycle'],
      ['2027-02-12T11:00', 'failed', 'retry_dunning'],
      ['2027-02-17T11:00', 'failed', 'retry_dunning'],
      ['2027-02-24T11:00', 'failed', 'retry_dunning'],
      ['2027-03-03T11:00', 'failed', 'retry_dunning'],
    ]);
  });

  it('gives a card that cannot pay any more one last attempt, at the deadline', async () => {
    const { id } = await subscribeThenUse(cards.lost);
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    expect(await newestOrder()).toMatchObject({ next_payment_attempt_at: '2027-03-03T10:01:00Z' });
    await rig.emulator.clock.advanceTo('2027-03-03T10:59:00Z');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'past_due' });
    await rig.emulator.clock.advanceTo('2027-03-03T11:00:00Z');
    expect((await payments()).slice(1)).toEqual([
      ['2027-02-10T10:00', 'failed', 'subscription_cycle'],
      ['2027-03-03T11:00', 'failed', 'retry_dunning'],
    ]);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({
      status: 'canceled',
      ended_at: '2027-03-03T11:00:00Z',
      canceled_at: '2027-03-03T11:00:00Z',
    });
    expect(await newestOrder()).toMatchObject({ status: 'void', next_payment_attempt_at: null });
  });

  it('stays due at the deadline when the next card declines for a while only', async () => {
    const subscription = await subscribeThenUse(cards.lost);
    await rig.emulator.clock.advance('P1M');
    await putCard(subscription.customer_id, cards.poor);
    expect(await newestOrder()).toMatchObject({
      status: 'pending',
      next_payment_attempt_at: '2027-03-03T10:01:00Z',
    });
  });

  it('says why in Stripe’s words for sellers', async () => {
    await subscribeThenUse(cards.poor);
    await rig.emulator.clock.advance('P1M');
    const [failed] = (await rig.polar.payments.list({ status: 'failed' })).items;
    expect(failed).toMatchObject({
      decline_reason: 'insufficient_funds',
      decline_message: 'The bank returned the decline code `insufficient_funds`.',
      method_metadata: { brand: 'visa', last4: '9995' },
    });
  });

  it('takes a card that wants its owner for one that refuses', async () => {
    const { id } = await subscribeThenUse(cards.asks);
    await rig.emulator.clock.advance('P1M');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'past_due' });
    const [failed] = (await rig.polar.payments.list({ status: 'failed' })).items;
    expect(failed).toMatchObject({ decline_reason: 'authentication_required' });
  });
});

describe('what is told', () => {
  beforeEach(async () => {
    await listenToAll(rig.polar);
    await subscribeThenUse(cards.declined);
    await rig.takeTypes();
    await rig.emulator.clock.advance('P1M');
  });

  it('is past_due once, nothing at a retry, and the end', async () => {
    expect(await rig.takeTypes()).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'customer.state_changed',
    ]);
    await rig.emulator.clock.advance('P20D');
    expect(await rig.takeTypes()).toEqual([]);
    await rig.emulator.clock.advance('P1D');
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'order.updated',
      'customer.state_changed',
    ]);
  });

  it('is order, then subscription, when a new card recovers it', async () => {
    const { customer_id, id } = await newestOrder();
    await rig.takeTypes();
    await putCard(customer_id, cards.pays);
    expect((await rig.takeTypes()).filter((type) => !type.startsWith('customer.'))).toEqual([
      'order.updated',
      'order.paid',
      'subscription.updated',
      'subscription.active',
    ]);
    expect((await payments()).at(-1)).toEqual([
      '2027-02-10T10:00',
      'succeeded',
      'retry_payment_method_update',
    ]);
    expect(await rig.polar.orders.get(id)).toMatchObject({ status: 'paid', next_payment_attempt_at: null });
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    expect(subscription).toMatchObject({ status: 'active', past_due_at: null });
  });
});

describe('a new default card', () => {
  it('is tried for every pending order at once', async () => {
    const day = await rig.polar.products.create({
      name: 'Daily',
      recurring_interval: 'day',
      recurring_interval_count: 7,
      prices: [{ amount_type: 'fixed', price_amount: 700, price_currency: 'usd' }],
    });
    const { customer_id } = await subscribe(rig.polar, { product: day.id, trial: false });
    await putCard(customer_id, cards.declined);
    await rig.emulator.clock.advance('P15D');
    expect((await rig.polar.orders.list({ status: 'pending' })).items).toHaveLength(2);
    await putCard(customer_id, cards.pays);
    expect((await rig.polar.orders.list({ status: 'pending' })).items).toEqual([]);
    expect((await rig.polar.payments.list({ status: 'succeeded' })).items).toHaveLength(3);
  });

  it('that declines too leaves the schedule as it is', async () => {
    const { customer_id } = await subscribeThenUse(cards.declined);
    await rig.emulator.clock.advance('P1M');
    const before = await newestOrder();
    await putCard(customer_id, cards.poor);
    expect(await newestOrder()).toMatchObject({ next_payment_attempt_at: before.next_payment_attempt_at });
    await rig.emulator.clock.advance('P21D');
    expect((await payments()).filter(([, status]) => status === 'failed')).toHaveLength(6);
    expect(await newestOrder()).toMatchObject({ status: 'void' });
  });

  it('is not tried where the subscription is to end anyway', async () => {
    const { id, customer_id } = await subscribeThenUse(cards.declined);
    await rig.emulator.clock.advance('P1M');
    await rig.polar.subscriptions.update(id, { cancel_at_period_end: true });
    const before = await payments();
    await putCard(customer_id, cards.pays);
    expect(await payments()).toEqual(before);
  });
});

describe('a subscription that is past due', () => {
  it('keeps its period going, and each further order has a schedule of its own', async () => {
    const week = await rig.polar.products.create({
      name: 'Weekly',
      recurring_interval: 'week',
      prices: [{ amount_type: 'fixed', price_amount: 700, price_currency: 'usd' }],
    });
    const { id, customer_id } = await subscribe(rig.polar, { product: week.id, trial: false });
    await putCard(customer_id, cards.declined);
    await rig.emulator.clock.advance('P22D');
    const pending = (await rig.polar.orders.list({ status: 'pending', sorting: ['created_at'] })).items;
    expect(pending.map((one) => [one.created_at.slice(0, 10), one.next_payment_attempt_at])).toEqual([
      ['2027-01-17', '2027-02-07T10:00:00Z'],
      ['2027-01-24', '2027-02-07T10:00:00Z'],
      ['2027-01-31', '2027-02-02T10:00:00Z'],
    ]);
    await rig.emulator.clock.advance('P10D');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({
      status: 'canceled',
      ended_at: '2027-02-07T10:00:00Z',
    });
    expect((await rig.polar.orders.list({ status: 'pending' })).items).toEqual([]);
  });

  it('revoked, has its order voided', async () => {
    const { id } = await subscribeThenUse(cards.declined);
    await rig.emulator.clock.advance('P1M');
    await rig.polar.subscriptions.revoke(id);
    expect(await newestOrder()).toMatchObject({ status: 'void' });
    await rig.emulator.clock.advance('P30D');
    expect((await payments()).filter(([, status]) => status === 'failed')).toHaveLength(1);
  });

  it('refuses an immediate change of plan that its card does not pay', async () => {
    const { id } = await subscribeThenUse(cards.asks);
    const other = await rig.polar.products.create({
      name: 'Other',
      recurring_interval: 'month',
      prices: [{ amount_type: 'fixed', price_amount: 9900, price_currency: 'usd' }],
    });
    const changed = rig.polar.subscriptions.update(id, {
      product_id: other.id,
      proration_behavior: 'invoice',
    });
    expect(await refusal(changed)).toMatchObject({ status: 402, error: { error: 'PaymentActionRequired' } });
  });
});
