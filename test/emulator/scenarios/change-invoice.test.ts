import { describeChanges } from './changes.ts';

/*
 * An order at once. A product's lines are the old price credited and the new one charged for what is left, each
 * rounded half-even: round(999 × 15.5 / 28) = 553 and round(2999 × 15.5 / 28) = 1660. Another interval begins a new
 * period with its whole price. Seats and units have one line, the difference of both totals, cut off toward zero:
 * int((10 × 900 - 3 × 1100) × 15.5 / 28) = int(3155.36). Less than nothing goes to the balance, which the next order uses.
 */
describeChanges('invoice', {
  'over a month end': {
    usd: {
      upgrade: [[-553, 1_660], 1_107, '2027-02-28T10:00:00Z', [2_999], 2_999],
      downgrade: [[-1_660, 553], 0, '2027-02-28T10:00:00Z', [999], 0],
      'month to year': [[-553, 9_990], 9_437, '2028-02-12T22:00:00Z', null, 0],
      'year to month': [[-28_963, 2_999], 0, '2027-03-12T22:00:00Z', [2_999], 0],
      'more seats': [[3_155], 3_155, '2027-02-28T10:00:00Z', [9_000], 9_000],
      'fewer seats': [[-3_155], 0, '2027-02-28T10:00:00Z', [3_300], 145],
      'more units': [[495], 495, '2027-02-28T10:00:00Z', [1_395], 1_395],
      'fewer units': [[-495], 0, '2027-02-28T10:00:00Z', [500], 0],
    },
    jpy: {
      upgrade: [[-554, 1_658], 1_104, '2027-02-28T10:00:00Z', [2_995], 2_995],
      downgrade: [[-1_658, 554], 0, '2027-02-28T10:00:00Z', [1_001], 0],
      'month to year': [[-554, 10_010], 9_456, '2028-02-12T22:00:00Z', null, 0],
      'year to month': [[-28_924, 2_995], 0, '2027-03-12T22:00:00Z', [2_995], 0],
      'more seats': [[393], 393, '2027-02-28T10:00:00Z', [1_100], 1_100],
      'fewer seats': [[-393], 0, '2027-02-28T10:00:00Z', [390], 0],
      'more units': [[128], 128, '2027-02-28T10:00:00Z', [364], 364],
      'fewer units': [[-128], 0, '2027-02-28T10:00:00Z', [132], 0],
    },
  },
  'over a leap day': {
    usd: {
      upgrade: [[-517, 1_551], 1_034, '2028-03-15T00:00:00Z', [2_999], 2_999],
      downgrade: [[-1_551, 517], 0, '2028-03-15T00:00:00Z', [999], 0],
      'month to year': [[-517, 9_990], 9_473, '2029-02-28T00:00:00Z', null, 0],
      'year to month': [[-28_843, 2_999], 0, '2028-03-29T00:00:00Z', [2_999], 0],
      'more seats': [[2_948], 2_948, '2028-03-15T00:00:00Z', [9_000], 9_000],
      'fewer seats': [[-2_948], 0, '2028-03-15T00:00:00Z', [3_300], 352],
      'more units': [[462], 462, '2028-03-15T00:00:00Z', [1_395], 1_395],
      'fewer units': [[-462], 0, '2028-03-15T00:00:00Z', [500], 0],
    },
    jpy: {
      upgrade: [[-518, 1_549], 1_031, '2028-03-15T00:00:00Z', [2_995], 2_995],
      downgrade: [[-1_549, 518], 0, '2028-03-15T00:00:00Z', [1_001], 0],
      'month to year': [[-518, 10_010], 9_492, '2029-02-28T00:00:00Z', null, 0],
      'year to month': [[-28_804, 2_995], 0, '2028-03-29T00:00:00Z', [2_995], 0],
      'more seats': [[367], 367, '2028-03-15T00:00:00Z', [1_100], 1_100],
      'fewer seats': [[-367], 0, '2028-03-15T00:00:00Z', [390], 0],
      'more units': [[120], 120, '2028-03-15T00:00:00Z', [364], 364],
      'fewer units': [[-120], 0, '2028-03-15T00:00:00Z', [132], 0],
    },
  },
});
