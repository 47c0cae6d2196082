import type { models } from '@polar-sh/sdk/2026-10';
import { revoke } from '../engine/cancel.ts';
import type { Change } from '../engine/change.ts';
import { assertTarget, changeProduct } from '../engine/change-product.ts';
import { changeQuantity } from '../engine/change-quantity.ts';
import { organizationOf } from '../engine/organization.ts';
import {
  type CancelPreview,
  type ChargePreview,
  previewCancel,
  previewChange,
  previewNextCharge,
} from '../engine/preview.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound, routeNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, matchesMetadata, matchesTime, sortRows, toPage } from '../http/lists.ts';
import { integer, object, patch, type Read, uuid } from '../http/schema.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toSubscription } from '../wire/subscription.ts';
import { createSubscription } from './create-subscription.ts';
import { prorationBehavior } from './shapes.ts';
import { exportSubscriptions } from './subscription-export.ts';
import { updateSubscription } from './update-subscription.ts';

/** What a preview is asked of: exactly one of a product, seats and units. */
export const changeShape = object({
  product_id: patch(uuid()),
  seats: patch(integer()),
  units: patch(integer()),
  proration_behavior: patch(prorationBehavior),
});

function subscriptionOf(call: Call): SubscriptionRow {
  const row = call.transaction.get('subscriptions', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (row === undefined) throw resourceNotFound();
  return row;
}

/**
 * Refuses the private previews where they are switched off, as if they were not there.
 *
 * @throws {PolarApiError} 404.
 */
export function assertPreviews(transaction: Transaction): void {
  if (!transaction.need('settings', 'settings').changePreview) throw routeNotFound();
}

function externalIdOf(transaction: Transaction, row: SubscriptionRow): string | null {
  return transaction.need('customers', row.customer_id).external_id;
}

function isWanted(call: Call, row: SubscriptionRow): boolean {
  const isActive = row.status === 'active' || row.status === 'trialing';
  return (
    matches(call, 'product_id', row.product_id) &&
    matches(call, 'customer_id', row.customer_id) &&
    (!call.query.has('external_customer_id') ||
      matches(call, 'external_customer_id', externalIdOf(call.transaction, row))) &&
    matches(call, 'discount_id', row.discount_id) &&
    matchesFlag(call, 'active', isActive) &&
    matches(call, 'status', row.status) &&
    matchesFlag(call, 'cancel_at_period_end', row.cancel_at_period_end) &&
    matches(call, 'customer_cancellation_reason', row.customer_cancellation_reason) &&
    matchesTime(call, 'canceled_at', row.canceled_at) &&
    matchesTime(call, 'started', row.started_at) &&
    matchesMetadata(call, row.metadata)
  );
}

/** `/v1/subscriptions/`: what a customer pays for again and again. */
export const subscriptionRoutes: readonly Route[] = [
  {
    operation: 'subscriptions.list',
    method: 'GET',
    path: '/v1/subscriptions/',
    handle(call) {
      const { transaction } = call;
      const rows = transaction.where('subscriptions', (one) => isWanted(call, one));
      const keys = {
        customer: (one: SubscriptionRow) => transaction.need('customers', one.customer_id).email,
        status: (one: SubscriptionRow) => one.status,
        started_at: (one: SubscriptionRow) => one.started_at,
        current_period_end: (one: SubscriptionRow) => one.current_period_end,
        ended_at: (one: SubscriptionRow) => one.ended_at,
        ends_at: (one: SubscriptionRow) => one.ends_at,
        amount: (one: SubscriptionRow) => one.amount,
        product: (one: SubscriptionRow) => transaction.need('products', one.product_id).name,
        discount: () => null,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-started_at'), (one) =>
        toSubscription(transaction, one),
      );
      return answer(page satisfies models.ListResourceSubscription);
    },
  },
  {
    operation: 'subscriptions.create',
    method: 'POST',
    path: '/v1/subscriptions/',
    handle(call) {
      const created = createSubscription(call);
      return answer(toSubscription(call.transaction, created) satisfies models.Subscription, 201);
    },
  },
  {
    operation: 'subscriptions.export',
    method: 'GET',
    path: '/v1/subscriptions/export',
    handle: exportSubscriptions,
  },
  {
    operation: 'subscriptions.get',
    method: 'GET',
    path: '/v1/subscriptions/{id}',
    handle: (call) =>
      answer(toSubscription(call.transaction, subscriptionOf(call)) satisfies models.Subscription),
  },
  {
    operation: 'subscriptions.update',
    method: 'PATCH',
    path: '/v1/subscriptions/{id}',
    handle(call) {
      const saved = updateSubscription(call, subscriptionOf(call));
      return answer(toSubscription(call.transaction, saved) satisfies models.Subscription);
    },
  },
  {
    operation: 'subscriptions.revoke',
    method: 'DELETE',
    path: '/v1/subscriptions/{id}',
    handle(call) {
      const revoked = revoke(call.transaction, subscriptionOf(call), { reason: null, comment: null });
      return answer(toSubscription(call.transaction, revoked) satisfies models.Subscription);
    },
  },
  {
    operation: 'subscriptions.chargePreview',
    method: 'GET',
    path: '/v1/subscriptions/{id}/charge-preview',
    handle(call) {
      assertPreviews(call.transaction);
      return answer<ChargePreview>(previewNextCharge(call.transaction, subscriptionOf(call)));
    },
  },
  {
    operation: 'subscriptions.cancelPreview',
    method: 'GET',
    path: '/v1/subscriptions/{id}/cancel-preview',
    handle(call) {
      assertPreviews(call.transaction);
      return answer<CancelPreview>(previewCancel(call.transaction, subscriptionOf(call)));
    },
  },
  {
    operation: 'subscriptions.changePreview',
    method: 'POST',
    path: '/v1/subscriptions/{id}/change-preview',
    rehearsed: true,
    handle(call) {
      const { transaction } = call;
      assertPreviews(transaction);
      const row = subscriptionOf(call);
      const body = readBody(call, changeShape);
      const behavior = body.proration_behavior ?? organizationOf(transaction).proration_behavior;
      return answer<ChargePreview>(
        previewChange(transaction, row, () => makeChange(transaction, row, body, behavior)),
      );
    },
  },
];

/**
 * Makes the change that a preview asks for: exactly one of a product, seats and units.
 *
 * @throws {PolarApiError} 422 when it is none or several, and whatever the change itself throws.
 */
export function makeChange(
  transaction: Transaction,
  row: SubscriptionRow,
  body: Partial<Pick<Read<typeof changeShape>, 'product_id' | 'seats' | 'units'>>,
  behavior: models.SubscriptionProrationBehavior,
  allowed?: readonly models.ProductVisibility[],
): Change {
  const { product_id = null, seats = null, units = null } = body;
  if ([product_id, seats, units].filter((one) => one !== null).length !== 1) {
    throw unacceptable(['body'], 'Exactly one of product_id, seats and units is required.', body);
  }
  if (seats !== null) return changeQuantity(transaction, row, 'seats', seats, behavior);
  if (units !== null) return changeQuantity(transaction, row, 'units', units, behavior);
  const product = assertTarget(row, transaction.get('products', product_id ?? ''), allowed);
  return changeProduct(transaction, row, product, behavior);
}
