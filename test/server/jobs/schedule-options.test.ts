import { expect, it } from 'vitest';
import { readSchedule } from '../../../src/server/jobs/schedule-options.ts';

it('keeps to the times of the docs unless told otherwise', () => {
  expect(readSchedule()).toEqual({
    trialNoticeDays: [7, 3, 1],
    renewalNotice: { daysAhead: 7, minCycleDays: 180 },
    reconcileEveryHours: 6,
    retention: { deliveries: 7_776_000, work: 7_776_000, liveMessages: 86_400, outcomes: 86_400 },
  });
  expect(
    readSchedule({ renewalNotice: null, reconcileEveryHours: null, keepDeliveriesDays: 1 }),
  ).toMatchObject({
    renewalNotice: null,
    reconcileEveryHours: null,
    retention: { deliveries: 86_400 },
  });
});

it('puts the days of notices in their order, each once', () => {
  expect(readSchedule({ trialNoticeDays: [1, 7, 1] }).trialNoticeDays).toEqual([7, 1]);
  expect(readSchedule({ trialNoticeDays: [] }).trialNoticeDays).toEqual([]);
});

it.each([
  { reconcileEveryHours: 0 },
  { keepDeliveriesDays: -1 },
  { keepWorkDays: Number.NaN },
  { trialNoticeDays: [7, 0] },
  { renewalNotice: { daysAhead: 0, minCycleDays: 1 } },
])('refuses %j', (options) => {
  expect(() => readSchedule(options)).toThrow('`schedule`');
});
