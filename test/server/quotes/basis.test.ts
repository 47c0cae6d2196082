import { expect, it } from 'vitest';
import type { ChangeQuote } from '../../../src/core/index.ts';
import type { SubscriptionRecord } from '../../../src/server/index.ts';
import { hasMoved, toBasis } from '../../../src/server/quotes/basis.ts';
import type { Settlement } from '../../../src/server/quotes/settlement.ts';
import { subscriptionRecord } from '../support/records.ts';

const usd = (amount: number) => ({ amount, currency: 'USD' });

const quote = {
  effect: 'now',
  from: { money: usd(7900) },
  to: { money: usd(19_900) },
} as ChangeQuote;

const settlement: Settlement = {
  accuracy: 'exact',
  lines: [],
  subtotalAmount: 8000,
  discountAmount: 800,
  taxAmount: 1368,
  appliedBalanceAmount: 500,
  dueAmount: 8068,
  creditedAmount: 0,
};

function basis(
  changes: { settlement?: Partial<Settlement>; subscription?: Partial<SubscriptionRecord>; to?: number } = {},
): string {
  return toBasis({
    subscription: { ...subscriptionRecord, ...changes.subscription },
    productId: 'enterprise',
    proration: 'invoice',
    quote: { ...quote, to: { ...quote.to, money: usd(changes.to ?? 19_900) } },
    settlement: { ...settlement, ...changes.settlement },
  });
}

it('holds while only time passes: everything shrinks by the same share', () => {
  const later = { subtotalAmount: 7993, discountAmount: 799, taxAmount: 1367, dueAmount: 8061 };

  expect(hasMoved(basis(), basis({ settlement: later }))).toBe(false);
});

it('holds when two spellings name one instant', () => {
  const spelled = basis({ subscription: { currentPeriodEnd: '2027-02-15T09:00:00Z' } });

  expect(
    hasMoved(basis({ subscription: { currentPeriodEnd: '2027-02-15T09:00:00.000000Z' } }), spelled),
  ).toBe(false);
});

it('holds when the invoice has shrunk below the balance that pays it', () => {
  const before = {
    discountAmount: 0,
    taxAmount: 0,
    subtotalAmount: 501,
    appliedBalanceAmount: 500,
    dueAmount: 1,
  };
  const after = { ...before, subtotalAmount: 499, appliedBalanceAmount: 499, dueAmount: 0 };

  expect(hasMoved(basis({ settlement: before }), basis({ settlement: after }))).toBe(false);
});

it.each<[string, Parameters<typeof basis>[0]]>([
  ['the new price', { to: 18_900 }],
  ['the tax rate', { settlement: { taxAmount: 1440 } }],
  ['whether tax is known', { settlement: { taxAmount: null } }],
  ['the discount', { settlement: { discountAmount: 0, taxAmount: 1520 } }],
  ['the balance', { settlement: { appliedBalanceAmount: 300, dueAmount: 8268 } }],
  ['who computed it', { settlement: { accuracy: 'estimate' } }],
  ['the number of seats', { subscription: { seats: 3 } }],
  ['the period', { subscription: { currentPeriodEnd: '2027-03-15T09:00:00Z' } }],
  ['the plan it starts from', { subscription: { productId: 'starter' } }],
  ['the status', { subscription: { status: 'trialing' } }],
  ['a scheduled change', { subscription: { pendingChange: { id: 'p', appliesAt: '', productId: 'x' } } }],
])('has moved when %s is another', (_what, changes) => {
  expect(hasMoved(basis(), basis(changes))).toBe(true);
});
