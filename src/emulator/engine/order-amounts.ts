import { minimumCharge } from '../money/currency.ts';
import { type DiscountTerms, discountAmount } from '../money/discount.ts';
import { applyTax } from '../money/tax.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Line } from './billing-entries.ts';

/** An order's amounts, in minor units. */
export type OrderAmounts = Pick<
  OrderRow,
  | 'subtotal_amount'
  | 'discount_amount'
  | 'net_amount'
  | 'tax_amount'
  | 'total_amount'
  | 'applied_balance_amount'
>;

/**
 * Adds lines up, takes the discount off those that are no prorations (these had the discount of their own period
 * taken off already), and taxes the sum once. A positive total uses the customer's balance first; what would be due below
 * the minimum charge is carried in the balance instead; a negative total is credited to it.
 *
 * @returns the amounts, and the balance afterwards.
 */
export function computeOrder(
  lines: readonly Line[],
  context: {
    country: string | null;
    taxBehavior: SubscriptionRow['tax_behavior'];
    balance: number;
    currency: string;
    discount: DiscountTerms | null;
  },
): { amounts: OrderAmounts; balance: number } {
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0);
  const discountable = lines.reduce((sum, line) => (line.proration ? sum : sum + line.amount), 0);
  const off =
    context.discount === null ? 0 : discountAmount(context.discount, discountable, context.currency);
  const { net, tax, total } = applyTax(subtotal - off, context.country, context.taxBehavior);
  const applied = appliedBalance(total, context.balance, context.currency);
  const amounts = {
    subtotal_amount: subtotal,
    discount_amount: off,
    net_amount: net,
    tax_amount: tax,
    total_amount: total,
    applied_balance_amount: applied,
  };
  return { amounts, balance: context.balance + (total < 0 ? -total : applied) };
}

/**
 * What of a balance an order uses, to be added to its total. Credit is used up first and debt is paid; what would be due
 * below the smallest charge becomes debt.
 */
export function appliedBalance(total: number, balance: number, currency: string): number {
  // A credit pays off what is owed first; the rest of it is added to the balance.
  if (total < 0) return balance < 0 ? Math.min(-total, -balance) : 0;
  const applied = balance > 0 ? -Math.min(balance, total) : -balance;
  const due = total + applied;
  // Subtracting from zero, and adding it, keeps nothing from being minus zero.
  return due > 0 && due < minimumCharge(currency) ? 0 - total : applied + 0;
}
