import type { models, Polar } from '@polar-sh/sdk/2026-10';

/** The currencies of the stories: one of two decimals, and one of none. */
export const currencies = ['usd', 'jpy'] as const;
export type Currency = (typeof currencies)[number];

/** What is sold in the stories: odd amounts, so that every rounding shows. Minor units, dollars and yen. */
const plans = {
  solo: { month: [999, 1_001], year: [9_990, 10_010] },
  crew: { month: [2_999, 2_995], year: [29_990, 29_950] },
} as const;

/** By volume: up to nine seats at the first rate, all of ten or more at the second. */
const seatRates = { usd: [1_100, 900], jpy: [130, 110] } as const;

/** Graduated: the first hundred units at the first rate, the rest at the second. */
const unitRates = { usd: ['12.5', '7.25'], jpy: ['3.3', '1.7'] } as const;

type Plan = keyof typeof plans;
type Interval = keyof (typeof plans)[Plan];

/** What a customer can be on: a plan by the month or the year, `team` by the seat, `calls` by the unit. */
export type Offer = `${Plan}.${Interval}` | 'team' | 'calls';

/** The ids of the products, by what the stories call them. */
export type Catalog = Readonly<Record<Offer, string>>;

async function createPlan(polar: Polar, plan: Plan, interval: Interval): Promise<string> {
  const [usd, jpy] = plans[plan][interval];
  const { id } = await polar.products.create({
    name: plan === 'solo' ? 'Solo' : 'Crew',
    recurring_interval: interval,
    prices: [
      { amount_type: 'fixed', price_amount: usd, price_currency: 'usd' },
      { amount_type: 'fixed', price_amount: jpy, price_currency: 'jpy' },
    ],
  });
  return id;
}

function seatPrice(price_currency: Currency): models.ProductPriceSeatBasedCreate {
  const [few, many] = seatRates[price_currency];
  return {
    amount_type: 'seat_based',
    price_currency,
    seat_tiers: {
      tiers: [
        { min_seats: 1, max_seats: 9, price_per_seat: few },
        { min_seats: 10, price_per_seat: many },
      ],
    },
  };
}

function unitPrice(price_currency: Currency): models.ProductPriceUnitBasedCreate {
  const [first, rest] = unitRates[price_currency];
  const tiers = [{ bound: 100, unit_amount: first }, { unit_amount: rest }];
  return { amount_type: 'unit_based', price_currency, tiers: { type: 'graduated', tiers } };
}

/** Puts everything on sale. */
export async function createCatalog(polar: Polar): Promise<Catalog> {
  const team = await polar.products.create({
    name: 'Team',
    recurring_interval: 'month',
    prices: currencies.map(seatPrice),
  });
  const calls = await polar.products.create({
    name: 'Calls',
    recurring_interval: 'month',
    prices: currencies.map(unitPrice),
  });
  return {
    'solo.month': await createPlan(polar, 'solo', 'month'),
    'solo.year': await createPlan(polar, 'solo', 'year'),
    'crew.month': await createPlan(polar, 'crew', 'month'),
    'crew.year': await createPlan(polar, 'crew', 'year'),
    team: team.id,
    calls: calls.id,
  };
}
