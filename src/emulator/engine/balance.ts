import type { BalanceEntryRow } from '../state/ownership-rows.ts';
import type { CustomerRow, OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';

/** A customer's wallet balance in a currency, in minor units; negative when the customer owes. */
export function balanceOf(customer: CustomerRow, currency: string): number {
  return customer.balances[currency] ?? 0;
}

/** Moves the balance of an order's customer, and keeps why. Nothing moves by nothing. */
export function moveBalance(
  transaction: Transaction,
  order: Pick<OrderRow, 'id' | 'customer_id' | 'currency'>,
  amount: number,
  reason: BalanceEntryRow['reason'],
): void {
  if (amount === 0) return;
  const { customer_id, currency } = order;
  const customer = transaction.need('customers', customer_id);
  const balances = { ...customer.balances, [currency]: balanceOf(customer, currency) + amount };
  transaction.put('customers', { ...customer, balances });
  transaction.put('balance_entries', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    customer_id,
    order_id: order.id,
    currency,
    amount,
    reason,
  });
}

/**
 * Takes what an order's customer has on balance, and no more than `amount`: money that was refunded or never came is not
 * a credit as well.
 *
 * @see Polar's `server/polar/refund/service.py`, `_on_succeeded`, and `order/service.py`, `void`.
 */
export function reduceBalance(
  transaction: Transaction,
  order: Pick<OrderRow, 'id' | 'customer_id' | 'currency'>,
  amount: number,
  reason: BalanceEntryRow['reason'],
): void {
  const balance = balanceOf(transaction.need('customers', order.customer_id), order.currency);
  if (balance > 0) moveBalance(transaction, order, -Math.min(balance, amount), reason);
}
