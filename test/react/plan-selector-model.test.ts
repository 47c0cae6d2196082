import { expect, it } from 'vitest';
import {
  findPrice,
  listIntervals,
  pickInterval,
  plansForInterval,
} from '../../src/react/plan-selector-model.ts';
import { billing, catalogFor, plan, plans, subscribed } from './fixtures.ts';

const visitor = billing();
const sold = catalogFor(visitor);

it('lists the intervals with the best saving over the plans', () => {
  const generous = { ...plan('generous', 4, 10000, 90000) };

  expect(listIntervals(catalogFor(visitor, {}, [...plans, generous]))).toEqual([
    { interval: 'month', saving: null },
    {
      interval: 'year',
      saving: { money: { amount: 30000, currency: 'USD' }, freePeriods: 3, percent: 25 },
    },
  ]);
});

it.each([
  ['the wanted interval', 'year', visitor, 'year'],
  ["the subscription's interval", undefined, subscribed({}, { interval: 'year' }), 'year'],
  ['a month without either', undefined, visitor, 'month'],
  ['a month instead of what is not sold', 'week', visitor, 'month'],
  [
    'a month after a yearly subscription has ended',
    undefined,
    subscribed({}, { interval: 'year', status: 'canceled' }),
    'month',
  ],
] as const)('picks %s', (_name, wanted, owner, expected) => {
  expect(pickInterval(listIntervals(sold), owner, wanted)).toBe(expected);
});

it('picks the only interval that is sold', () => {
  const yearly = plans.map((each) => ({ ...each, prices: each.prices.slice(1) }));

  expect(pickInterval(listIntervals(catalogFor(visitor, {}, yearly)), visitor, 'month')).toBe('year');
});

it('gives each plan the price, action and saving of the interval', () => {
  const [starter] = plansForInterval(sold, visitor, 'year');

  expect(starter).toMatchObject({
    price: { id: 'starter-year' },
    action: { kind: 'checkout' },
    saving: { freePeriods: 2 },
    isCurrent: false,
  });
});

it('offers contact for a plan that is not sold online, and nothing for one not sold by the interval', () => {
  const contact = { ...plan('custom', 4, 0, 0), contactUrl: 'mailto:sales@example.com', prices: [] };
  const monthly = { ...plan('monthly', 5, 500, 0) };
  const catalog = catalogFor(visitor, {}, [
    ...plans,
    contact,
    { ...monthly, prices: monthly.prices.slice(0, 1) },
  ]);

  expect(plansForInterval(catalog, visitor, 'year').slice(3)).toMatchObject([
    { price: null, action: { kind: 'contact', url: 'mailto:sales@example.com' } },
    { price: null, action: null },
  ]);
});

it('marks the plan a change waits for', () => {
  const owner = subscribed(
    {},
    {
      pendingChange: {
        appliesAt: '2026-12-01T00:00:00Z',
        planId: 'starter',
        planName: 'Starter',
        priceId: 'starter-month',
        money: null,
        interval: 'month',
        intervalCount: 1,
      },
    },
  );

  const marks = plansForInterval(catalogFor(owner), owner, 'year').map(({ isScheduled }) => isScheduled);

  expect(marks).toEqual([true, false, false]);
});

it('marks no plan after the subscription has ended', () => {
  const owner = subscribed({}, { status: 'canceled' });

  expect(plansForInterval(catalogFor(owner), owner, 'month').some(({ isCurrent }) => isCurrent)).toBe(false);
});

it('finds a price by its id, or nothing', () => {
  expect(findPrice(sold, 'enterprise-year')?.money?.amount).toBe(199000);
  expect(findPrice(sold, 'enterprise-week')).toBeNull();
});
