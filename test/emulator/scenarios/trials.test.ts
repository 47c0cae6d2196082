import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal, subscribe } from '../support.ts';
import { linesOf, type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2028-02-15T00:00:00Z');
});
afterEach(() => story.close());

/** Puts a product with a trial of some days on sale. */
async function offer(name: string, days: number | null, interval: 'month' | 'year' = 'month') {
  const { id } = await story.polar.products.create({
    name,
    recurring_interval: interval,
    trial_interval: days === null ? null : 'day',
    trial_interval_count: days,
    prices: [{ amount_type: 'fixed', price_amount: 2_999, price_currency: 'usd' }],
  });
  return id;
}

async function tries(product: string) {
  const subscription = await subscribe(story.polar, { product });
  await story.takeTypes();
  return subscription;
}

const cycled = [
  'subscription.cycled',
  'subscription.updated',
  'order.created',
  'order.updated',
  'order.paid',
];

describe('a trial', () => {
  it('begins active in all but its name, with a paid order of nothing', async () => {
    await subscribe(story.polar, { product: await offer('Fortnight', 14) });
    const types = await story.takeTypes();
    expect(types.filter((type) => /^(subscription|order)\./.test(type))).toEqual([
      'subscription.created',
      'subscription.active',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
    ]);
    const [subscription] = (await story.polar.subscriptions.list()).items;
    expect(subscription).toMatchObject({ status: 'trialing', trial_end: '2028-02-29T00:00:00Z' });
    const [order] = (await story.polar.orders.list()).items;
    expect(order && linesOf(order)).toEqual([
      ['Trial period for Fortnight (Feb 15, 2028 - Feb 29, 2028)', 0],
    ]);
  });

  it('that ends on a leap day makes that the day of the later periods', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.until('2028-02-29');
    expect(await story.takeTypes()).toEqual([...cycled, 'customer.state_changed']);
    expect(await story.now(subscription)).toMatchObject({
      status: 'active',
      current_period_start: '2028-02-29T00:00:00Z',
      current_period_end: '2028-03-29T00:00:00Z',
    });
    await story.until('2029-02-28');
    const starts = (await story.ordersOf(subscription)).map((one) => one.created_at.slice(0, 10));
    expect(starts.slice(-3)).toEqual(['2028-12-29', '2029-01-29', '2029-02-28']);
  });

  it('is charged in full at its end, once', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.until('2028-03-01');
    expect((await story.ordersOf(subscription)).map((one) => one.due_amount)).toEqual([0, 2_999]);
  });

  it('may end in a debt: past due from its first day on', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.putsCard(subscription, 'isDeclined');
    await story.takeTypes();
    await story.until('2028-02-29');
    expect(await story.takeTypes()).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'customer.state_changed',
    ]);
  });
});

describe('a change of product within a trial', () => {
  it('counts the new trial from the start of the old one', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.until('2028-02-20');
    const changed = await story.change(subscription, { product_id: await offer('Month', 30) });
    expect(changed).toMatchObject({
      status: 'trialing',
      trial_start: '2028-02-15T00:00:00Z',
      // 30 days from 15 February 2028, over the 29th.
      trial_end: '2028-03-16T00:00:00Z',
      current_period_end: '2028-03-16T00:00:00Z',
    });
    expect(await story.ordersOf(subscription)).toHaveLength(1);
  });

  it('to one whose trial would be over ends it, and is charged at once', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.until('2028-02-20');
    const changed = await story.change(subscription, { product_id: await offer('Days', 5) });
    expect(changed).toMatchObject({
      status: 'active',
      trial_end: '2028-02-20T00:00:00Z',
      current_period_start: '2028-02-20T00:00:00Z',
      current_period_end: '2028-03-20T00:00:00Z',
    });
    expect(linesOf(await story.lastOrderOf(subscription))).toEqual([
      ['Days — From Feb 20, 2028 to Mar 20, 2028', 2_999],
    ]);
  });

  it('to one without a trial does the same, on the leap day to the last of a February', async () => {
    const subscription = await tries(await offer('Thirty', 30));
    const product_id = await offer('Now', null, 'year');
    await story.until('2028-02-29');
    await story.takeTypes();
    expect(await story.change(subscription, { product_id })).toMatchObject({
      status: 'active',
      recurring_interval: 'year',
      trial_end: '2028-02-29T00:00:00Z',
      current_period_end: '2029-02-28T00:00:00Z',
    });
    expect(await story.takeTypes()).toEqual([...cycled, 'customer.state_changed']);
  });

  it('that cannot be paid leaves the trial as it was', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    const product_id = await offer('Now', null);
    await story.putsCard(subscription, 'isDeclined');
    await story.takeTypes();
    const before = await story.now(subscription);
    expect(await refusal(story.change(subscription, { product_id }))).toMatchObject({ status: 402 });
    expect(await story.now(subscription)).toEqual(before);
    expect(await story.takeTypes()).toEqual([]);
  });
});

describe('the end of a trial', () => {
  it('moves, and the first period with it', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    const moved = await story.change(subscription, { trial_end: '2028-03-31T12:00:00Z' });
    expect(moved).toMatchObject({
      status: 'trialing',
      trial_end: '2028-03-31T12:00:00Z',
      current_period_end: '2028-03-31T12:00:00Z',
    });
    expect(await story.takeTypes()).toEqual(['subscription.updated', 'customer.state_changed']);
    await story.until('2028-05-01');
    expect(await story.now(subscription)).toMatchObject({
      status: 'active',
      current_period_start: '2028-04-30T12:00:00Z',
      current_period_end: '2028-05-31T12:00:00Z',
    });
  });

  it('may be now, which is charged at once', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    expect(await story.change(subscription, { trial_end: 'now' })).toMatchObject({ status: 'active' });
    expect(await story.takeTypes()).toEqual([...cycled, 'customer.state_changed']);
    expect((await story.lastOrderOf(subscription)).due_amount).toBe(2_999);
  });

  it('is not now for a card that is declined', async () => {
    const subscription = await tries(await offer('Fortnight', 14));
    await story.putsCard(subscription, 'isDeclined');
    await story.takeTypes();
    const before = await story.now(subscription);
    expect(await refusal(story.change(subscription, { trial_end: 'now' }))).toMatchObject({ status: 402 });
    expect(await story.now(subscription)).toEqual(before);
    expect(await story.takeTypes()).toEqual([]);
  });

  it('may come after a period that was paid, but not within it', async () => {
    const subscription = await story.buys('solo.month');
    const give = (trial_end: string) => story.change(subscription, { trial_end });
    expect((await refusal(give('2028-03-15T00:00:00Z'))).status).toBe(422);
    expect((await refusal(give('now'))).status).toBe(422);
    expect(await give('2028-03-20T00:00:00Z')).toMatchObject({
      status: 'trialing',
      current_period_end: '2028-03-20T00:00:00Z',
    });
    await story.until('2028-03-20');
    expect(await story.now(subscription)).toMatchObject({
      status: 'active',
      current_period_end: '2028-04-20T00:00:00Z',
    });
  });
});
