import type { models } from '@polar-sh/sdk/2026-10';
import { daysBefore } from './before.ts';
import type { Preset } from './preset.ts';

/** Two days ago a team of three bought three seats, and took them all. */
export const seatLimitReached: Preset = {
  name: 'seat-limit-reached',
  title: 'Seat limit reached',
  description: 'A subscription of three seats, all of them taken: the next person needs another seat.',
  isTold: true,
  begins: (end) => daysBefore(end, 2),
  async play(story) {
    const productId = await story.createProduct('Team', 'month', {
      amount_type: 'seat_based',
      seat_tiers: { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 1_200 }] },
    });
    const bought = await story.buy({ productId, seats: 3 });
    // The buyer may have one already.
    const { available_seats } = await story.ask<models.SeatsList>(
      'GET',
      `/v1/customer-seats?subscription_id=${bought.subscription_id}`,
    );
    for (let seat = 1; seat <= available_seats; seat += 1) {
      await story.ask('POST', '/v1/customer-seats', {
        subscription_id: bought.subscription_id,
        email: `person-${seat}@example.com`,
        immediate_claim: true,
      });
    }
    return { ...bought, product_id: productId };
  },
};
