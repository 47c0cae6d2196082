import type { OrderRow } from '../state/rows.ts';

/** What of an order decides how much of it can be refunded. Minor units. */
export type Refundable = Pick<
  OrderRow,
  | 'net_amount'
  | 'tax_amount'
  | 'total_amount'
  | 'applied_balance_amount'
  | 'refunded_amount'
  | 'refunded_tax_amount'
>;

/** What can still be refunded, net and tax apart. What the balance paid is not refunded. Minor units. */
export function refundableOf(order: Refundable): { net: number; tax: number } {
  return {
    net: Math.max(0, order.net_amount + order.applied_balance_amount - order.refunded_amount),
    tax: Math.max(0, order.tax_amount - order.refunded_tax_amount),
  };
}

// Python's `round`: half to even. The arguments are doubles because Polar's are, so that ties fall as they do there.
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The tax that goes back with a net amount: the whole rest with the last of it, its share before.
 *
 * @see Polar's `server/polar/models/order.py`, `calculate_refunded_tax_from_subtotal`.
 */
export function taxOfRefund(order: Refundable, amount: number): number {
  const left = refundableOf(order);
  if (amount === left.net) return left.tax;
  return roundHalfEven(amount * (order.tax_amount / order.net_amount));
}

/**
 * Splits a total, such as a bank contests it, into net and tax.
 *
 * @see Polar's `server/polar/models/order.py`, `calculate_refunded_tax_from_total`.
 */
export function splitTotal(order: Refundable, total: number): { amount: number; tax_amount: number } {
  const left = refundableOf(order);
  if (total === left.net + left.tax) return { amount: left.net, tax_amount: left.tax };
  if (order.tax_amount <= 0) return { amount: total, tax_amount: 0 };
  const tax_amount = Math.abs(roundHalfEven((order.tax_amount * total) / order.total_amount));
  return { amount: total - tax_amount, tax_amount };
}
