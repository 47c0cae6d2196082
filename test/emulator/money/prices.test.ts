import { describe, expect, it } from 'vitest';
import { type StaticPriceRow, staticAmount } from '../../../src/emulator/engine/prices.ts';

const common = {
  id: 'f10e0004-0000-4000-8000-000000000001',
  product_id: 'f10e0004-0000-4000-8000-000000000000',
  created_at: '2027-01-01T00:00:00Z',
  modified_at: null,
  source: 'catalog',
  price_currency: 'usd',
  tax_behavior: null,
  is_archived: false,
} as const;

type TierType = 'volume' | 'graduated';

const units = (type: TierType, ...tiers: [number | null, string][]): StaticPriceRow => ({
  ...common,
  amount_type: 'unit_based',
  tiers: { type, tiers: tiers.map(([bound, unit_amount]) => ({ bound, unit_amount })) },
  minimum_units: null,
  maximum_units: null,
  unit_label: null,
});

const seats = (seat_tier_type: TierType): StaticPriceRow => ({
  ...common,
  amount_type: 'seat_based',
  seat_tiers: {
    seat_tier_type,
    minimum_seats: 1,
    maximum_seats: null,
    tiers: [
      { min_seats: 1, max_seats: 9, price_per_seat: 1_100 },
      { min_seats: 10, max_seats: null, price_per_seat: 900 },
    ],
  },
});

const amount = (price: StaticPriceRow, quantity: number) =>
  staticAmount(price, { seats: quantity, units: quantity, custom_amount: null });

describe('seats', () => {
  it.each([
    ['volume', 9, 9_900],
    ['volume', 10, 9_000],
    ['graduated', 9, 9_900],
    ['graduated', 10, 10_800],
    ['graduated', 12, 12_600],
  ] as const)('by %s, %d of them cost %d', (type, quantity, expected) => {
    expect(amount(seats(type), quantity)).toBe(expected);
  });
});

describe('units at rates of fractions of a cent', () => {
  it.each([
    // 37.5 and 62.5: a half goes away from zero.
    [units('volume', [null, '12.5']), 3, 38],
    [units('volume', [null, '12.5']), 5, 63],
    [units('volume', [null, '0.0001']), 4_999, 0],
    [units('volume', [null, '0.0001']), 5_000, 1],
    // Rounded once, at the end: 100 × 12.5 and 1 × 7.25.
    [units('graduated', [100, '12.5'], [null, '7.25']), 101, 1_257],
    [units('volume', [100, '12.5'], [null, '7.25']), 101, 732],
  ] as const)('are whole together: %j × %d', (price, quantity, expected) => {
    expect(amount(price, quantity)).toBe(expected);
  });
});
