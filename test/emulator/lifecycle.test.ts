import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
  await listenToAll(rig.polar);
});
afterEach(() => rig.close());

const bought = [
  'checkout.created',
  'customer.created',
  'member.created',
  'customer.state_changed',
  'checkout.updated',
  'subscription.created',
  'subscription.active',
  'subscription.updated',
  'order.created',
  'order.updated',
  'order.paid',
  'checkout.updated',
  'customer.state_changed',
];

describe('a trial', () => {
  it('starts with a paid order of nothing and tells so in order', async () => {
    const subscription = await subscribe(rig.polar);
    expect(await rig.takeTypes()).toEqual(bought);
    expect(subscription).toMatchObject({
      status: 'trialing',
      trial_start: '2027-01-10T10:00:00Z',
      trial_end: '2027-01-24T10:00:00Z',
      current_period_end: '2027-01-24T10:00:00Z',
    });
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({ billing_reason: 'subscription_create', status: 'paid', total_amount: 0 });
  });

  it('turns active and is charged at its end, without subscription.active', async () => {
    const { id } = await subscribe(rig.polar);
    await rig.takeTypes();
    await rig.emulator.clock.advance('P14D');
    expect(await rig.takeTypes()).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({
      status: 'active',
      current_period_start: '2027-01-24T10:00:00Z',
      current_period_end: '2027-02-24T10:00:00Z',
    });
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid', total_amount: 2900 });
    expect(order?.items[0]?.label).toBe('Starter — From Jan 24, 2027 to Feb 24, 2027');
    const [payment] = (await rig.polar.payments.list()).items;
    expect(payment).toMatchObject({ status: 'succeeded', amount: 2900, trigger: 'subscription_cycle' });
  });

  it('ended at once is charged at once', async () => {
    const { id } = await subscribe(rig.polar);
    const ended = await rig.polar.subscriptions.update(id, { trial_end: 'now' });
    expect(ended).toMatchObject({ status: 'active', current_period_end: '2027-02-10T10:00:00Z' });
  });

  it('moves to another product with nothing due and its end counted from its start', async () => {
    const { id } = await subscribe(rig.polar);
    const moved = await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.enterprise.year,
      proration_behavior: 'invoice',
    });
    expect(moved).toMatchObject({ status: 'trialing', amount: 199_000, trial_end: '2027-01-24T10:00:00Z' });
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
  });
});

describe('a renewal', () => {
  it('happens once for each month, each at its own instant, ends of months kept', async () => {
    await rig.emulator.clock.advanceTo('2028-01-31T10:00:00Z');
    await subscribe(rig.polar, { trial: false });
    await rig.emulator.clock.advance('P1Y');
    const orders = (await rig.polar.orders.list({ limit: 100, sorting: ['created_at'] })).items;
    expect(orders.map((order) => order.created_at.slice(0, 16))).toEqual([
      '2028-01-31T10:00',
      '2028-02-29T10:00',
      '2028-03-31T10:00',
      '2028-04-30T10:00',
      '2028-05-31T10:00',
      '2028-06-30T10:00',
      '2028-07-31T10:00',
      '2028-08-31T10:00',
      '2028-09-30T10:00',
      '2028-10-31T10:00',
      '2028-11-30T10:00',
      '2028-12-31T10:00',
      '2029-01-31T10:00',
    ]);
  });
});

describe('dunning', () => {
  beforeEach(async () => {
    await subscribe(rig.polar, { token: 'ctoken_visa_declined_later' });
    await rig.emulator.settled();
    rig.received.length = 0;
    await rig.emulator.clock.advanceTo('2027-01-24T10:00:00Z');
  });

  it('begins with a failed charge', async () => {
    expect(await rig.takeTypes()).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'customer.state_changed',
    ]);
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({ status: 'pending', next_payment_attempt_at: '2027-01-26T10:00:00Z' });
  });

  it('retries on days 2, 7, 14 and 21, then ends the subscription and voids the order', async () => {
    await rig.takeTypes();
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
    const payments = (await rig.polar.payments.list({ sorting: ['created_at'] })).items;
    expect(payments.map((one) => [one.created_at.slice(0, 10), one.status, one.decline_reason])).toEqual([
      ['2027-01-24', 'failed', 'generic_decline'],
      ['2027-01-26', 'failed', 'generic_decline'],
      ['2027-01-31', 'failed', 'generic_decline'],
      ['2027-02-07', 'failed', 'generic_decline'],
      ['2027-02-14', 'failed', 'generic_decline'],
    ]);
    expect((await rig.polar.subscriptions.list()).items[0]).toMatchObject({ status: 'canceled' });
    expect((await rig.polar.orders.list()).items[0]).toMatchObject({
      status: 'void',
      next_payment_attempt_at: null,
    });
  });

  it('ends well with a card that pays', async () => {
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    await rig.takeTypes();
    await rig.call(`/_emulator/customers/${subscription?.customer_id}/payment-method`, {
      number: '4242 4242 4242 4242',
    });
    expect(await rig.takeTypes()).toEqual([
      'customer.updated',
      'order.updated',
      'order.paid',
      'subscription.updated',
      'subscription.active',
      'customer.state_changed',
    ]);
    expect((await rig.polar.subscriptions.list()).items[0]).toMatchObject({
      status: 'active',
      past_due_at: null,
    });
  });

  it('leaves a past due subscription out of the customer state', async () => {
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    const state = await rig.polar.customers.getState(subscription?.customer_id ?? '');
    expect(state.active_subscriptions).toEqual([]);
  });
});

describe('canceling', () => {
  it('at the period end keeps the status, tells why, and can be undone', async () => {
    const { id } = await subscribe(rig.polar);
    await rig.takeTypes();
    const canceled = await rig.polar.subscriptions.update(id, {
      cancel_at_period_end: true,
      customer_cancellation_reason: 'too_expensive',
      customer_cancellation_comment: 'Next year.',
    });
    expect(canceled).toMatchObject({
      status: 'trialing',
      cancel_at_period_end: true,
      ends_at: '2027-01-24T10:00:00Z',
      customer_cancellation_reason: 'too_expensive',
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'customer.state_changed',
    ]);
    const kept = await rig.polar.subscriptions.update(id, { cancel_at_period_end: false });
    expect(kept).toMatchObject({
      cancel_at_period_end: false,
      ends_at: null,
      customer_cancellation_reason: null,
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.uncanceled',
      'customer.state_changed',
    ]);
  });

  it('takes effect at the period end, without a charge, and is told twice', async () => {
    const { id } = await subscribe(rig.polar);
    await rig.polar.subscriptions.update(id, { cancel_at_period_end: true });
    await rig.takeTypes();
    await rig.emulator.clock.advance('P1M');
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'customer.state_changed',
    ]);
    const ended = await rig.polar.subscriptions.get(id);
    expect(ended).toMatchObject({ status: 'canceled', ended_at: '2027-01-24T10:00:00Z' });
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
  });

  it('revoked, a subscription ends now', async () => {
    const { id } = await subscribe(rig.polar);
    await rig.takeTypes();
    expect(await rig.polar.subscriptions.revoke(id)).toMatchObject({
      status: 'canceled',
      ended_at: '2027-01-10T10:00:00Z',
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'customer.state_changed',
    ]);
  });
});
