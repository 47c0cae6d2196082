import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amountsOf, linesOf, type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-04-01T00:00:00Z');
});
afterEach(() => story.close());

async function buys(offer: 'solo.month' | 'crew.month') {
  const subscription = await story.buys(offer);
  await story.takeTypes();
  return subscription;
}

const ended = ['subscription.updated', 'subscription.canceled', 'subscription.revoked'];

describe('a subscription that is canceled at the end of its period', () => {
  it('is told as canceled twice: when that is wanted, and when it happens', async () => {
    const plan = await buys('solo.month');
    await story.change(plan, { cancel_at_period_end: true });
    expect(await story.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'customer.state_changed',
    ]);
    await story.until('2027-05-01');
    expect(await story.takeTypes()).toEqual([...ended, 'customer.state_changed']);
    expect(await story.now(plan)).toMatchObject({
      status: 'canceled',
      canceled_at: '2027-04-01T00:00:00Z',
      ends_at: '2027-05-01T00:00:00Z',
      ended_at: '2027-05-01T00:00:00Z',
    });
    expect(await story.ordersOf(plan)).toHaveLength(1);
  });

  it('has a last order for what still waited', async () => {
    const plan = await buys('solo.month');
    await story.until('2027-04-16');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    await story.change(plan, { cancel_at_period_end: true });
    await story.takeTypes();
    await story.until('2027-05-01');
    expect(await story.takeTypes()).toEqual([
      ...ended,
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    const order = await story.lastOrderOf(plan);
    expect(order).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid', due_amount: 1_000 });
    expect(linesOf(order)).toEqual([
      ['Remaining time on Solo — From Apr 16, 2027 to May 1, 2027', -500],
      ['Crew — From Apr 16, 2027 to May 1, 2027', 1_500],
    ]);
  });

  it('owes that last order to nobody who could be charged again', async () => {
    const plan = await buys('solo.month');
    await story.until('2027-04-16');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    await story.change(plan, { cancel_at_period_end: true });
    await story.putsCard(plan, 'isDeclined');
    await story.until('2027-08-01');
    expect(await story.lastOrderOf(plan)).toMatchObject({ status: 'pending', next_payment_attempt_at: null });
    expect(await story.now(plan)).toMatchObject({ status: 'canceled', past_due_at: null });
    const { items } = await story.polar.payments.list({ status: 'failed' });
    expect(items).toHaveLength(1);
  });

  it('keeps what a last order credits on the balance', async () => {
    const plan = await buys('crew.month');
    await story.until('2027-04-16');
    await story.change(plan, { product_id: story.catalog['solo.month'], proration_behavior: 'prorate' });
    await story.change(plan, { cancel_at_period_end: true });
    await story.until('2027-05-01');
    expect(amountsOf(await story.lastOrderOf(plan))).toEqual([-1_500, 500]);
    expect(await story.balanceOf(plan)).toBe(1_000);
  });

  it('goes on when that is taken back, as if nothing had been', async () => {
    const plan = await buys('solo.month');
    await story.change(plan, { cancel_at_period_end: true, customer_cancellation_reason: 'unused' });
    await story.takeTypes();
    await story.change(plan, { cancel_at_period_end: false });
    expect(await story.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.uncanceled',
      'customer.state_changed',
    ]);
    await story.until('2027-05-01');
    expect(await story.now(plan)).toMatchObject({ status: 'active', canceled_at: null, ends_at: null });
  });
});

describe('a subscription that is revoked', () => {
  it('ends now, and what waited is never billed', async () => {
    const plan = await buys('solo.month');
    await story.until('2027-04-16');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    await story.takeTypes();
    await story.change(plan, { revoke: true, customer_cancellation_reason: 'too_expensive' });
    expect(await story.takeTypes()).toEqual([...ended, 'customer.state_changed']);
    expect(await story.now(plan)).toMatchObject({
      status: 'canceled',
      cancel_at_period_end: false,
      ended_at: '2027-04-16T00:00:00Z',
      customer_cancellation_reason: 'too_expensive',
    });
    await story.until('2027-06-01');
    expect(await story.ordersOf(plan)).toHaveLength(1);
  });

  it('after it was to be canceled is told as canceled again', async () => {
    const plan = await buys('solo.month');
    await story.change(plan, { cancel_at_period_end: true });
    await story.takeTypes();
    await story.polar.subscriptions.revoke(plan.id);
    expect(await story.takeTypes()).toEqual([...ended, 'customer.state_changed']);
  });
});

describe('a refund', () => {
  it('is told from beginning to end, and the subscription goes on', async () => {
    const plan = await buys('solo.month');
    const { id } = await story.lastOrderOf(plan);
    await story.polar.refunds.create({ order_id: id, amount: 999, reason: 'customer_request' });
    expect(await story.takeTypes()).toEqual([
      'refund.created',
      'order.updated',
      'order.refunded',
      'refund.updated',
    ]);
    await story.until('2027-05-01');
    expect((await story.ordersOf(plan)).map(({ status }) => status)).toEqual(['refunded', 'paid']);
  });
});

describe('a dispute', () => {
  it('contests no more than was paid and not given back', async () => {
    const plan = await buys('solo.month');
    const { id } = await story.lastOrderOf(plan);
    const contest = (total?: number) => story.call(`/_emulator/orders/${id}/dispute`, { total });
    expect(await contest(1_000)).toMatchObject({ status: 422 });
    await story.polar.refunds.create({ order_id: id, amount: 400, reason: 'customer_request' });
    expect(await contest(600)).toMatchObject({ status: 422 });
    expect(await contest()).toMatchObject({ status: 201, json: { amount: 599 } });
  });

  it('that was prevented gives back what is left by then', async () => {
    const plan = await buys('solo.month');
    const { id } = await story.lastOrderOf(plan);
    const { json } = await story.call(`/_emulator/orders/${id}/dispute`, {});
    await story.polar.refunds.create({ order_id: id, amount: 400, reason: 'customer_request' });
    await story.call(`/_emulator/disputes/${(json as { id: string }).id}`, { status: 'prevented' });
    expect(await story.lastOrderOf(plan)).toMatchObject({ status: 'refunded', refunded_amount: 999 });
    expect((await story.polar.refunds.list()).items.map(({ amount }) => amount)).toEqual([599, 400]);
  });
});
