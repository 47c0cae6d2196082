import { expect, it } from 'vitest';
import { estimateChange, prorateLine, remainingShare } from '../../../src/server/proration/estimate.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });
const month = (amount: number) => ({ money: usd(amount), interval: 'month' as const, intervalCount: 1 });
const year = (amount: number) => ({ money: usd(amount), interval: 'year' as const, intervalCount: 1 });
const april = { periodStart: '2027-04-01T00:00:00Z', periodEnd: '2027-05-01T00:00:00Z' };

it('credits and charges the rest of the month, each rounded by itself', () => {
  const estimate = estimateChange({
    now: '2027-04-16T00:00:00Z',
    ...april,
    from: month(2999),
    to: month(7901),
  });

  // Half of 2,999 is 1,499.5 and of 7,901 is 3,950.5: both go to the even neighbor.
  expect(estimate).toEqual({ unusedAmount: 1500, newAmount: 3950, startsNewPeriod: false });
});

it('charges a whole new period for another interval', () => {
  const estimate = estimateChange({
    now: '2027-04-25T00:00:00Z',
    ...april,
    from: month(7900),
    to: year(79_000),
  });

  expect(estimate).toEqual({ unusedAmount: 1580, newAmount: 79_000, startsNewPeriod: true });
});

it('counts one interval twice as another interval', () => {
  const twoMonths = { ...month(5000), intervalCount: 2 };
  const estimate = estimateChange({
    now: '2027-04-16T00:00:00Z',
    ...april,
    from: month(3000),
    to: twoMonths,
  });

  expect(estimate.startsNewPeriod).toBe(true);
});

it('knows microseconds', () => {
  const share = (now: string) => remainingShare('2027-04-01T00:00:00Z', '2027-04-01T00:00:01Z', now);

  expect(prorateLine(1_000_000, share('2027-04-01T00:00:00.000001Z'))).toBe(999_999);
  expect(prorateLine(1_000_000, share('2027-04-01T00:00:00.5Z'))).toBe(500_000);
});

it('leaves nothing of a period that is over or empty', () => {
  const { periodStart, periodEnd } = april;

  expect(prorateLine(7900, remainingShare(periodStart, periodEnd, '2027-06-01T00:00:00Z'))).toBe(0);
  expect(prorateLine(7900, remainingShare(periodStart, periodStart, periodStart))).toBe(0);
  expect(prorateLine(7900, remainingShare(periodStart, periodEnd, periodStart))).toBe(7900);
});
