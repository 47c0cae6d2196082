import type { models } from '@polar-sh/sdk/2026-10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Currency, currencies, type Offer } from './catalog.ts';
import { amountsOf, type Story, startStory } from './story.ts';

/** When the stories begin, when the change comes, and when they end. */
const calendars = {
  /** Bought on the last of January; 15.5 of 28 days are left at the change. */
  'over a month end': {
    from: '2027-01-31T10:00:00Z',
    at: '2027-02-12T22:00:00Z',
    end: '2027-03-20T00:00:00Z',
  },
  /** 15 of 29 days are left at the change, which comes on the leap day. */
  'over a leap day': {
    from: '2028-02-15T00:00:00Z',
    at: '2028-02-29T00:00:00Z',
    end: '2028-04-01T00:00:00Z',
  },
} as const;

/** What customers change: from what, and to what. */
const changes = {
  upgrade: { from: 'solo.month', to: { product: 'crew.month' } },
  downgrade: { from: 'crew.month', to: { product: 'solo.month' } },
  'month to year': { from: 'solo.month', to: { product: 'solo.year' } },
  'year to month': { from: 'crew.year', to: { product: 'crew.month' } },
  'more seats': { from: 'team', quantity: 3, to: { seats: 10 } },
  'fewer seats': { from: 'team', quantity: 10, to: { seats: 3 } },
  'more units': { from: 'calls', quantity: 40, to: { units: 120 } },
  'fewer units': { from: 'calls', quantity: 120, to: { units: 40 } },
} as const satisfies Record<
  string,
  { from: Offer; quantity?: number; to: { product: Offer } | { seats: number } | { units: number } }
>;

export type Calendar = keyof typeof calendars;
export type ChangeName = keyof typeof changes;

/**
 * What came of a change: the amounts of the order it made (`null` for none) and what that charged; the end of the period
 * afterwards; the amounts of the next order within the story and what that charged. Minor units.
 */
export type Outcome = readonly [
  now: readonly number[] | null,
  charged: number,
  periodEnd: string,
  next: readonly number[] | null,
  chargedNext: number,
];

/** What is to come of every change, by calendar and currency. */
export type Outcomes = Record<Calendar, Record<Currency, Record<ChangeName, Outcome>>>;

function toUpdate(
  story: Story,
  name: ChangeName,
  proration_behavior: models.SubscriptionProrationBehavior,
): models.SubscriptionUpdate {
  const { to } = changes[name];
  if ('product' in to) return { product_id: story.catalog[to.product], proration_behavior };
  return { ...to, proration_behavior };
}

/** Tells the story of every change at once: one customer for each, in each currency. */
async function tell(
  story: Story,
  calendar: Calendar,
  behavior: models.SubscriptionProrationBehavior,
): Promise<Map<string, Outcome>> {
  const { at, end } = calendars[calendar];
  const cells = currencies.flatMap((currency) =>
    (Object.keys(changes) as ChangeName[]).map((name) => ({ currency, name })),
  );
  const begun = [];
  for (const cell of cells) {
    const { from, ...rest } = changes[cell.name];
    const subscription = await story.buys(from, { ...rest, currency: cell.currency });
    begun.push({ ...cell, subscription, before: (await story.ordersOf(subscription)).length });
  }
  await story.until(at);
  const changed = [];
  for (const cell of begun) {
    const after = await story.change(cell.subscription, toUpdate(story, cell.name, behavior));
    const made = (await story.ordersOf(after)).slice(cell.before);
    changed.push({ ...cell, made, after, before: cell.before + made.length });
  }
  await story.until(end);
  const told = new Map<string, Outcome>();
  for (const { currency, name, made, after, before } of changed) {
    const [now] = made;
    const [next] = (await story.ordersOf(after)).slice(before);
    told.set(`${currency} ${name}`, [
      now === undefined ? null : amountsOf(now),
      now?.due_amount ?? 0,
      after.current_period_end,
      next === undefined ? null : amountsOf(next),
      next?.due_amount ?? 0,
    ]);
  }
  return told;
}

/** Holds what comes of every change under a proration behaviour to literal figures. */
export function describeChanges(behavior: models.SubscriptionProrationBehavior, expected: Outcomes): void {
  describe.each(Object.keys(calendars) as Calendar[])('%s', (calendar) => {
    let story: Story;
    let told: Map<string, Outcome>;
    beforeAll(async () => {
      story = await startStory(calendars[calendar].from);
      told = await tell(story, calendar, behavior);
    });
    afterAll(() => story.close());

    describe.each(currencies)('in %s', (currency) => {
      it.each(Object.entries(expected[calendar][currency]))('%s', (name, outcome) => {
        expect(told.get(`${currency} ${name}`)).toEqual(outcome);
      });
    });
  });
}
