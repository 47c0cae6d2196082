import { cancelAtPeriodEnd, revoke, uncancel } from '../engine/cancel.ts';
import { movePeriodEnd, moveTrialEnd } from '../engine/change-dates.ts';
import { withDiscount } from '../engine/change-discount.ts';
import { assertTarget, changeProduct } from '../engine/change-product.ts';
import { changeQuantity } from '../engine/change-quantity.ts';
import { organizationOf } from '../engine/organization.ts';
import { dropScheduledPause, resume, schedulePause } from '../engine/pause.ts';
import { saveSubscription } from '../engine/save-subscription.ts';
import { type Call, readBody } from '../http/call.ts';
import { unacceptable } from '../http/errors.ts';
import {
  anyObject,
  flag,
  instant,
  integer,
  maybe,
  metadata,
  nothing,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { cancellationReason, prorationBehavior } from './shapes.ts';

// Polar's body is a union of closed shapes: one kind of change in each call.
const reasonFields = {
  customer_cancellation_reason: maybe(cancellationReason),
  customer_cancellation_comment: maybe(text()),
};

const trialEnd: Schema<string> = {
  read(input, location, issues) {
    return input === 'now' ? input : instant().read(input, location, issues);
  },
};

const base = object(
  {
    metadata: optional(metadata(), undefined),
    product_id: patch(uuid()),
    proration_behavior: patch(prorationBehavior),
    discount_id: patch(uuid()),
    trial_end: patch(trialEnd),
  },
  'forbid',
);

const seats = object(
  { seats: integer({ min: 1, max: 1000 }), proration_behavior: patch(prorationBehavior) },
  'forbid',
);
const units = object(
  { units: integer({ min: 1, max: 1_000_000_000 }), proration_behavior: patch(prorationBehavior) },
  'forbid',
);
const period = object({ current_billing_period_end: instant() }, 'forbid');
const cancel = object({ ...reasonFields, cancel_at_period_end: flag() }, 'forbid');
const revocation = object({ ...reasonFields, revoke: oneOf([true]) }, 'forbid');
const pause = object({ pause_at_period_end: flag(), resumes_at: maybe(instant()) }, 'forbid');
const resumption = object({ resume: oneOf([true]) }, 'forbid');
const clear = object({ pending_update: nothing() }, 'forbid');

function behaviorOf(
  transaction: Transaction,
  { proration_behavior }: Pick<Read<typeof base>, 'proration_behavior'>,
) {
  return proration_behavior ?? organizationOf(transaction).proration_behavior;
}

function updateBase(
  transaction: Transaction,
  row: SubscriptionRow,
  body: Read<typeof base>,
): SubscriptionRow {
  let current = body.metadata === undefined ? row : { ...row, metadata: body.metadata };
  if (body.discount_id !== undefined) current = withDiscount(transaction, current, body.discount_id);
  if (body.product_id != null) {
    const product = assertTarget(current, transaction.get('products', body.product_id));
    current = changeProduct(transaction, current, product, behaviorOf(transaction, body)).subscription;
  } else if (current !== row) {
    current = saveSubscription(transaction, current, ['subscription.updated']);
  }
  return body.trial_end == null ? current : moveTrialEnd(transaction, current, body.trial_end);
}

/**
 * Drops the change that waits for the end of the period.
 *
 * @throws {PolarApiError} 422 when none waits.
 */
export function dropPendingUpdate(transaction: Transaction, row: SubscriptionRow): SubscriptionRow {
  if (row.pending_update !== null) {
    return saveSubscription(transaction, { ...row, pending_update: null }, ['subscription.updated']);
  }
  throw unacceptable(['body', 'pending_update'], 'This subscription has no pending update to clear.', null);
}

function toReason(body: Read<typeof cancel> | Read<typeof revocation>) {
  return { reason: body.customer_cancellation_reason, comment: body.customer_cancellation_comment };
}

/**
 * Makes the one change that a PATCH asks for; the first field that names a kind of change decides, and fields of
 * another kind beside it are refused.
 *
 * @throws {PolarApiError} 400, 402, 403, 409 or 422 as Polar has them; nothing is changed then.
 */
export function updateSubscription(call: Call, row: SubscriptionRow): SubscriptionRow {
  const { transaction } = call;
  const given = readBody(call, anyObject());
  const asks = (name: string) => Object.hasOwn(given, name);
  if (asks('cancel_at_period_end')) {
    const body = readBody(call, cancel);
    if (!body.cancel_at_period_end) return uncancel(transaction, row);
    return cancelAtPeriodEnd(transaction, row, toReason(body));
  }
  if (asks('revoke')) return revoke(transaction, row, toReason(readBody(call, revocation)));
  if (asks('seats')) {
    const body = readBody(call, seats);
    return changeQuantity(transaction, row, 'seats', body.seats, behaviorOf(transaction, body)).subscription;
  }
  if (asks('units')) {
    const body = readBody(call, units);
    return changeQuantity(transaction, row, 'units', body.units, behaviorOf(transaction, body)).subscription;
  }
  if (asks('current_billing_period_end')) {
    return movePeriodEnd(transaction, row, readBody(call, period).current_billing_period_end);
  }
  if (asks('pause_at_period_end')) {
    const body = readBody(call, pause);
    if (!body.pause_at_period_end) return dropScheduledPause(transaction, row);
    return schedulePause(transaction, row, body.resumes_at);
  }
  if (asks('resume')) {
    readBody(call, resumption);
    return resume(transaction, row);
  }
  if (asks('pending_update')) {
    readBody(call, clear);
    return dropPendingUpdate(transaction, row);
  }
  return updateBase(transaction, row, readBody(call, base));
}
