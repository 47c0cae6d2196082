import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { balanceOf } from './balance.ts';
import { type Line, pendingLines, periodLines } from './billing-entries.ts';
import { addCard } from './cards.ts';
import type { Change } from './change.ts';
import { discountOf, renewDiscount } from './discounts.ts';
import { meteredLines } from './meters.ts';
import { computeOrder, type OrderAmounts } from './order-amounts.ts';
import { applyPendingUpdate } from './pending-update.ts';
import { isMetered } from './prices.ts';
import { periodFrom } from './terms.ts';

/** Polar's private `SubscriptionChargePreview`: signed minor units; `due_amount` is what is charged now. */
export interface ChargePreview {
  base_amount: number;
  metered_amount: number;
  proration_amount: number;
  prorations: { label: string; amount: number }[];
  subtotal_amount: number;
  discount_amount: number;
  net_amount: number;
  tax_amount: number;
  total_amount: number;
  applied_balance_amount: number;
  due_amount: number;
}

function toPreview(
  lines: readonly Line[],
  amounts: OrderAmounts,
  dueNow: boolean,
  metered: ReadonlySet<Line> = new Set(),
): ChargePreview {
  const prorations = lines.filter((line) => line.proration);
  const sum = (some: readonly Line[]) => some.reduce((total, line) => total + line.amount, 0);
  return {
    base_amount: sum(lines.filter((line) => !line.proration && !metered.has(line))),
    metered_amount: sum(lines.filter((line) => metered.has(line))),
    proration_amount: sum(prorations),
    prorations: prorations.map(({ label, amount }) => ({ label, amount })),
    subtotal_amount: amounts.subtotal_amount,
    discount_amount: amounts.discount_amount,
    net_amount: amounts.net_amount,
    tax_amount: amounts.tax_amount,
    total_amount: amounts.total_amount,
    applied_balance_amount: amounts.applied_balance_amount,
    due_amount: dueNow ? dueAmount(amounts) : 0,
  };
}

function amountsOf(
  transaction: Transaction,
  subscription: SubscriptionRow,
  lines: readonly Line[],
): OrderAmounts {
  const customer = transaction.need('customers', subscription.customer_id);
  return computeOrder(lines, {
    country: customer.billing_address?.country ?? null,
    taxBehavior: subscription.tax_behavior,
    balance: balanceOf(customer, subscription.currency),
    currency: subscription.currency,
    discount: discountOf(transaction, subscription),
  }).amounts;
}

// What the next period will be, with what waits for it.
function nextPeriod(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  const updated = applyPendingUpdate(transaction, subscription);
  const start = subscription.current_period_end;
  return renewDiscount(transaction, { ...updated, ...periodFrom(updated, start, updated.anchor_day) });
}

/**
 * What the next charge of a subscription will be: the next period with a change that waits for it, what was used, and
 * the prorations that wait. Of a subscription that ends, only what waits.
 *
 * @see Polar's `server/polar/subscription/service.py`, `calculate_charge_preview`.
 */
export function previewNextCharge(transaction: Transaction, subscription: SubscriptionRow): ChargePreview {
  const used = meteredLines(transaction, subscription);
  const waiting = [...pendingLines(transaction, subscription.id), ...used];
  const metered = new Set(used);
  if (subscription.cancel_at_period_end || subscription.ended_at !== null) {
    return toPreview(waiting, amountsOf(transaction, subscription, waiting), true, metered);
  }
  const next = nextPeriod(transaction, subscription);
  const lines = [...waiting, ...periodLines(transaction, next)];
  return toPreview(lines, amountsOf(transaction, next, lines), true, metered);
}

/** Whether canceling now would stop the collection of what is owed, and how much that is, in minor units. */
export interface CancelPreview {
  stops_collection: boolean;
  outstanding_amount: number;
}

/** What is owed of a subscription that is past due, and would no longer be collected if it were revoked. */
export function previewCancel(transaction: Transaction, subscription: SubscriptionRow): CancelPreview {
  const pending = transaction
    .by('orders', 'pending_customer_id', subscription.customer_id)
    .filter((order) => order.subscription_id === subscription.id);
  const outstanding_amount = pending.reduce((sum, order) => sum + dueAmount(order), 0);
  return { stops_collection: subscription.status === 'past_due', outstanding_amount };
}

// A card that pays: what a change costs does not depend on the card on file.
function putPayingCard(transaction: Transaction, subscription: SubscriptionRow): void {
  const customer = transaction.need('customers', subscription.customer_id);
  addCard(transaction, customer, {
    behavior: 'pays',
    brand: 'visa',
    last4: 'preview',
    expMonth: 12,
    expYear: 2099,
  });
}

/**
 * What a change would cost. It makes the change for real in a transaction that the caller throws away; a card that
 * would be declined does not matter here.
 *
 * What is charged now stands in `due_amount`; lines that wait for the next order are priced, with nothing due, and a
 * change at the end of the period shows nothing but what waits already.
 *
 * @see Polar's `server/polar/subscription/service.py`, `calculate_change_preview`.
 */
export function previewChange(
  transaction: Transaction,
  subscription: SubscriptionRow,
  change: () => Change,
): ChargePreview {
  putPayingCard(transaction, subscription);
  const { order, subscription: changed } = change();
  if (order !== null) {
    const metered = new Set(changed.prices.filter(isMetered).map(({ id }) => id));
    const used = order.items.filter(
      (one) => one.product_price_id !== null && metered.has(one.product_price_id),
    );
    const preview = toPreview(order.items, order, true, new Set(used));
    return { ...preview, base_amount: 0 };
  }
  const waiting = pendingLines(transaction, changed.id);
  return toPreview(waiting, amountsOf(transaction, changed, waiting), false);
}
