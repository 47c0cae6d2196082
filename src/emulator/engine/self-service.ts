import type { models } from '@polar-sh/sdk/2026-10';
import { apiError } from '../http/errors.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import type { CancellationReason } from './cancel.ts';
import { revoke, uncancel } from './cancel.ts';
import type { Change } from './change.ts';
import { assertTarget, changeProduct } from './change-product.ts';
import { changeQuantity, type QuantityKind } from './change-quantity.ts';
import { organizationOf } from './organization.ts';
import { dropScheduledPause, resume, schedulePause } from './pause.ts';

/** What an organization may let its customers do with their subscriptions. */
export type Freedom = keyof models.CustomerPortalSubscriptionSettings;

const refusals: Readonly<Record<Freedom, { error: string; detail: string }>> = {
  update_plan: {
    error: 'UpdateSubscriptionPlanNotAllowed',
    detail: 'Updating subscription plan is not allowed.',
  },
  update_seats: {
    error: 'UpdateSubscriptionSeatsNotAllowed',
    detail: 'Updating subscription seats is not allowed.',
  },
  update_units: {
    error: 'UpdateSubscriptionUnitsNotAllowed',
    detail: 'Updating subscription units is not allowed.',
  },
  pause: { error: 'PauseResumeNotAllowed', detail: 'Pausing and resuming subscriptions is not allowed.' },
};

/** Whether customers may do something with their subscriptions by themselves. */
export function mayCustomers(transaction: Transaction, freedom: Freedom): boolean {
  return organizationOf(transaction).customer_portal_settings.subscription[freedom] === true;
}

/**
 * Refuses what customers may not do by themselves.
 *
 * @throws {PolarApiError} 403.
 */
export function assertFreedom(transaction: Transaction, freedom: Freedom): void {
  if (mayCustomers(transaction, freedom)) return;
  const { error, detail } = refusals[freedom];
  throw apiError(403, error, detail);
}

// What goes on without a card that can be charged would only fail at its next charge.
function assertPaymentMethod(transaction: Transaction, row: SubscriptionRow): void {
  const { default_payment_method_id } = transaction.need('customers', row.customer_id);
  if (default_payment_method_id !== null || row.amount === 0) return;
  throw apiError(409, 'PaymentMethodRequired', 'A payment method is required to continue this subscription.');
}

/** Moves a customer's subscription to another public product; the organization's behavior says when it is billed. */
export function moveToProduct(transaction: Transaction, row: SubscriptionRow, productId: string): Change {
  assertFreedom(transaction, 'update_plan');
  const target = assertTarget(row, transaction.get('products', productId), ['public']);
  return changeProduct(transaction, row, target, organizationOf(transaction).proration_behavior);
}

/** Changes how many seats or units a customer has. */
export function setQuantity(
  transaction: Transaction,
  row: SubscriptionRow,
  kind: QuantityKind,
  wanted: number,
): Change {
  assertFreedom(transaction, `update_${kind}`);
  return changeQuantity(transaction, row, kind, wanted, organizationOf(transaction).proration_behavior);
}

/** Plans a pause at the period's end. */
export function planPause(
  transaction: Transaction,
  row: SubscriptionRow,
  resumesAt: string | null,
): SubscriptionRow {
  assertFreedom(transaction, 'pause');
  return schedulePause(transaction, row, resumesAt);
}

/** Takes a planned pause back. */
export function dropPause(transaction: Transaction, row: SubscriptionRow): SubscriptionRow {
  assertFreedom(transaction, 'pause');
  return dropScheduledPause(transaction, row);
}

/** Lets a paused subscription go on, where there is a card to charge. */
export function resumeNow(transaction: Transaction, row: SubscriptionRow): SubscriptionRow {
  assertFreedom(transaction, 'pause');
  assertPaymentMethod(transaction, row);
  return resume(transaction, row);
}

/** Takes a cancellation back, where there is a card to charge. */
export function keep(transaction: Transaction, row: SubscriptionRow): SubscriptionRow {
  assertPaymentMethod(transaction, row);
  return uncancel(transaction, row);
}

/**
 * Ends a subscription that is past due at once, and no longer collects what is owed.
 *
 * @throws {PolarApiError} 409 while it is not past due, or where benefits outlive a failed payment.
 * @see Polar's `server/polar/customer_portal/endpoints/subscription.py`, `revoke`.
 */
export function giveUp(
  transaction: Transaction,
  row: SubscriptionRow,
  reason: CancellationReason,
): SubscriptionRow {
  const grace = organizationOf(transaction).subscription_settings.benefit_revocation_grace_period;
  if (row.status !== 'past_due' || grace !== 0) {
    throw apiError(409, 'RevokeNotAllowed', 'This subscription cannot be revoked in its current state.');
  }
  return revoke(transaction, row, reason);
}
