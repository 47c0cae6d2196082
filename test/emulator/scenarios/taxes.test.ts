import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amountsOf, type Story, startStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startStory('2027-01-31T10:00:00Z');
});
afterEach(() => story.close());

/** 15.5 of 28 days are left. */
const midway = () => story.until('2027-02-12T22:00:00Z');
const invoice = { proration_behavior: 'invoice' } as const;

describe('tax', () => {
  it('of an upgrade is on the sum of its lines', async () => {
    const plan = await story.buys('solo.month', { country: 'DE' });
    await midway();
    await story.change(plan, { product_id: story.catalog['crew.month'], ...invoice });
    // 19 percent of 1660 - 553 = 1107 are 210.33.
    expect(await story.lastOrderOf(plan)).toMatchObject({
      net_amount: 1_107,
      tax_amount: 210,
      total_amount: 1_317,
      due_amount: 1_317,
    });
  });

  it('of a downgrade goes to the balance with the credit', async () => {
    const plan = await story.buys('crew.month', { country: 'DE' });
    await midway();
    await story.change(plan, { product_id: story.catalog['solo.month'], ...invoice });
    expect(await story.lastOrderOf(plan)).toMatchObject({
      status: 'paid',
      net_amount: -1_107,
      tax_amount: -210,
      total_amount: -1_317,
      due_amount: 0,
    });
    expect(await story.balanceOf(plan)).toBe(1_317);
    await story.until('2027-02-28T10:00:00Z');
    // 999 and 189.81 of tax.
    expect(await story.lastOrderOf(plan)).toMatchObject({
      tax_amount: 190,
      total_amount: 1_189,
      applied_balance_amount: -1_189,
      due_amount: 0,
    });
    expect(await story.balanceOf(plan)).toBe(128);
  });

  it('in yen is whole yen', async () => {
    const plan = await story.buys('crew.month', { country: 'JP', currency: 'jpy' });
    await midway();
    await story.change(plan, { product_id: story.catalog['solo.month'], ...invoice });
    // 10 percent of 1104 are 110.4.
    expect(await story.lastOrderOf(plan)).toMatchObject({ tax_amount: -110, total_amount: -1_214 });
  });

  it('of lines that wait is computed with the order that takes them', async () => {
    const team = await story.buys('team', { country: 'DE', quantity: 3 });
    await midway();
    await story.change(team, { seats: 4, proration_behavior: 'prorate' });
    await story.until('2027-02-28T10:00:00Z');
    const order = await story.lastOrderOf(team);
    // int(1100 × 15.5 / 28) = 608, and 19 percent of 608 + 4400 are 951.52.
    expect(amountsOf(order)).toEqual([608, 4_400]);
    expect(order).toMatchObject({ tax_amount: 952, total_amount: 5_960 });
    expect(order.items.reduce((sum, one) => sum + one.tax_amount, 0)).toBe(952);
  });
});
