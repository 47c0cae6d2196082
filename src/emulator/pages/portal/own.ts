import type { OrderRow, SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Visit } from './visit.ts';

/** The visitor's subscription that the path names; `null` for somebody else's, as for one that never was. */
export function subscriptionOf(transaction: Transaction, { id, customer }: Visit): SubscriptionRow | null {
  const row = transaction.get('subscriptions', id);
  return row?.customer_id === customer.id ? row : null;
}

/** The visitor's order that the path names; `null` for somebody else's, as for one that never was. */
export function orderOf(transaction: Transaction, { id, customer }: Visit): OrderRow | null {
  const row = transaction.get('orders', id);
  return row?.customer_id === customer.id ? row : null;
}
