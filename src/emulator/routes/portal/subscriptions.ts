import type { models } from '@polar-sh/sdk/2026-10';
import { type CancellationReason, cancelAtPeriodEnd } from '../../engine/cancel.ts';
import { organizationOf } from '../../engine/organization.ts';
import {
  type CancelPreview,
  type ChargePreview,
  previewCancel,
  previewChange,
  previewNextCharge,
} from '../../engine/preview.ts';
import {
  assertFreedom,
  dropPause,
  giveUp,
  keep,
  moveToProduct,
  planPause,
  resumeNow,
  setQuantity,
} from '../../engine/self-service.ts';
import { answer, type Call, type Route, readBody } from '../../http/call.ts';
import { resourceNotFound } from '../../http/errors.ts';
import { matches, sortRows, toPage } from '../../http/lists.ts';
import { customerOf } from '../../http/principal.ts';
import { readFlag } from '../../http/query.ts';
import {
  anyObject,
  flag,
  instant,
  integer,
  maybe,
  nothing,
  object,
  oneOf,
  type Read,
  text,
  uuid,
} from '../../http/schema.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import { toPortalSubscription } from '../../wire/portal.ts';
import { cancellationReason } from '../shapes.ts';
import { assertPreviews, changeShape, makeChange } from '../subscriptions.ts';
import { dropPendingUpdate } from '../update-subscription.ts';
import { billedSubscription, ownSubscription } from './own.ts';

const product = object({ product_id: uuid() }, 'forbid');
const seats = object({ seats: integer({ min: 1, max: 1000 }) }, 'forbid');
const units = object({ units: integer({ min: 1, max: 1_000_000_000 }) }, 'forbid');
const cancellation = object(
  {
    cancel_at_period_end: maybe(flag()),
    cancellation_reason: maybe(cancellationReason),
    cancellation_comment: maybe(text()),
  },
  'forbid',
);
const revocation = object({
  cancellation_reason: maybe(cancellationReason),
  cancellation_comment: maybe(text()),
});
const pause = object({ pause_at_period_end: flag(), resumes_at: maybe(instant()) }, 'forbid');
const resumption = object({ resume: oneOf([true]) }, 'forbid');
const clear = object({ pending_update: nothing() }, 'forbid');

function update(call: Call, row: SubscriptionRow): SubscriptionRow {
  const { transaction } = call;
  const given = readBody(call, anyObject());
  const asks = (name: string) => Object.hasOwn(given, name);
  if (asks('product_id')) {
    return moveToProduct(transaction, row, readBody(call, product).product_id).subscription;
  }
  if (asks('seats')) return setQuantity(transaction, row, 'seats', readBody(call, seats).seats).subscription;
  if (asks('units')) return setQuantity(transaction, row, 'units', readBody(call, units).units).subscription;
  if (asks('pause_at_period_end')) {
    const body = readBody(call, pause);
    return body.pause_at_period_end
      ? planPause(transaction, row, body.resumes_at)
      : dropPause(transaction, row);
  }
  if (asks('resume')) {
    readBody(call, resumption);
    return resumeNow(transaction, row);
  }
  if (asks('pending_update')) {
    readBody(call, clear);
    return dropPendingUpdate(transaction, row);
  }
  const body = readBody(call, cancellation);
  if (body.cancel_at_period_end === null) return row;
  return body.cancel_at_period_end
    ? cancelAtPeriodEnd(transaction, row, reasonOf(body))
    : keep(transaction, row);
}

function reasonOf(body: Read<typeof revocation>): CancellationReason {
  return { reason: body.cancellation_reason, comment: body.cancellation_comment };
}

// Of a subscription that ends or has ended there is no next charge to preview; a pause that ends by itself has one.
function hasNextCharge({ status, resumes_at, ended_at }: SubscriptionRow): boolean {
  if (ended_at !== null) return false;
  return status === 'active' || status === 'trialing' || (status === 'paused' && resumes_at !== null);
}

const freedoms = { product_id: 'update_plan', seats: 'update_seats', units: 'update_units' } as const;

function previewOwnChange(call: Call, row: SubscriptionRow): ChargePreview {
  const { transaction } = call;
  const { proration_behavior: _, ...body } = readBody(call, changeShape);
  for (const [field, freedom] of Object.entries(freedoms)) {
    if (Object.entries(body).some(([name, value]) => name === field && value != null)) {
      assertFreedom(transaction, freedom);
    }
  }
  const behavior = organizationOf(transaction).proration_behavior;
  return previewChange(transaction, row, () => makeChange(transaction, row, body, behavior, ['public']));
}

