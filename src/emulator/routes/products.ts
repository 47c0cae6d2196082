import type { models } from '@polar-sh/sdk/2026-10';
import { isDeletable } from '../engine/deletable.ts';
import { makePrices } from '../engine/new-prices.ts';
import { organizationOf } from '../engine/organization.ts';
import { assertNoAttachments, saveProduct, setBenefits } from '../engine/products.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { apiError, resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, matchesMetadata, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import { emit } from '../webhooks/emit.ts';
import { toProduct } from '../wire/product.ts';
import { benefitsUpdate, type ProductUpdate, productCreate, productUpdate } from './product-shapes.ts';
import { refuseOrganizationId } from './shapes.ts';

function productOf(call: Call): ProductRow {
  const product = call.transaction.get('products', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (product === undefined) throw resourceNotFound();
  return product;
}

function createProduct(call: Call): ProductRow {
  const { transaction } = call;
  const body = readBody(call, productCreate);
  refuseOrganizationId(body.organization_id);
  assertNoAttachments(body.medias, body.attached_custom_fields);
  const isRecurring = body.recurring_interval !== null;
  const id = transaction.newId();
  const prices = makePrices(transaction, body.prices, {
    productId: id,
    isRecurring,
    source: 'catalog',
    present: [],
    location: ['body', 'prices'],
  });
  const organization = organizationOf(transaction);
  const cycles =
    body.recurring_interval === null
      ? { meter_interval: null, meter_interval_count: null, trial_interval: null, trial_interval_count: null }
      : body;
  const { meter_interval } = cycles;
  if (meter_interval !== null && organization.feature_settings?.meter_cycling_enabled !== true) {
    throw unacceptable(
      ['body', 'meter_interval'],
      'Separate meter cycling is not enabled for this organization.',
      meter_interval,
    );
  }
  return transaction.put('products', {
    id,
    created_at: transaction.stamp(),
    modified_at: null,
    trial_interval: cycles.trial_interval,
    trial_interval_count: cycles.trial_interval_count,
    name: body.name,
    description: body.description,
    visibility: body.visibility,
    recurring_interval: body.recurring_interval,
    recurring_interval_count: body.recurring_interval_count,
    meter_interval,
    meter_interval_count: meter_interval === null ? null : (cycles.meter_interval_count ?? 1),
    is_recurring: isRecurring,
    is_archived: false,
    organization_id: organization.id,
    metadata: body.metadata,
    prices,
    benefit_ids: [],
    medias: [],
    attached_custom_fields: [],
  });
}

/** Refuses what can never change of a product: how often it is paid for, and that only such have trials. */
function assertUnchanged(product: ProductRow, body: ProductUpdate): void {
  const { recurring_interval: interval, recurring_interval_count: count } = body;
  const isOther =
    (interval !== undefined && interval !== product.recurring_interval) ||
    (count !== undefined && count !== product.recurring_interval_count);
  if (isOther) {
    throw unacceptable(['body', 'recurring_interval'], 'Recurring interval cannot be changed.', interval);
  }
  const hasTrial = body.trial_interval != null || body.trial_interval_count != null;
  if (!hasTrial || product.is_recurring) return;
  throw unacceptable(
    ['body', 'trial_interval'],
    'Trial configuration is only supported on recurring products.',
    body.trial_interval,
  );
}

/** The prices after a change: what is not kept stays, archived, for those who bought at it. */
function changedPrices(call: Call, product: ProductRow, given: ProductUpdate['prices']): PriceRow[] {
  const { transaction } = call;
  if (given == null) return product.prices;
  const current = makePrices(transaction, given, {
    productId: product.id,
    isRecurring: product.is_recurring,
    source: 'catalog',
    present: product.prices,
    location: ['body', 'prices'],
  });
  const kept = new Set(current.map((price) => price.id));
  const dropped = product.prices
    .filter((price) => !kept.has(price.id))
    .map((price) =>
      price.is_archived ? price : { ...price, is_archived: true, modified_at: transaction.stamp() },
    );
  return [...dropped, ...current];
}

function updateProduct(call: Call): ProductRow {
  const product = productOf(call);
  const body = readBody(call, productUpdate);
  assertUnchanged(product, body);
  assertNoAttachments(body.medias, body.attached_custom_fields);
  const given = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value);
  return saveProduct(call.transaction, {
    ...product,
    metadata: body.metadata ?? product.metadata,
    name: body.name ?? product.name,
    description: given(body.description, product.description),
    visibility: body.visibility ?? product.visibility,
    is_archived: body.is_archived ?? product.is_archived,
    trial_interval: given(body.trial_interval, product.trial_interval),
    trial_interval_count: given(body.trial_interval_count, product.trial_interval_count),
    prices: changedPrices(call, product, body.prices),
  });
}

