import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { emit } from '../webhooks/emit.ts';
import { toCheckout } from '../wire/checkout.ts';

/** Writes a checkout under a new `modified_at` and tells of it. */
export function saveCheckout(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const saved = transaction.put('checkouts', { ...row, modified_at: transaction.stamp() });
  emit(transaction, 'checkout.updated', () => toCheckout(transaction, saved));
  return saved;
}

/** Lets a checkout expire and tells of it. */
export function expireCheckout(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const expired = transaction.put('checkouts', {
    ...row,
    status: 'expired',
    modified_at: transaction.stamp(),
  });
  emit(transaction, 'checkout.expired', () => toCheckout(transaction, expired));
  return expired;
}

/** Lets the buyer try again after a payment failed; where a day has passed meanwhile, the checkout expires. */
export function reopenCheckout(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const open: CheckoutRow = { ...row, status: 'open', sold: null, pending_card: null };
  const isOver = compareInstants(row.expires_at, transaction.now) <= 0;
  return isOver ? expireCheckout(transaction, open) : saveCheckout(transaction, open);
}
