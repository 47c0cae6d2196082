import { daysBefore } from './before.ts';
import type { Preset } from './preset.ts';

const SEATS = 3;

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
    const bought = await story.buy({ productId, seats: SEATS });
    for (let seat = 1; seat <= SEATS; seat += 1) {
      await story.ask('POST', '/v1/customer-seats', {
        subscription_id: bought.subscription_id,
        email: `person-${seat}@example.com`,
        immediate_claim: true,
      });
    }
    return { ...bought, product_id: productId };
  },
};
