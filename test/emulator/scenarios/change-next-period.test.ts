import { describeChanges } from './changes.ts';

/*
 * Nothing now, and no proration: the next period is sold at the new price. The period that another interval begins at
 * the end of a February of 28 days is anchored on the 28th.
 */
describeChanges('next_period', {
  'over a month end': {
    usd: {
      upgrade: [null, 0, '2027-02-28T10:00:00Z', [2_999], 2_999],
      downgrade: [null, 0, '2027-02-28T10:00:00Z', [999], 999],
      'month to year': [null, 0, '2027-02-28T10:00:00Z', [9_990], 9_990],
      'year to month': [null, 0, '2028-01-31T10:00:00Z', null, 0],
      'more seats': [null, 0, '2027-02-28T10:00:00Z', [9_000], 9_000],
      'fewer seats': [null, 0, '2027-02-28T10:00:00Z', [3_300], 3_300],
      'more units': [null, 0, '2027-02-28T10:00:00Z', [1_395], 1_395],
      'fewer units': [null, 0, '2027-02-28T10:00:00Z', [500], 500],
    },
    jpy: {
      upgrade: [null, 0, '2027-02-28T10:00:00Z', [2_995], 2_995],
      downgrade: [null, 0, '2027-02-28T10:00:00Z', [1_001], 1_001],
      'month to year': [null, 0, '2027-02-28T10:00:00Z', [10_010], 10_010],
      'year to month': [null, 0, '2028-01-31T10:00:00Z', null, 0],
      'more seats': [null, 0, '2027-02-28T10:00:00Z', [1_100], 1_100],
      'fewer seats': [null, 0, '2027-02-28T10:00:00Z', [390], 390],
      'more units': [null, 0, '2027-02-28T10:00:00Z', [364], 364],
      'fewer units': [null, 0, '2027-02-28T10:00:00Z', [132], 132],
    },
  },
  'over a leap day': {
    usd: {
      upgrade: [null, 0, '2028-03-15T00:00:00Z', [2_999], 2_999],
      downgrade: [null, 0, '2028-03-15T00:00:00Z', [999], 999],
      'month to year': [null, 0, '2028-03-15T00:00:00Z', [9_990], 9_990],
      'year to month': [null, 0, '2029-02-15T00:00:00Z', null, 0],
      'more seats': [null, 0, '2028-03-15T00:00:00Z', [9_000], 9_000],
      'fewer seats': [null, 0, '2028-03-15T00:00:00Z', [3_300], 3_300],
      'more units': [null, 0, '2028-03-15T00:00:00Z', [1_395], 1_395],
      'fewer units': [null, 0, '2028-03-15T00:00:00Z', [500], 500],
    },
    jpy: {
      upgrade: [null, 0, '2028-03-15T00:00:00Z', [2_995], 2_995],
      downgrade: [null, 0, '2028-03-15T00:00:00Z', [1_001], 1_001],
      'month to year': [null, 0, '2028-03-15T00:00:00Z', [10_010], 10_010],
      'year to month': [null, 0, '2029-02-15T00:00:00Z', null, 0],
      'more seats': [null, 0, '2028-03-15T00:00:00Z', [1_100], 1_100],
      'fewer seats': [null, 0, '2028-03-15T00:00:00Z', [390], 390],
      'more units': [null, 0, '2028-03-15T00:00:00Z', [364], 364],
      'fewer units': [null, 0, '2028-03-15T00:00:00Z', [132], 132],
    },
  },
});
