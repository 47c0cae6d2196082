import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Story, startStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startStory('2027-04-01T00:00:00Z');
});
afterEach(() => story.close());

const payments = async (orderId: string) =>
  (await story.polar.payments.list({ order_id: orderId })).items.map(({ amount, status }) => [
    amount,
    status,
  ]);

describe('an order below the smallest charge', () => {
  it('is paid without a charge, and owed until the next one', async () => {
    const plan = await story.buys('solo.month');
    await story.until('2027-04-30T12:00:00Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'invoice' });
    const order = await story.lastOrderOf(plan);
    // Half a day of thirty is left: round(2999 / 60) - round(999 / 60) = 50 - 17.
    expect(order).toMatchObject({
      status: 'paid',
      total_amount: 33,
      applied_balance_amount: -33,
      due_amount: 0,
    });
    expect(await payments(order.id)).toEqual([]);
    expect(await story.balanceOf(plan)).toBe(-33);
    await story.until('2027-05-01');
    const next = await story.lastOrderOf(plan);
    expect(next).toMatchObject({ total_amount: 2_999, applied_balance_amount: 33, due_amount: 3_032 });
    expect(await payments(next.id)).toEqual([[3_032, 'succeeded']]);
    expect(await story.balanceOf(plan)).toBe(0);
  });

  it.each([
    ['usd', 50, 0, 'succeeded'],
    ['jpy', 80, 0, 'succeeded'],
    ['usd', 49, -49, null],
    ['jpy', 79, -79, null],
  ] as const)('in %s is one of less than its own: %d', async (currency, amount, balance, payment) => {
    const { id } = await story.polar.products.create({
      name: 'Seats',
      recurring_interval: 'month',
      prices: (['usd', 'jpy'] as const).map((price_currency) => ({
        amount_type: 'seat_based',
        price_currency,
        seat_tiers: { tiers: [{ min_seats: 1, price_per_seat: amount }] },
      })),
    });
    const plan = await story.buys('solo.month', { currency });
    await story.change(plan, { product_id: id, proration_behavior: 'reset' });
    const order = await story.lastOrderOf(plan);
    expect(order.status).toBe('paid');
    expect(await payments(order.id)).toEqual(payment === null ? [] : [[amount, payment]]);
    expect(await story.balanceOf(plan)).toBe(balance);
  });

  it('does not need a card that pays', async () => {
    const plan = await story.buys('solo.month');
    await story.putsCard(plan, 'isDeclined');
    await story.until('2027-04-30T12:00:00Z');
    await story.change(plan, { product_id: story.catalog['crew.month'], proration_behavior: 'invoice' });
    expect(await story.lastOrderOf(plan)).toMatchObject({ status: 'paid', total_amount: 33 });
  });
});

describe('a credit', () => {
  it('of one currency does not pay for another', async () => {
    const dollars = await story.buys('crew.month');
    await story.until('2027-04-16');
    await story.change(dollars, {
      product_id: story.catalog['solo.month'],
      proration_behavior: 'invoice',
    });
    expect(await story.balanceOf(dollars)).toBe(1_000);
    expect(await story.balanceOf({ ...dollars, currency: 'jpy' })).toBe(0);
  });

  it('pays for several orders until it is used up', async () => {
    const year = await story.buys('solo.year');
    await story.change(year, { product_id: story.catalog['solo.month'], proration_behavior: 'invoice' });
    // 9990 credited, 999 charged.
    expect(await story.balanceOf(year)).toBe(8_991);
    await story.until('2028-01-01T00:00:00Z');
    await story.until('2028-02-01T00:00:00Z');
    const used = (await story.ordersOf(year)).slice(2).map((one) => one.due_amount);
    expect(used).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 999]);
  });
});
