import { expect, it } from 'vitest';
import {
  cardNotices,
  paymentNotices,
  renewalNotice,
  trialNotices,
} from '../../../src/server/jobs/due-notices.ts';

const trial = (trialStart: string, trialEnd: string) => ({
  externalId: 'organization_acme',
  subscriptionId: 'sub',
  trialStart,
  trialEnd,
});

const DAYS = [7, 3, 1];

it.each([
  ['a fortnight, eight days before its end', '2027-01-15T09:00:00Z', '2027-01-08T08:59:59Z', []],
  ['a fortnight, a week before its end', '2027-01-15T09:00:00Z', '2027-01-08T09:00:00Z', [7]],
  ['a fortnight, three days before its end', '2027-01-15T09:00:00Z', '2027-01-12T09:00:00Z', [7, 3]],
  ['a fortnight, a day before its end', '2027-01-15T09:00:00Z', '2027-01-14T09:00:00Z', [7, 3, 1]],
  ['a fortnight, long over', '2027-01-15T09:00:00Z', '2027-06-01T00:00:00Z', [7, 3, 1]],
  ['a week', '2027-01-08T09:00:00Z', '2027-01-08T00:00:00Z', [3, 1]],
  ['four days', '2027-01-05T09:00:00Z', '2027-01-05T00:00:00Z', [3, 1]],
  ['three days', '2027-01-04T09:00:00Z', '2027-01-04T08:00:00Z', [1]],
  ['a day', '2027-01-02T09:00:00Z', '2027-01-01T09:00:00Z', [1]],
  ['half a day', '2027-01-01T21:00:00Z', '2027-01-01T20:00:00Z', []],
])('tells of the end of a trial of %s', (_, trialEnd, now, days) => {
  const notices = trialNotices(trial('2027-01-01T09:00:00Z', trialEnd), DAYS, now);

  expect(notices.map(({ job }) => job.payload.days)).toEqual(days);
});

it('tells of the end of a trial on the days it is told to', () => {
  const fortnight = trial('2027-01-01T09:00:00Z', '2027-01-15T09:00:00Z');
  const daysOf = (days: readonly number[]) =>
    trialNotices(fortnight, days, '2027-01-15T00:00:00Z').map(({ job }) => job.payload.days);

  expect(daysOf([10, 2])).toEqual([10, 2]);
  expect(daysOf([30, 14])).toEqual([14]);
  expect(daysOf([])).toEqual([]);
});

it('names each due time once', () => {
  const notices = trialNotices(
    trial('2027-01-01T09:00:00Z', '2027-01-15T09:00:00.000001Z'),
    [3, 1],
    '2027-01-15T00:00:00Z',
  );

  expect(notices.map(({ dueAt, job }) => [dueAt, job.key, job.group])).toEqual([
    [
      '2027-01-12T09:00:00.000Z',
      'trial_ending:3d:sub:2027-01-15T09:00:00.000001Z',
      'notice:organization_acme',
    ],
    [
      '2027-01-14T09:00:00.000Z',
      'trial_ending:1d:sub:2027-01-15T09:00:00.000001Z',
      'notice:organization_acme',
    ],
  ]);
});

it.each([
  ['31 days', '2027-03-31T23:59:59Z', []],
  ['30 days', '2027-04-01T00:00:00Z', [30]],
  ['a week', '2027-04-24T00:00:00Z', [30, 7]],
])('tells of a card %s before the end of its month', (_, now, days) => {
  const card = { externalId: 'organization_acme', paymentMethodId: 'pm', expiryYear: 2027, expiryMonth: 4 };

  expect(cardNotices(card, now).map(({ job }) => job.payload.days)).toEqual(days);
});

it('tells of a renewal as many days ahead as it was told', () => {
  const renewal = { externalId: 'o', subscriptionId: 'sub', renewsAt: '2027-12-31T00:00:00Z' };

  expect(renewalNotice(renewal, 14)).toMatchObject({
    dueAt: '2027-12-17T00:00:00.000Z',
    job: { key: 'renewal_ahead:14d:sub:2027-12-31T00:00:00Z' },
  });
});

it('tells of each failed attempt to collect, and of the end', () => {
  const failed = { externalId: 'o', invoiceId: 'inv', attempts: 2, isGivenUp: true };

  expect(paymentNotices(failed, '2027-01-01T00:00:00Z').map(({ job }) => job.key)).toEqual([
    'payment_failed:inv:1',
    'payment_failed:inv:2',
    'payment_failed:inv:final',
  ]);
});
