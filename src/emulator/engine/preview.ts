import type { models } from '@polar-sh/sdk/2026-10';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { type Line, pendingLines, periodLines } from './billing-entries.ts';
import { changeProduct } from './change-product.ts';
import { periodFrom, withProduct } from './cycle.ts';
import { discountOf } from './discounts.ts';
import { balanceOf, computeOrder, type OrderAmounts } from './order-amounts.ts';

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

function toPreview(lines: readonly Line[], amounts: OrderAmounts, dueNow: boolean): ChargePreview {
  const prorations = lines.filter((line) => line.proration);
  const sum = (some: readonly Line[]) => some.reduce((total, line) => total + line.amount, 0);
  return {
    base_amount: sum(lines.filter((line) => !line.proration)),
    metered_amount: 0,
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

function nextPeriodLines(transaction: Transaction, subscription: SubscriptionRow): Line[] {
  const productId = subscription.pending_update?.product_id ?? null;
  const next =
    productId === null
      ? subscription
      : withProduct(transaction, subscription, transaction.need('products', productId));
  const period = periodFrom(next, subscription.current_period_end, subscription.anchor_day);
  return [...pendingLines(transaction, subscription.id), ...periodLines(transaction, { ...next, ...period })];
}

/** What the next charge of a subscription will be, a scheduled change included. Nothing of it is due now. */
export function previewNextCharge(transaction: Transaction, subscription: SubscriptionRow): ChargePreview {
  if (subscription.cancel_at_period_end || subscription.ended_at !== null) {
    const lines = pendingLines(transaction, subscription.id);
    return toPreview(lines, amountsOf(transaction, subscription, lines), true);
  }
  const lines = nextPeriodLines(transaction, subscription);
  return toPreview(lines, amountsOf(transaction, subscription, lines), true);
}

function previewOrder(order: OrderRow): ChargePreview {
  return toPreview(order.items, order, true);
}

/**
 * What a change of product would cost. It makes the change for real in a transaction that the caller throws away;
 * a card that would be declined does not matter here.
 *
 * With `invoice` the answer is the order of now; with `prorate` and `next_period` it is the next order, and
 * `due_amount` is 0.
 */
export function previewChange(
  transaction: Transaction,
  subscription: SubscriptionRow,
  product: ProductRow,
  behavior: models.SubscriptionProrationBehavior,
): ChargePreview {
  const customer = transaction.need('customers', subscription.customer_id);
  const card = {
    id: 'preview',
    processor: 'stripe',
    created_at: transaction.now,
    modified_at: null,
  } as const;
  transaction.put('payment_methods', {
    ...card,
    customer_id: customer.id,
    type: 'card',
    method_metadata: { brand: 'visa', last4: '0000', exp_month: 12, exp_year: 2099 },
    declines: false,
  });
  transaction.put('customers', { ...customer, default_payment_method_id: card.id });
  const change = changeProduct(transaction, subscription, product, behavior);
  if (change.order !== null) return previewOrder(change.order);
  const lines =
    change.subscription.status === 'trialing' ? [] : nextPeriodLines(transaction, change.subscription);
  return toPreview(lines, amountsOf(transaction, change.subscription, lines), false);
}
