import type { models } from '@polar-sh/sdk/2026-10';
import { readConfirmationToken } from '../engine/cards.ts';
import { applyUpdate, assertOpen, type CheckoutChange } from '../engine/change-checkout.ts';
import { assertNoSubscription } from '../engine/checkout-customer.ts';
import { assertNotUsedUp } from '../engine/checkout-discount.ts';
import { confirmCheckout } from '../engine/confirm-checkout.ts';
import { createCheckout } from '../engine/create-checkout.ts';
import { saveCheckout } from '../engine/save-checkout.ts';
import { openSession } from '../engine/sessions.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { apiError, resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { type Schema, uuid } from '../http/schema.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCheckout, toPublicCheckout } from '../wire/checkout.ts';
import { checkoutCreate, checkoutUpdate, clientConfirm, clientUpdate } from './checkout-shapes.ts';

function checkoutOf(call: Call): CheckoutRow {
  const row = call.transaction.get('checkouts', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (row === undefined) throw resourceNotFound();
  return row;
}

/** The checkout with a client secret, if there is one. */
export function findBySecret(transaction: Transaction, secret: string): CheckoutRow | undefined {
  return transaction.firstBy('checkouts', 'client_secret', secret);
}

function checkoutBySecret(call: Call): CheckoutRow {
  const row = findBySecret(call.transaction, pathParameter(call, 'client_secret'));
  if (row === undefined) throw resourceNotFound();
  if (row.status === 'expired') {
    throw apiError(410, 'ExpiredCheckoutError', 'This checkout session has expired.');
  }
  return row;
}

function update(call: Call, row: CheckoutRow, shape: Schema<CheckoutChange>): CheckoutRow {
  const { transaction } = call;
  const body = readBody(call, shape);
  assertOpen(row);
  const changed = applyUpdate(transaction, row, body);
  assertNoSubscription(transaction, changed);
  assertNotUsedUp(transaction, changed);
  return saveCheckout(transaction, changed);
}

function confirm(call: Call) {
  const { transaction } = call;
  const { confirmation_token_id: token, ...change } = readBody(call, clientConfirm);
  const row = checkoutBySecret(call);
  assertOpen(row);
  const card = token === null ? null : readConfirmationToken(token);
  const result = confirmCheckout(transaction, applyUpdate(transaction, row, change), card);
  if ('declined' in result) {
    saveCheckout(transaction, row);
    // Answered, not thrown: the failed payment stays on record.
    const detail = `The payment failed: ${result.declined} Please try again with a different payment method.`;
    return { status: 400 as const, json: { error: 'PaymentError', detail } satisfies models.PaymentError };
  }
  const { confirmed } = result;
  const json: models.CheckoutPublicConfirmed = {
    ...toPublicCheckout(transaction, confirmed),
    status: 'confirmed',
    customer_session_token:
      confirmed.customer_id === null ? null : openSession(transaction, confirmed.customer_id).token,
  };
  return answer(json);
}

function isWanted(call: Call, row: CheckoutRow): boolean {
  const email = call.query.get('query');
  return (
    matches(call, 'product_id', row.product_id) &&
    matches(call, 'customer_id', row.customer_id) &&
    matches(call, 'external_customer_id', row.external_customer_id) &&
    matches(call, 'status', row.status) &&
    (email === null || (row.customer_email ?? '').toLowerCase().includes(email.toLowerCase()))
  );
}

/** `/v1/checkouts/`: how things are bought. */
export const checkoutRoutes: readonly Route[] = [
  {
    operation: 'checkouts.list',
    method: 'GET',
    path: '/v1/checkouts/',
    handle(call) {
      const rows = call.transaction.where('checkouts', (one) => isWanted(call, one));
      const keys = {
        created_at: (one: CheckoutRow) => one.created_at,
        expires_at: (one: CheckoutRow) => one.expires_at,
        status: (one: CheckoutRow) => one.status,
      };
      const sorted = sortRows(call, rows, keys, '-created_at');
      const page = toPage(call, sorted, (one) => toCheckout(call.transaction, one));
      return answer(page satisfies models.ListResourceCheckout);
    },
  },
  {
    operation: 'checkouts.create',
    method: 'POST',
    path: '/v1/checkouts/',
    handle(call) {
      const created = createCheckout(call.transaction, readBody(call, checkoutCreate));
      return answer(toCheckout(call.transaction, created) satisfies models.Checkout, 201);
    },
  },
  {
    operation: 'checkouts.get',
    method: 'GET',
    path: '/v1/checkouts/{id}',
    handle: (call) => answer(toCheckout(call.transaction, checkoutOf(call)) satisfies models.Checkout),
  },
  {
    operation: 'checkouts.update',
    method: 'PATCH',
    path: '/v1/checkouts/{id}',
    handle(call) {
      const saved = update(call, checkoutOf(call), checkoutUpdate);
      return answer(toCheckout(call.transaction, saved) satisfies models.Checkout);
    },
  },
  {
    operation: 'checkouts.clientGet',
    method: 'GET',
    path: '/v1/checkouts/client/{client_secret}',
    handle: (call) =>
      answer(toPublicCheckout(call.transaction, checkoutBySecret(call)) satisfies models.CheckoutPublic),
  },
  {
    operation: 'checkouts.clientUpdate',
    method: 'PATCH',
    path: '/v1/checkouts/client/{client_secret}',
    handle(call) {
      const saved = update(call, checkoutBySecret(call), clientUpdate);
      return answer(toPublicCheckout(call.transaction, saved) satisfies models.CheckoutPublic);
    },
  },
  {
    operation: 'checkouts.clientConfirm',
    method: 'POST',
    path: '/v1/checkouts/client/{client_secret}/confirm',
    handle: confirm,
  },
];
