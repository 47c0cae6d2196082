import type { OrderRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { fromIso, toIso } from '../time/instant.ts';

const MINUTE = 60_000_000;
const HOUR = 60 * MINUTE;

/**
 * Until when an order is being paid, so that nobody else may try: a customer who was sent to authenticate a payment holds
 * it for an hour, and it is let go of at the next quarter past an hour. `null` when nobody is at it.
 *
 * @see Polar's `server/polar/order/tasks.py`, stale payment locks, `15 * * * *`.
 */
export function paymentLockEnd(transaction: Transaction, order: OrderRow): string | null {
  if (order.payment_lock_acquired_at === null) return null;
  const stale = fromIso(order.payment_lock_acquired_at) + HOUR;
  const end = Math.ceil((stale - 15 * MINUTE) / HOUR) * HOUR + 15 * MINUTE;
  return fromIso(transaction.now) < end ? toIso(end) : null;
}
