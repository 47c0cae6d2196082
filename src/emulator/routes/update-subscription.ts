import { cancelAtPeriodEnd, revoke, uncancel } from '../engine/cancel.ts';
import { assertChangeable, assertTarget, changeProduct, endTrialNow } from '../engine/change-product.ts';
import { organizationOf } from '../engine/organization.ts';
import { saveSubscription } from '../engine/save-subscription.ts';
import { type Call, readBody } from '../http/call.ts';
import { notImplemented, unacceptable } from '../http/errors.ts';
import {
  anyObject,
  flag,
  maybe,
  metadata,
  nothing,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  text,
  uuid,
} from '../http/schema.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import { fromIso, readInstant, toIso } from '../time/instant.ts';
import { dayOfMonth } from '../time/period.ts';
import { cancellationReason, prorationBehavior } from './shapes.ts';

// Polar's body is a union of closed shapes: one kind of change in each call.
const reasonFields = {
  customer_cancellation_reason: maybe(cancellationReason),
  customer_cancellation_comment: maybe(text()),
};
const baseShape = object(
  {
    metadata: optional(metadata(), undefined),
    product_id: patch(uuid()),
    proration_behavior: patch(prorationBehavior),
    discount_id: patch(uuid()),
    trial_end: patch(text()),
  },
  'forbid',
);
const cancelShape = object({ ...reasonFields, cancel_at_period_end: flag() }, 'forbid');
const revokeShape = object({ ...reasonFields, revoke: oneOf([true]) }, 'forbid');
const clearShape = object({ pending_update: nothing() }, 'forbid');

const unbuilt: Readonly<Record<string, string>> = {
  seats: 'subscriptions with seats',
  units: 'subscriptions with units',
  current_billing_period_end: 'moving a billing period',
  pause_at_period_end: 'pausing a subscription',
  resume: 'resuming a subscription',
};

function moveTrialEnd(call: Call, row: SubscriptionRow, given: string): SubscriptionRow {
  const { transaction } = call;
  assertChangeable(row);
  const loc = ['body', 'trial_end'];
  if (given === 'now') {
    if (row.status !== 'trialing') throw unacceptable(loc, 'The subscription is not trialing.', given);
    return endTrialNow(transaction, row).subscription;
  }
  const instant = readInstant(given);
  if (instant === null) throw unacceptable(loc, 'Input should be a valid datetime or "now".', given);
  const floor = row.status === 'trialing' ? transaction.now : row.current_period_end;
  if (instant <= fromIso(floor)) {
    throw unacceptable(loc, 'The trial end must be in the future and after the current period.', given);
  }
  const end = toIso(instant);
  return saveSubscription(
    transaction,
    {
      ...row,
      status: 'trialing',
      trial_start: row.trial_start ?? transaction.now,
      trial_end: end,
      current_period_end: end,
      anchor_day: dayOfMonth(end),
    },
    ['subscription.updated'],
  );
}

function updateBase(call: Call, row: SubscriptionRow, body: Read<typeof baseShape>): SubscriptionRow {
  const { transaction } = call;
  if (body.discount_id != null) throw notImplemented('discounts on subscriptions');
  let current = row;
  if (body.metadata !== undefined) {
    current = saveSubscription(transaction, { ...current, metadata: body.metadata }, [
      'subscription.updated',
    ]);
  }
  if (body.product_id != null) {
    assertChangeable(current);
    const product = assertTarget(current, transaction.get('products', body.product_id));
    const behavior = body.proration_behavior ?? organizationOf(transaction).proration_behavior;
    current = changeProduct(transaction, current, product, behavior).subscription;
  }
  return body.trial_end == null ? current : moveTrialEnd(call, current, body.trial_end);
}

function dropPendingUpdate(call: Call, row: SubscriptionRow): SubscriptionRow {
  if (row.pending_update === null) return row;
  return saveSubscription(call.transaction, { ...row, pending_update: null }, ['subscription.updated']);
}

/**
 * Makes the one change that a PATCH asks for.
 *
 * @throws {PolarApiError} 402, 403, 409 or 422 as Polar has them; nothing is changed then.
 */
export function updateSubscription(call: Call, row: SubscriptionRow): SubscriptionRow {
  const { transaction } = call;
  const keys = Object.keys(readBody(call, anyObject()));
  for (const key of keys) {
    const operation = unbuilt[key];
    if (operation !== undefined) throw notImplemented(operation);
  }
  if (keys.includes('cancel_at_period_end')) {
    const body = readBody(call, cancelShape);
    if (!body.cancel_at_period_end) return uncancel(transaction, row);
    return cancelAtPeriodEnd(transaction, row, {
      reason: body.customer_cancellation_reason,
      comment: body.customer_cancellation_comment,
    });
  }
  if (keys.includes('revoke')) {
    const body = readBody(call, revokeShape);
    return revoke(transaction, row, {
      reason: body.customer_cancellation_reason,
      comment: body.customer_cancellation_comment,
    });
  }
  if (keys.includes('pending_update')) {
    readBody(call, clearShape);
    return dropPendingUpdate(call, row);
  }
  return updateBase(call, row, readBody(call, baseShape));
}
