import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amountsOf, type Story, startStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startStory('2027-01-31T00:00:00Z');
});
afterEach(() => story.close());

type Duration = Pick<models.DiscountPercentageCreate, 'duration' | 'duration_in_months'>;

/** Gives a customer a third off, from the next period on. */
async function third(subscription: { id: string }, duration: Duration) {
  const { id } = await story.polar.discounts.create({
    name: 'A third off',
    type: 'percentage',
    basis_points: 3_333,
    ...duration,
  });
  return story.change(subscription, { discount_id: id });
}

/** What a subscription was charged since it was bought, order by order. */
const charged = async (subscription: { id: string }) =>
  (await story.ordersOf(subscription)).slice(1).map((one) => one.due_amount);

describe('a third off 29.99', () => {
  // 2999 × 0.3333 = 999.5667, so 1000 are taken off.
  it.each([
    ['once', { duration: 'once' }, [1_999, 2_999, 2_999, 2_999]],
    ['for three months', { duration: 'repeating', duration_in_months: 3 }, [1_999, 1_999, 1_999, 2_999]],
    ['for ever', { duration: 'forever' }, [1_999, 1_999, 1_999, 1_999]],
  ] as const)('%s', async (_, duration, expected) => {
    await story.until('2027-02-10');
    const plan = await story.buys('crew.month');
    await third(plan, duration);
    await story.until('2027-06-10');
    expect(await charged(plan)).toEqual(expected);
    const { discount_id } = await story.now(plan);
    expect(discount_id === null).toBe(duration.duration !== 'forever');
  });

  it('for three months lasts two where the first of them begins on the last of February', async () => {
    // As at Polar: two months after 28 February is 28 April, and the period of 30 April begins after that.
    const plan = await story.buys('crew.month');
    await third(plan, { duration: 'repeating', duration_in_months: 3 });
    await story.until('2027-05-31');
    expect(await charged(plan)).toEqual([1_999, 1_999, 2_999, 2_999]);
  });

  it('counts its months from the first period it is used in', async () => {
    const year = await story.buys('crew.year');
    await third(year, { duration: 'repeating', duration_in_months: 13 });
    await story.until('2030-02-01');
    // Used on 31 January 2028; twelve months later is 31 January 2029, which is not after it.
    expect(await charged(year)).toEqual([19_994, 19_994, 29_990]);
  });
});

describe('a change of plan with a discount', () => {
  it('credits and charges prices less the discount, each rounded on its own', async () => {
    const plan = await story.buys('solo.month');
    await third(plan, { duration: 'forever' });
    await story.until('2027-03-15T12:00:00Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'invoice' });
    const order = await story.lastOrderOf(plan);
    // 15.5 of 31 days are left: half of 999 - 333 and half of 2999 - 1000, 999.5, which goes to the even 1000.
    expect(amountsOf(order)).toEqual([-333, 1_000]);
    expect(order).toMatchObject({ discount_amount: 0, total_amount: 667 });
  });

  it('takes nothing off the prorations a second time, when they wait for the next order', async () => {
    const plan = await story.buys('solo.month');
    await third(plan, { duration: 'forever' });
    await story.until('2027-03-15T12:00:00Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'prorate' });
    await story.until('2027-03-31');
    const order = await story.lastOrderOf(plan);
    expect(amountsOf(order)).toEqual([-333, 1_000, 2_999]);
    expect(order).toMatchObject({ subtotal_amount: 3_666, discount_amount: 1_000, total_amount: 2_666 });
  });

  it('that is limited to the old product gives the new one nothing', async () => {
    const plan = await story.buys('solo.month');
    const { id } = await story.polar.discounts.create({
      name: 'Half of Solo',
      type: 'percentage',
      basis_points: 5_000,
      duration: 'forever',
      products: [story.catalog['solo.month']],
    });
    await story.change(plan, { discount_id: id });
    await story.until('2027-03-15T12:00:00Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'invoice' });
    // Half of 999 - 500 and half of 2999: 249.5 and 1499.5, both to the even number.
    expect(amountsOf(await story.lastOrderOf(plan))).toEqual([-250, 1_500]);
  });
});

describe('a fixed discount on seats', () => {
  it('is taken off both totals, so that it does not change what a seat costs', async () => {
    const team = await story.buys('team', { quantity: 3 });
    const { id } = await story.polar.discounts.create({
      name: 'Ten off',
      type: 'fixed',
      duration: 'forever',
      amounts: { usd: 1_000, jpy: 100 },
    });
    await story.change(team, { discount_id: id });
    await story.until('2027-03-15T12:00:00Z');
    await story.change(team, { seats: 4, proration_behavior: 'invoice' });
    // (4400 - 1000) - (3300 - 1000) = 1100, half of it left.
    expect(amountsOf(await story.lastOrderOf(team))).toEqual([550]);
    await story.until('2027-03-31');
    expect(await story.lastOrderOf(team)).toMatchObject({ discount_amount: 1_000, due_amount: 3_400 });
  });

  it('of more than they cost makes them free, and only what exceeds it is charged', async () => {
    const team = await story.buys('team', { quantity: 3, currency: 'jpy' });
    const { id } = await story.polar.discounts.create({
      name: 'A lot off',
      type: 'fixed',
      duration: 'forever',
      amounts: { jpy: 500, usd: 1 },
    });
    await story.change(team, { discount_id: id });
    await story.until('2027-03-15T12:00:00Z');
    await story.change(team, { seats: 9, proration_behavior: 'invoice' });
    // 9 × 130 - 500 = 670 instead of nothing; half of it is left.
    expect(amountsOf(await story.lastOrderOf(team))).toEqual([335]);
  });
});
