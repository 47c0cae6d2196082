import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../support.ts';
import { amountsOf, type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-04-01T00:00:00Z');
});
afterEach(() => story.close());

async function buysSeats(quantity: number) {
  const subscription = await story.buys('team', { quantity });
  await story.takeTypes();
  return subscription;
}

/** April has 30 days: half of it is left. */
const halfway = () => story.until('2027-04-16');

const updated = ['subscription.updated', 'customer.state_changed'];

describe('a change of seats', () => {
  it('with invoice is told with its order', async () => {
    const team = await buysSeats(3);
    await halfway();
    const changed = await story.change(team, { seats: 4, proration_behavior: 'invoice' });
    expect(changed).toMatchObject({ seats: 4, amount: 4_400, current_period_end: team.current_period_end });
    expect(await story.takeTypes()).toEqual([
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    expect(await story.lastOrderOf(team)).toMatchObject({
      billing_reason: 'subscription_update',
      seats: 4,
      due_amount: 550,
    });
  });

  it('with prorate is told alone', async () => {
    const team = await buysSeats(3);
    await halfway();
    await story.change(team, { seats: 4, proration_behavior: 'prorate' });
    expect(await story.takeTypes()).toEqual(updated);
    await story.until('2027-05-01');
    expect(amountsOf(await story.lastOrderOf(team))).toEqual([550, 4_400]);
  });

  it('back and forth leaves a line for each, and nothing in sum', async () => {
    const team = await buysSeats(3);
    await halfway();
    await story.change(team, { seats: 8, proration_behavior: 'prorate' });
    await story.change(team, { seats: 3, proration_behavior: 'prorate' });
    await story.until('2027-05-01');
    const order = await story.lastOrderOf(team);
    expect(amountsOf(order)).toEqual([2_750, -2_750, 3_300]);
    expect(order.due_amount).toBe(3_300);
  });

  it('to what they are is told to nobody and changes nothing', async () => {
    const team = await buysSeats(3);
    const before = await story.now(team);
    expect(await story.change(team, { seats: 3, proration_behavior: 'invoice' })).toEqual(before);
    expect(await story.takeTypes()).toEqual([]);
  });

  it('to what they are takes back a change that waits', async () => {
    const team = await buysSeats(3);
    await story.change(team, { seats: 8, proration_behavior: 'next_period' });
    await story.takeTypes();
    expect(await story.change(team, { seats: 3 })).toMatchObject({ seats: 3, pending_update: null });
    expect(await story.takeTypes()).toEqual(updated);
  });

  it('across a tier may make more seats cheaper: the difference is a credit', async () => {
    const team = await buysSeats(9);
    await halfway();
    // Nine at 1100 are 9900, ten at 900 are 9000.
    await story.change(team, { seats: 10, proration_behavior: 'invoice' });
    const order = await story.lastOrderOf(team);
    expect(order).toMatchObject({ total_amount: -450, due_amount: 0, status: 'paid' });
    expect(order.items[0]?.label).toBe(
      'Remaining time on Team (9 → 10 seats) — From Apr 16, 2027 to May 1, 2027',
    );
    expect(await story.balanceOf(team)).toBe(450);
  });

  it('so close to the end that it is worth nothing has no order', async () => {
    const team = await buysSeats(3);
    const before = await story.ordersOf(team);
    await story.until('2027-04-30T23:59:59.999999Z');
    await story.change(team, { seats: 4, proration_behavior: 'invoice' });
    expect(await story.ordersOf(team)).toEqual(
      before.map((one) => ({ ...one, subscription: expect.anything() })),
    );
  });

  it.each([
    [{ seats: 0 }, 422],
    [{ seats: 1_001 }, 422],
    [{ units: 5 }, 400],
  ])('to %j is refused with %d', async (update, status) => {
    const team = await buysSeats(3);
    expect((await refusal(story.change(team, update))).status).toBe(status);
  });

  it('below those that people have is refused', async () => {
    // Who pays took the first seat.
    const team = await buysSeats(3);
    await story.polar.customerSeats.assignSeat({ subscription_id: team.id, email: 'bo@example.com' });
    const fewer = await refusal(story.change(team, { seats: 1, proration_behavior: 'prorate' }));
    expect(fewer).toEqual({
      status: 400,
      error: {
        error: 'SeatsAlreadyAssigned',
        detail: 'Cannot decrease seats to 1. Currently 2 seats are assigned. Revoke seats first.',
      },
    });
  });
});

describe('a change of units', () => {
  it('is rounded to whole cents before it is prorated', async () => {
    const calls = await story.buys('calls', { quantity: 41 });
    await story.takeTypes();
    // 41 × 12.5 = 512.5, which is 513; 43 × 12.5 = 537.5, which is 538.
    expect(calls.amount).toBe(513);
    await halfway();
    expect(await story.change(calls, { units: 43, proration_behavior: 'prorate' })).toMatchObject({
      units: 43,
      amount: 538,
    });
    await story.until('2027-05-01');
    // int(25 / 2).
    expect(amountsOf(await story.lastOrderOf(calls))).toEqual([12, 538]);
  });
});
