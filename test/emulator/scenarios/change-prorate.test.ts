import { describeChanges } from './changes.ts';

/*
 * The same lines as with an invoice, which wait for the next order. Only another interval, which leaves nothing to wait
 * for, is an order at once.
 */
describeChanges('prorate', {
  'over a month end': {
    usd: {
      upgrade: [null, 0, '2027-02-28T10:00:00Z', [-553, 1_660, 2_999], 4_106],
      downgrade: [null, 0, '2027-02-28T10:00:00Z', [-1_660, 553, 999], 0],
      'month to year': [[-553, 9_990], 9_437, '2028-02-12T22:00:00Z', null, 0],
      'year to month': [[-28_963, 2_999], 0, '2027-03-12T22:00:00Z', [2_999], 0],
      'more seats': [null, 0, '2027-02-28T10:00:00Z', [3_155, 9_000], 12_155],
      'fewer seats': [null, 0, '2027-02-28T10:00:00Z', [-3_155, 3_300], 145],
      'more units': [null, 0, '2027-02-28T10:00:00Z', [495, 1_395], 1_890],
      'fewer units': [null, 0, '2027-02-28T10:00:00Z', [-495, 500], 0],
    },
    jpy: {
      upgrade: [null, 0, '2027-02-28T10:00:00Z', [-554, 1_658, 2_995], 4_099],
      downgrade: [null, 0, '2027-02-28T10:00:00Z', [-1_658, 554, 1_001], 0],
      'month to year': [[-554, 10_010], 9_456, '2028-02-12T22:00:00Z', null, 0],
      'year to month': [[-28_924, 2_995], 0, '2027-03-12T22:00:00Z', [2_995], 0],
      'more seats': [null, 0, '2027-02-28T10:00:00Z', [393, 1_100], 1_493],
      'fewer seats': [null, 0, '2027-02-28T10:00:00Z', [-393, 390], 0],
      'more units': [null, 0, '2027-02-28T10:00:00Z', [128, 364], 492],
      'fewer units': [null, 0, '2027-02-28T10:00:00Z', [-128, 132], 0],
    },
  },
  'over a leap day': {
    usd: {
      upgrade: [null, 0, '2028-03-15T00:00:00Z', [-517, 1_551, 2_999], 4_033],
      downgrade: [null, 0, '2028-03-15T00:00:00Z', [-1_551, 517, 999], 0],
      'month to year': [[-517, 9_990], 9_473, '2029-02-28T00:00:00Z', null, 0],
      'year to month': [[-28_843, 2_999], 0, '2028-03-29T00:00:00Z', [2_999], 0],
      'more seats': [null, 0, '2028-03-15T00:00:00Z', [2_948, 9_000], 11_948],
      'fewer seats': [null, 0, '2028-03-15T00:00:00Z', [-2_948, 3_300], 352],
      'more units': [null, 0, '2028-03-15T00:00:00Z', [462, 1_395], 1_857],
      'fewer units': [null, 0, '2028-03-15T00:00:00Z', [-462, 500], 0],
    },
    jpy: {
      upgrade: [null, 0, '2028-03-15T00:00:00Z', [-518, 1_549, 2_995], 4_026],
      downgrade: [null, 0, '2028-03-15T00:00:00Z', [-1_549, 518, 1_001], 0],
      'month to year': [[-518, 10_010], 9_492, '2029-02-28T00:00:00Z', null, 0],
      'year to month': [[-28_804, 2_995], 0, '2028-03-29T00:00:00Z', [2_995], 0],
      'more seats': [null, 0, '2028-03-15T00:00:00Z', [367, 1_100], 1_467],
      'fewer seats': [null, 0, '2028-03-15T00:00:00Z', [-367, 390], 0],
      'more units': [null, 0, '2028-03-15T00:00:00Z', [120, 364], 484],
      'fewer units': [null, 0, '2028-03-15T00:00:00Z', [-120, 132], 0],
    },
  },
});
