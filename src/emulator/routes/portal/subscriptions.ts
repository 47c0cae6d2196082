import type { models } from '@polar-sh/sdk/2026-10';
import { cancelAtPeriodEnd, revoke, uncancel } from '../../engine/cancel.ts';
import { assertTarget, changeProduct } from '../../engine/change-product.ts';
import { changeQuantity } from '../../engine/change-quantity.ts';
import { organizationOf } from '../../engine/organization.ts';
import { dropScheduledPause, resume, schedulePause } from '../../engine/pause.ts';
import {
  type CancelPreview,
  type ChargePreview,
  previewCancel,
  previewChange,
  previewNextCharge,
} from '../../engine/preview.ts';
import { answer, type Call, type Route, readBody } from '../../http/call.ts';
import { apiError } from '../../http/errors.ts';
import { matches, matchesFlag, sortRows, toPage } from '../../http/lists.ts';
import { customerOf } from '../../http/principal.ts';
import {
  anyObject,
  flag,
  instant,
  integer,
  maybe,
  nothing,
  object,
  oneOf,
  text,
  uuid,
} from '../../http/schema.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
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
const pause = object({ pause_at_period_end: flag(), resumes_at: maybe(instant()) }, 'forbid');
const resumption = object({ resume: oneOf([true]) }, 'forbid');
const clear = object({ pending_update: nothing() }, 'forbid');

function portalSettings(transaction: Transaction) {
  return organizationOf(transaction).customer_portal_settings.subscription;
}

function assertAllowed(isAllowed: boolean | undefined, error: string, what: string): void {
  if (isAllowed === true) return;
  throw apiError(403, error, `${what} is not allowed.`);
}

// What goes on without a card that can be charged would only fail at its next charge.
function assertPaymentMethod(transaction: Transaction, row: SubscriptionRow): void {
  const { default_payment_method_id } = transaction.need('customers', row.customer_id);
  if (default_payment_method_id !== null || row.amount === 0) return;
  throw apiError(409, 'PaymentMethodRequired', 'A payment method is required to continue this subscription.');
}

function update(call: Call, row: SubscriptionRow): SubscriptionRow {
  const { transaction } = call;
  const settings = portalSettings(transaction);
  const behavior = organizationOf(transaction).proration_behavior;
  const given = readBody(call, anyObject());
  const asks = (name: string) => Object.hasOwn(given, name);
  if (asks('product_id')) {
    assertAllowed(settings.update_plan, 'UpdateSubscriptionPlanNotAllowed', 'Updating subscription plan');
    const { product_id } = readBody(call, product);
    const target = assertTarget(row, transaction.get('products', product_id), ['public']);
    return changeProduct(transaction, row, target, behavior).subscription;
  }
  if (asks('seats')) {
    assertAllowed(settings.update_seats, 'UpdateSubscriptionSeatsNotAllowed', 'Updating subscription seats');
    return changeQuantity(transaction, row, 'seats', readBody(call, seats).seats, behavior).subscription;
  }
  if (asks('units')) {
    assertAllowed(settings.update_units, 'UpdateSubscriptionUnitsNotAllowed', 'Updating subscription units');
    return changeQuantity(transaction, row, 'units', readBody(call, units).units, behavior).subscription;
  }
  if (asks('pause_at_period_end')) {
    assertAllowed(settings.pause, 'PauseResumeNotAllowed', 'Pausing and resuming subscriptions');
    const body = readBody(call, pause);
    if (!body.pause_at_period_end) return dropScheduledPause(transaction, row);
    return schedulePause(transaction, row, body.resumes_at);
  }
  if (asks('resume')) {
    readBody(call, resumption);
    assertAllowed(settings.pause, 'PauseResumeNotAllowed', 'Pausing and resuming subscriptions');
    assertPaymentMethod(transaction, row);
    return resume(transaction, row);
  }
  if (asks('pending_update')) {
    readBody(call, clear);
    return dropPendingUpdate(transaction, row);
  }
  const body = readBody(call, cancellation);
  if (body.cancel_at_period_end === true) {
    return cancelAtPeriodEnd(transaction, row, {
      reason: body.cancellation_reason,
      comment: body.cancellation_comment,
    });
  }
  if (body.cancel_at_period_end === null) return row;
  assertPaymentMethod(transaction, row);
  return uncancel(transaction, row);
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
            matchesFlag(call, 'active', row.status === 'active' || row.status === 'trialing') &&
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
      return answer<ChargePreview>(previewNextCharge(call.transaction, ownSubscription(call)));
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
      const { transaction } = call;
      assertPreviews(transaction);
      const row = billedSubscription(call);
      const { proration_behavior: _, ...body } = readBody(call, changeShape);
      const behavior = organizationOf(transaction).proration_behavior;
      return answer<ChargePreview>(
        previewChange(transaction, row, () => makeChange(transaction, row, body, behavior, ['public'])),
      );
    },
  },
  {
    operation: 'customerPortal.subscriptions.revoke',
    method: 'POST',
    path: '/v1/customer-portal/subscriptions/{id}/revoke',
    handle(call) {
      const row = billedSubscription(call);
      if (row.status !== 'past_due') {
        throw apiError(403, 'RevokeNotAllowed', 'Only a past due subscription can be ended at once.');
      }
      const saved = revoke(call.transaction, row, { reason: null, comment: null });
      return answer(toPortalSubscription(call.transaction, saved) satisfies models.CustomerSubscription);
    },
  },
];