/**
 * Whether a subscription is active, or over, as the query asks.
 *
 * @see Polar's `server/polar/customer_portal/service/subscription.py`: what is past due or paused is neither.
 */
function matchesActive(call: Call, { status }: SubscriptionRow): boolean {
  const wanted = call.query.get('active');
  if (wanted === null) return true;
  const statuses = readFlag(wanted) === true ? ['active', 'trialing'] : ['canceled', 'unpaid'];
  return statuses.includes(status);
}

/** `/v1/customer-portal/subscriptions/`: what a customer pays for, and may change by itself. */
export const portalSubscriptionRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.subscriptions.list',
    method: 'GET',
    path: '/v1/customer-portal/subscriptions/',
    handle(call) {
      const { transaction, query } = call;
      const wanted = query.get('query')?.toLowerCase() ?? '';
      const nameOf = (row: SubscriptionRow) => transaction.need('products', row.product_id).name;
      const rows = transaction
        .by('subscriptions', 'customer_id', customerOf(call).id)
        .filter(
          (row) =>
            matches(call, 'product_id', row.product_id) &&
            matchesActive(call, row) &&
            nameOf(row).toLowerCase().includes(wanted),
        );
      const keys = {
        started_at: (row: SubscriptionRow) => row.started_at,
        amount: (row: SubscriptionRow) => row.amount,
        status: (row: SubscriptionRow) => row.status,
        organization: () => organizationOf(transaction).name,
        product: nameOf,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-started_at'), (row) =>
        toPortalSubscription(transaction, row),
      );
      return answer(page satisfies models.ListResourceCustomerSubscription);
    },
  },
  {
    operation: 'customerPortal.subscriptions.get',
    method: 'GET',
    path: '/v1/customer-portal/subscriptions/{id}',
    handle: (call) =>
      answer(
        toPortalSubscription(call.transaction, ownSubscription(call)) satisfies models.CustomerSubscription,
      ),
  },
  {
    operation: 'customerPortal.subscriptions.update',
    method: 'PATCH',
    path: '/v1/customer-portal/subscriptions/{id}',
    handle(call) {
      const saved = update(call, billedSubscription(call));
      return answer(toPortalSubscription(call.transaction, saved) satisfies models.CustomerSubscription);
    },
  },
  {
    operation: 'customerPortal.subscriptions.cancel',
    method: 'DELETE',
    path: '/v1/customer-portal/subscriptions/{id}',
    handle(call) {
      const nothingSaid = { reason: null, comment: null };
      const saved = cancelAtPeriodEnd(call.transaction, billedSubscription(call), nothingSaid);
      return answer(toPortalSubscription(call.transaction, saved) satisfies models.CustomerSubscription);
    },
  },
  {
    operation: 'customerPortal.subscriptions.chargePreview',
    method: 'GET',
    path: '/v1/customer-portal/subscriptions/{id}/charge-preview',
    handle(call) {
      assertPreviews(call.transaction);
      const row = ownSubscription(call);
      if (!hasNextCharge(row)) throw resourceNotFound();
      return answer<ChargePreview>(previewNextCharge(call.transaction, row));
    },
  },
  {
    operation: 'customerPortal.subscriptions.cancelPreview',
    method: 'GET',
    path: '/v1/customer-portal/subscriptions/{id}/cancel-preview',
    handle(call) {
      assertPreviews(call.transaction);
      return answer<CancelPreview>(previewCancel(call.transaction, ownSubscription(call)));
    },
  },
  {
    operation: 'customerPortal.subscriptions.changePreview',
    method: 'POST',
    path: '/v1/customer-portal/subscriptions/{id}/change-preview',
    rehearsed: true,
    handle(call) {
      assertPreviews(call.transaction);
      return answer<ChargePreview>(previewOwnChange(call, billedSubscription(call)));
    },
  },
  {
    operation: 'customerPortal.subscriptions.revoke',
    method: 'POST',
    path: '/v1/customer-portal/subscriptions/{id}/revoke',
    handle(call) {
      const row = billedSubscription(call);
      const saved = giveUp(call.transaction, row, reasonOf(readBody(call, revocation)));
      return answer(toPortalSubscription(call.transaction, saved) satisfies models.CustomerSubscription);
    },
  },
];