/** The price a product is sorted by: its first that can be bought. */
function firstPrice(product: ProductRow): PriceRow | undefined {
  return product.prices.find((price) => !price.is_archived);
}

const sortKeys = {
  created_at: (one: ProductRow) => one.created_at,
  name: (one: ProductRow) => one.name,
  price_amount(one: ProductRow) {
    const price = firstPrice(one);
    if (price?.amount_type === 'custom') return price.minimum_amount;
    return price?.amount_type === 'fixed' ? price.price_amount : null;
  },
  price_amount_type(one: ProductRow) {
    const kind = firstPrice(one)?.amount_type;
    if (kind === 'custom') return 1;
    return kind === 'fixed' ? 2 : null;
  },
};

/** `/v1/products/`: the catalog. */
export const productRoutes: readonly Route[] = [
  {
    operation: 'products.list',
    method: 'GET',
    path: '/v1/products/',
    handle(call) {
      const query = call.query.get('query')?.toLowerCase() ?? '';
      const benefits = call.query.getAll('benefit_id');
      const rows = call.transaction.where(
        'products',
        (one) =>
          matches(call, 'id', one.id) &&
          matches(call, 'organization_id', one.organization_id) &&
          matches(call, 'visibility', one.visibility) &&
          matchesFlag(call, 'is_archived', one.is_archived) &&
          matchesFlag(call, 'is_recurring', one.is_recurring) &&
          matchesMetadata(call, one.metadata) &&
          (benefits.length === 0 || one.benefit_ids.some((id) => benefits.includes(id))) &&
          one.name.toLowerCase().includes(query),
      );
      const page = toPage(call, sortRows(call, rows, sortKeys, '-created_at'), (one) =>
        toProduct(call.transaction, one),
      );
      return answer(page satisfies models.ListResourceProduct);
    },
  },
  {
    operation: 'products.create',
    method: 'POST',
    path: '/v1/products/',
    handle(call) {
      const product = createProduct(call);
      emit(call.transaction, 'product.created', () => toProduct(call.transaction, product));
      return answer(toProduct(call.transaction, product) satisfies models.Product, 201);
    },
  },
  {
    operation: 'products.get',
    method: 'GET',
    path: '/v1/products/{id}',
    handle: (call) => answer(toProduct(call.transaction, productOf(call)) satisfies models.Product),
  },
  {
    operation: 'products.update',
    method: 'PATCH',
    path: '/v1/products/{id}',
    handle: (call) => answer(toProduct(call.transaction, updateProduct(call)) satisfies models.Product),
  },
  {
    operation: 'products.updateBenefits',
    method: 'POST',
    path: '/v1/products/{id}/benefits',
    handle(call) {
      const product = productOf(call);
      const saved = setBenefits(call.transaction, product, readBody(call, benefitsUpdate).benefits);
      return answer(toProduct(call.transaction, saved) satisfies models.Product);
    },
  },
  {
    operation: 'products.delete',
    method: 'DELETE',
    path: '/v1/products/{id}',
    handle(call) {
      const product = productOf(call);
      if (!isDeletable(call.transaction, product)) {
        throw apiError(
          409,
          'ProductNotDeletable',
          'This product is in use and cannot be deleted. Archive it instead.',
        );
      }
      call.transaction.delete('products', product.id);
      return { status: 204 };
    },
  },
];
