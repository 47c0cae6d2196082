import type { models } from '@polar-sh/sdk/2026-10';
import { readConfirmationToken } from '../engine/cards.ts';
import { trialOf } from '../engine/checkout-quote.ts';
import { confirmCheckout, isSellable, saveCheckout } from '../engine/confirm-checkout.ts';
import { findByExternalId } from '../engine/customers.ts';
import { organizationOf } from '../engine/organization.ts';
import { pricesIn } from '../engine/prices.ts';
import { openSession } from '../engine/sessions.ts';
import { type AnswerOf, answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { apiError, notImplemented, resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import {
  email,
  flag,
  integer,
  list,
  maybe,
  metadata,
  object,
  oneOf,
  optional,
  patch,
  type Read,
  text,
  url,
  uuid,
} from '../http/schema.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { addInterval } from '../time/period.ts';
import { emit } from '../webhooks/emit.ts';
import { toCheckout, toPublicCheckout } from '../wire/checkout.ts';
import { presentmentCurrencies } from '../wire/lists.ts';
import { addressShape, interval, noMetadata } from './shapes.ts';

const checkoutCreate = object({
  products: list(uuid(), { min: 1 }),
  customer_id: maybe(uuid()),
  external_customer_id: maybe(text({ min: 1, max: 256 })),
  customer_email: maybe(email()),
  customer_name: maybe(text({ max: 256 })),
  customer_ip_address: maybe(text({ max: 64 })),
  customer_billing_name: maybe(text({ max: 256 })),
  customer_billing_address: maybe(addressShape),
  customer_tax_id: maybe(text({ max: 64 })),
  customer_metadata: optional(metadata(), noMetadata),
  is_business_customer: optional(flag(), false),
  success_url: maybe(url()),
  return_url: maybe(url()),
  embed_origin: maybe(text({ max: 256 })),
  currency: maybe(oneOf(presentmentCurrencies)),
  locale: maybe(text({ max: 20 })),
  metadata: optional(metadata(), noMetadata),
  allow_trial: optional(flag(), true),
  trial_interval: maybe(interval),
  trial_interval_count: maybe(integer({ min: 1, max: 1000 })),
  allow_discount_codes: optional(flag(), true),
  require_billing_address: optional(flag(), false),
});

const publicUpdate = {
  product_id: patch(uuid()),
  product_price_id: patch(uuid()),
  is_business_customer: patch(flag()),
  customer_name: patch(text({ max: 256 })),
  customer_email: patch(email()),
  customer_billing_name: patch(text({ max: 256 })),
  customer_billing_address: patch(addressShape),
  customer_tax_id: patch(text({ max: 64 })),
  locale: patch(text({ max: 20 })),
  allow_trial: patch(oneOf([true, false])),
};

const checkoutUpdate = object({
  ...publicUpdate,
  metadata: optional(metadata(), undefined),
  currency: patch(oneOf(presentmentCurrencies)),
  success_url: patch(url()),
  return_url: patch(url()),
  trial_interval: patch(interval),
  trial_interval_count: patch(integer({ min: 1, max: 1000 })),
});

const clientUpdate = object(publicUpdate);
const clientConfirm = object({ ...publicUpdate, confirmation_token_id: maybe(text({ max: 200 })) });

/** What may be changed on an open checkout. */
export type CheckoutChange = Partial<Read<typeof checkoutUpdate>>;

const unbuilt = [
  'discount_id',
  'discount_code',
  'seats',
  'min_seats',
  'max_seats',
  'units',
  'amount',
  'prices',
  'subscription_id',
];

/** Refuses loudly what a checkout at Polar can do and this one cannot. */
function refuseUnbuilt(call: Call): void {
  const body = readBody(
    call,
    object({
      ...Object.fromEntries(unbuilt.map((name) => [name, optional({ read: (value) => value }, null)])),
    }),
  );
  for (const [name, value] of Object.entries(body)) {
    if (value !== null && value !== undefined) throw notImplemented(`checkouts with ${name}`);
  }
}

function assertProduct(transaction: Transaction, id: string): ProductRow {
  const product = transaction.get('products', id);
  if (product === undefined) throw unacceptable(['body', 'products'], 'Product does not exist.', id);
  if (product.is_archived) throw unacceptable(['body', 'products'], 'Product is archived.', id);
  if (!isSellable(product)) throw notImplemented('checkouts of one-time products');
  return product;
}

function assertPrice(product: ProductRow, currency: string): void {
  if (pricesIn(product, currency).length > 0) return;
  throw unacceptable(['body', 'currency'], `Product ${product.name} has no price in ${currency}.`, currency);
}

function withTrialEnd(transaction: Transaction, row: CheckoutRow): CheckoutRow {
  const trial = trialOf(row, transaction.need('products', row.product_id));
  return {
    ...row,
    trial_end: trial === null ? null : addInterval(transaction.now, trial.interval, trial.count),
  };
}

function create(call: Call): CheckoutRow {
  const { transaction } = call;
  refuseUnbuilt(call);
  const body = readBody(call, checkoutCreate);
  const products = body.products.map((id) => assertProduct(transaction, id));
  const currency = body.currency ?? organizationOf(transaction).default_presentment_currency;
  for (const product of products) assertPrice(product, currency);
  const customer = body.customer_id === null ? undefined : transaction.get('customers', body.customer_id);
  if (body.customer_id !== null && (customer === undefined || customer.deleted_at !== null)) {
    throw unacceptable(['body', 'customer_id'], 'Customer does not exist.', body.customer_id);
  }
  const known =
    customer ??
    (body.external_customer_id === null
      ? undefined
      : findByExternalId(transaction, body.external_customer_id));
  const { products: product_ids, ...fields } = body;
  const row: CheckoutRow = {
    ...fields,
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    status: 'open',
    client_secret: transaction.newToken('polar_c_'),
    expires_at: addDuration(transaction.now, 'PT24H') ?? transaction.now,
    currency,
    product_ids,
    product_id: products[0]?.id ?? '',
    customer_id: known?.id ?? null,
    customer_email: body.customer_email ?? known?.email ?? null,
    customer_name: body.customer_name ?? known?.name ?? null,
    customer_billing_name: body.customer_billing_name ?? known?.billing_name ?? null,
    customer_billing_address: body.customer_billing_address ?? known?.billing_address ?? null,
    external_customer_id: body.external_customer_id ?? known?.external_id ?? null,
    ad_hoc_prices: {},
    amount: null,
    seats: null,
    min_seats: null,
    max_seats: null,
    units: null,
    min_units: null,
    max_units: null,
    discount_id: null,
    payment_method_type: null,
    subscription_id: null,
    trial_end: null,
  };
  const saved = transaction.put('checkouts', withTrialEnd(transaction, row));
  emit(transaction, 'checkout.created', () => toCheckout(transaction, saved));
  return saved;
}

/** Refuses a checkout that is not open any more. */
export function assertOpen(row: CheckoutRow): void {
  if (row.status === 'open') return;
  if (row.status === 'expired') throw apiError(410, 'ExpiredCheckoutError', 'This checkout has expired.');
  throw apiError(403, 'NotOpenCheckout', 'This checkout is not open anymore.');
}

/** The row with the changes that a request asks for. */
export function applyChange(transaction: Transaction, row: CheckoutRow, change: CheckoutChange): CheckoutRow {
  const keep = <T>(given: T | null | undefined, present: T): T => given ?? present;
  const next: CheckoutRow = {
    ...row,
    product_id: keep(change.product_id, row.product_id),
    is_business_customer: keep(change.is_business_customer, row.is_business_customer),
    customer_name: change.customer_name === undefined ? row.customer_name : change.customer_name,
    customer_email:
      row.customer_id === null ? keep(change.customer_email, row.customer_email) : row.customer_email,
    customer_billing_name:
      change.customer_billing_name === undefined ? row.customer_billing_name : change.customer_billing_name,
    customer_billing_address:
      change.customer_billing_address === undefined
        ? row.customer_billing_address
        : change.customer_billing_address,
    customer_tax_id: change.customer_tax_id === undefined ? row.customer_tax_id : change.customer_tax_id,
    locale: change.locale === undefined ? row.locale : change.locale,
    allow_trial: keep(change.allow_trial, row.allow_trial),
    metadata: keep(change.metadata, row.metadata),
    currency: keep(change.currency, row.currency),
    success_url: change.success_url === undefined ? row.success_url : change.success_url,
    return_url: change.return_url === undefined ? row.return_url : change.return_url,
    trial_interval: change.trial_interval === undefined ? row.trial_interval : change.trial_interval,
    trial_interval_count:
      change.trial_interval_count === undefined ? row.trial_interval_count : change.trial_interval_count,
  };
  if (!next.product_ids.includes(next.product_id)) {
    throw unacceptable(['body', 'product_id'], 'Product is not available in this checkout.', next.product_id);
  }
  assertPrice(transaction.need('products', next.product_id), next.currency);
  return withTrialEnd(transaction, next);
}

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
  if (row.status === 'expired') throw apiError(410, 'ExpiredCheckoutError', 'This checkout has expired.');
  return row;
}

function confirm(call: Call): AnswerOf<'checkouts.clientConfirm'> {
  const { transaction } = call;
  refuseUnbuilt(call);
  const body = readBody(call, clientConfirm);
  const row = checkoutBySecret(call);
  assertOpen(row);
  const card = body.confirmation_token_id === null ? null : readConfirmationToken(body.confirmation_token_id);
  const changed = transaction.put('checkouts', applyChange(transaction, row, body));
  const result = confirmCheckout(transaction, changed, card);
  if ('declined' in result) {
    // Answered, not thrown: the failed payment stays on record.
    return {
      status: 400,
      json: { error: 'PaymentError', detail: result.declined } satisfies models.PaymentError,
    };
  }
  const json: models.CheckoutPublicConfirmed = {
    ...toPublicCheckout(transaction, result.confirmed),
    status: 'confirmed',
    customer_session_token:
      result.confirmed.customer_id === null
        ? null
        : openSession(transaction, result.confirmed.customer_id).token,
  };
  return answer(json);
}

/** `/v1/checkouts/`: how a subscription is bought. */
export const checkoutRoutes: readonly Route[] = [
  {
    operation: 'checkouts.list',
    method: 'GET',
    path: '/v1/checkouts/',
    handle(call) {
      const rows = call.transaction.where(
        'checkouts',
        (one) =>
          matches(call, 'product_id', one.product_id) &&
          matches(call, 'customer_id', one.customer_id) &&
          matches(call, 'external_customer_id', one.external_customer_id) &&
          matches(call, 'status', one.status),
      );
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
    handle: (call) => answer(toCheckout(call.transaction, create(call)) satisfies models.Checkout, 201),
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
      const { transaction } = call;
      const row = checkoutOf(call);
      refuseUnbuilt(call);
      const body = readBody(call, checkoutUpdate);
      assertOpen(row);
      const saved = saveCheckout(transaction, applyChange(transaction, row, body));
      return answer(toCheckout(transaction, saved) satisfies models.Checkout);
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
      const { transaction } = call;
      refuseUnbuilt(call);
      const body = readBody(call, clientUpdate);
      const row = checkoutBySecret(call);
      assertOpen(row);
      const saved = saveCheckout(transaction, applyChange(transaction, row, body));
      return answer(toPublicCheckout(transaction, saved) satisfies models.CheckoutPublic);
    },
  },
  {
    operation: 'checkouts.clientConfirm',
    method: 'POST',
    path: '/v1/checkouts/client/{client_secret}/confirm',
    handle: confirm,
  },
];
