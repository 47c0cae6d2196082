import { expect, it } from 'vitest';
import type { ChangePreview } from '../../../src/server/index.ts';
import { toEstimatedSettlement, toExactSettlement } from '../../../src/server/quotes/settlement.ts';

const month = { money: { amount: 7900, currency: 'USD' }, interval: 'month', intervalCount: 1 } as const;
const year = { money: { amount: 79_000, currency: 'USD' }, interval: 'year', intervalCount: 1 } as const;

const preview: ChangePreview = {
  currency: 'USD',
  prorations: [
    { label: 'Remaining time on Professional', amount: -5266 },
    { label: 'Remaining time on Enterprise', amount: 13_266 },
  ],
  subtotalAmount: 8000,
  discountAmount: 0,
  taxAmount: 1520,
  totalAmount: 9520,
  appliedBalanceAmount: 0,
  dueAmount: 9520,
};

it('takes the lines, the tax and what is due from the preview', () => {
  expect(toExactSettlement(preview, month, month)).toEqual({
    accuracy: 'exact',
    lines: [
      { kind: 'unused_time', side: 'from', amount: -5266 },
      { kind: 'remaining_time', side: 'to', amount: 13_266 },
    ],
    subtotalAmount: 8000,
    discountAmount: 0,
    taxAmount: 1520,
    appliedBalanceAmount: 0,
    dueAmount: 9520,
    creditedAmount: 0,
  });
});

it('calls the charge for another interval a full period', () => {
  expect(toExactSettlement(preview, month, year).lines[1]).toMatchObject({ kind: 'full_period' });
});

it('shows what is billed beside prorations, and discounts, as lines of their own', () => {
  const { lines } = toExactSettlement(
    { ...preview, prorations: [], subtotalAmount: 7900, discountAmount: 790 },
    month,
    month,
  );

  expect(lines).toEqual([
    { kind: 'full_period', side: 'to', amount: 7900 },
    { kind: 'discount', side: 'to', amount: -790 },
  ]);
});

it('credits a negative total and charges nothing', () => {
  const negative = { ...preview, subtotalAmount: -3000, taxAmount: -570, totalAmount: -3570, dueAmount: 0 };

  expect(toExactSettlement(negative, month, month)).toMatchObject({ dueAmount: 0, creditedAmount: 3570 });
});

it('shows what the balance pays, and not what a debt adds, as paid from the balance', () => {
  const paid = { ...preview, appliedBalanceAmount: 2000, dueAmount: 7520 };
  const owing = { ...preview, appliedBalanceAmount: -500, dueAmount: 10_020 };

  expect(toExactSettlement(paid, month, month).appliedBalanceAmount).toBe(2000);
  expect(toExactSettlement(owing, month, month).appliedBalanceAmount).toBe(0);
});

it('estimates before tax and leaves lines of nothing out', () => {
  expect(toEstimatedSettlement({ unusedAmount: 0, newAmount: 7900, startsNewPeriod: true })).toEqual({
    accuracy: 'estimate',
    lines: [{ kind: 'full_period', side: 'to', amount: 7900 }],
    subtotalAmount: 7900,
    discountAmount: 0,
    taxAmount: null,
    appliedBalanceAmount: 0,
    dueAmount: 7900,
    creditedAmount: 0,
  });
  expect(
    toEstimatedSettlement({ unusedAmount: 5000, newAmount: 2000, startsNewPeriod: false }),
  ).toMatchObject({ dueAmount: 0, creditedAmount: 3000, subtotalAmount: -3000 });
});
