import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linesOf, type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-01-31T00:00:00Z');
});
afterEach(() => story.close());

const later = { proration_behavior: 'next_period' } as const;

/** What waits for the end of a subscription's period, without its id and dates. */
async function waiting(subscription: { id: string }) {
  const { pending_update } = await story.now(subscription);
  if (pending_update === null) return null;
  const { product_id, seats, units } = pending_update;
  return { product_id, seats, units };
}

describe('a change that waits', () => {
  it('is one: the later takes the place of the earlier, under its id', async () => {
    const plan = await story.buys('solo.month');
    const first = await story.change(plan, { product_id: story.catalog['crew.month'], ...later });
    const second = await story.change(plan, { product_id: story.catalog['solo.year'], ...later });
    expect(second.pending_update).toMatchObject({
      id: first.pending_update?.id,
      product_id: story.catalog['solo.year'],
      applies_at: '2027-02-28T00:00:00Z',
    });
  });

  it('is deleted by a change of product at once', async () => {
    const plan = await story.buys('solo.month');
    await story.change(plan, { product_id: story.catalog['solo.year'], ...later });
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    expect(await waiting(plan)).toBeNull();
    await story.until('2027-02-28');
    expect(await story.now(plan)).toMatchObject({ product_id: story.catalog['crew.month'] });
  });

  it('of seats is deleted by a change of seats at once', async () => {
    const team = await story.buys('team', { quantity: 3 });
    await story.change(team, { seats: 8, ...later });
    await story.change(team, { seats: 5, proration_behavior: 'prorate' });
    expect(await waiting(team)).toBeNull();
  });

  it('of product is kept by a change of seats at once, and sold at the seats of then', async () => {
    const team = await story.buys('team', { quantity: 3 });
    const other = await story.polar.products.create({
      name: 'Squad',
      recurring_interval: 'month',
      prices: [
        {
          amount_type: 'seat_based',
          price_currency: 'usd',
          seat_tiers: { tiers: [{ min_seats: 1, price_per_seat: 500 }] },
        },
      ],
    });
    await story.change(team, { product_id: other.id, ...later });
    await story.change(team, { seats: 5, proration_behavior: 'prorate' });
    expect(await waiting(team)).toEqual({ product_id: other.id, seats: null, units: null });
    await story.until('2027-02-28');
    expect((await story.lastOrderOf(team)).items.at(-1)).toMatchObject({
      label: 'Squad (5 seats) — From Feb 28, 2027 to Mar 31, 2027',
      amount: 2_500,
    });
  });

  it('waits for where the end of the period is moved to', async () => {
    const plan = await story.buys('solo.month');
    await story.change(plan, { product_id: story.catalog['crew.month'], ...later });
    const moved = await story.change(plan, { current_billing_period_end: '2027-03-15T00:00:00Z' });
    expect(moved.pending_update).toMatchObject({ applies_at: '2027-03-15T00:00:00Z' });
    await story.until('2027-03-14');
    expect(await story.now(plan)).toMatchObject({ product_id: story.catalog['solo.month'] });
    await story.until('2027-03-15');
    expect(await story.now(plan)).toMatchObject({
      product_id: story.catalog['crew.month'],
      current_period_end: '2027-04-15T00:00:00Z',
    });
  });

  it('is gone with the subscription', async () => {
    const plan = await story.buys('solo.month');
    await story.change(plan, { product_id: story.catalog['crew.month'], ...later });
    await story.polar.subscriptions.revoke(plan.id);
    expect(await waiting(plan)).toBeNull();
  });

  it('to a product that is no longer sold is passed over, and the subscription goes on', async () => {
    const plan = await story.buys('solo.month', { currency: 'jpy' });
    const crew = await story.polar.products.get(story.catalog['crew.month']);
    await story.change(plan, { product_id: crew.id, ...later });
    const dollars = crew.prices.filter((one) => one.price_currency === 'usd').map(({ id }) => ({ id }));
    await story.polar.products.update(crew.id, { prices: dollars });
    await story.until('2027-02-28');
    expect(await story.now(plan)).toMatchObject({
      product_id: story.catalog['solo.month'],
      amount: 1_001,
      pending_update: null,
    });
  });

  it('to a price by the unit begins with the least that can be bought', async () => {
    const plan = await story.buys('solo.month');
    await story.change(plan, { product_id: story.catalog.calls, ...later });
    await story.until('2027-02-28');
    // 12.5 cents are 13, too little to charge.
    expect(await story.now(plan)).toMatchObject({ units: 1, amount: 13 });
    expect(linesOf(await story.lastOrderOf(plan))).toEqual([
      ['Calls (1 units) — From Feb 28, 2027 to Mar 31, 2027', 13],
    ]);
  });

  it('from year to month begins the month at the end of the year', async () => {
    const plan = await story.buys('crew.year');
    await story.change(plan, { product_id: story.catalog['crew.month'], ...later });
    await story.until('2028-01-31');
    expect(linesOf(await story.lastOrderOf(plan))).toEqual([
      ['Crew — From Jan 31, 2028 to Feb 29, 2028', 2_999],
    ]);
    await story.until('2028-02-29');
    expect(await story.now(plan)).toMatchObject({ current_period_end: '2028-03-31T00:00:00Z' });
  });
});
