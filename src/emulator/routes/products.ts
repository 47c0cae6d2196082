import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { apiError, notImplemented, resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, matchesMetadata, sortRows, toPage } from '../http/lists.ts';
import {
  flag,
  integer,
  list,
  maybe,
  metadata,
  object,
  oneOf,
  optional,
  patch,
  refused,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import type { PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { presentmentCurrencies } from '../wire/lists.ts';
import { toProduct } from '../wire/product.ts';
import { interval, noMetadata } from './shapes.ts';

const visibility = oneOf(['draft', 'private', 'public']) satisfies Schema<models.ProductVisibility>;

const fixedPrice = object({
  amount_type: oneOf(['fixed']),
  price_currency: optional(oneOf(presentmentCurrencies), undefined),
  tax_behavior: maybe(oneOf(['location', 'inclusive', 'exclusive'])),
  price_amount: integer({ min: 0 }),
});

type NewPrice = {
  price_currency: string | undefined;
  tax_behavior: models.TaxBehaviorOption | null;
  price_amount: number;
};

const newPrice: Schema<NewPrice> = {
  read(input, location, issues) {
    const kind =
      typeof input === 'object' && input !== null && 'amount_type' in input ? input.amount_type : null;
    if (
      typeof kind === 'string' &&
      ['custom', 'seat_based', 'unit_based', 'metered_unit', 'metered_tiers'].includes(kind)
    ) {
      throw notImplemented(`prices of amount_type ${kind}`);
    }
    return fixedPrice.read(input, location, issues);
  },
};

const keptPrice = object({ id: uuid() }, 'forbid');

const priceChange: Schema<{ id: string } | NewPrice> = {
  read(input, location, issues) {
    const kept = keptPrice.read(input, location, []);
    return kept === refused ? newPrice.read(input, location, issues) : kept;
  },
};

const productCreate = object({
  metadata: optional(metadata(), noMetadata),
  name: text({ min: 3, max: 64 }),
  description: maybe(text()),
  visibility: optional(visibility, 'public' as const),
  prices: list(newPrice, { min: 1 }),
  recurring_interval: maybe(interval),
  recurring_interval_count: optional(integer({ min: 1, max: 999 }), 1),
  trial_interval: maybe(interval),
  trial_interval_count: maybe(integer({ min: 1, max: 1000 })),
});

const productUpdate = object({
  metadata: optional(metadata(), undefined),
  name: patch(text({ min: 3, max: 64 })),
  description: patch(text()),
  visibility: patch(visibility),
  is_archived: patch(flag()),
  prices: patch(list(priceChange, { min: 1 })),
  trial_interval: patch(interval),
  trial_interval_count: patch(integer({ min: 1, max: 1000 })),
});

function toPrice(transaction: Transaction, productId: string, price: NewPrice): models.ProductPriceFixed {
  return {
    created_at: transaction.stamp(),
    modified_at: null,
    id: transaction.newId(),
    source: 'catalog',
    amount_type: 'fixed',
    price_currency: price.price_currency ?? organizationOf(transaction).default_presentment_currency,
    tax_behavior: price.tax_behavior,
    is_archived: false,
    product_id: productId,
    price_amount: price.price_amount,
  };
}

function assertDefaultCurrency(transaction: Transaction, prices: readonly PriceRow[]): void {
  const { default_presentment_currency: currency } = organizationOf(transaction);
  const currencies = prices.map((price) => price.price_currency);
  if (!currencies.includes(currency)) {
    throw unacceptable(['body', 'prices'], `A price in the default currency ${currency} is required.`);
  }
  if (new Set(currencies).size < currencies.length) {
    throw unacceptable(['body', 'prices'], 'Only one price per currency is possible.');
  }
}

function productOf(call: Call): ProductRow {
  const product = call.transaction.get('products', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (product === undefined) throw resourceNotFound();
  return product;
}

function createProduct(call: Call): ProductRow {
  const { transaction } = call;
  const body = readBody(call, productCreate);
  const id = transaction.newId();
  const prices = body.prices.map((price) => toPrice(transaction, id, price));
  assertDefaultCurrency(transaction, prices);
  const isRecurring = body.recurring_interval !== null;
  return transaction.put('products', {
    id,
    created_at: transaction.stamp(),
    modified_at: null,
    trial_interval: body.trial_interval,
    trial_interval_count: body.trial_interval_count,
    name: body.name,
    description: body.description,
    visibility: body.visibility,
    recurring_interval: body.recurring_interval,
    recurring_interval_count: isRecurring ? body.recurring_interval_count : null,
    meter_interval: null,
    meter_interval_count: null,
    is_recurring: isRecurring,
    is_archived: false,
    organization_id: organizationOf(transaction).id,
    metadata: body.metadata,
    prices,
    benefit_ids: [],
    medias: [],
    attached_custom_fields: [],
  });
}

function updateProduct(call: Call): ProductRow {
  const { transaction } = call;
  const product = productOf(call);
  const body = readBody(call, productUpdate);
  const prices = body.prices?.map((price) => {
    if (!('id' in price)) return toPrice(transaction, product.id, price);
    const kept = product.prices.find((one) => one.id === price.id);
    if (kept === undefined) throw unacceptable(['body', 'prices'], 'Price does not exist.', price.id);
    return kept;
  });
  if (prices !== undefined) assertDefaultCurrency(transaction, prices);
  return transaction.put('products', {
    ...product,
    modified_at: transaction.stamp(),
    metadata: body.metadata ?? product.metadata,
    name: body.name ?? product.name,
    description: body.description === undefined ? product.description : body.description,
    visibility: body.visibility ?? product.visibility,
    is_archived: body.is_archived ?? product.is_archived,
    trial_interval: body.trial_interval === undefined ? product.trial_interval : body.trial_interval,
    trial_interval_count:
      body.trial_interval_count === undefined ? product.trial_interval_count : body.trial_interval_count,
    prices: prices ?? product.prices,
  });
}

/** `/v1/products/`: the catalog. */
export const productRoutes: readonly Route[] = [
  {
    operation: 'products.list',
    method: 'GET',
    path: '/v1/products/',
    handle(call) {
      const query = call.query.get('query')?.toLowerCase() ?? '';
      const rows = call.transaction.where(
        'products',
        (one) =>
          matches(call, 'id', one.id) &&
          matches(call, 'organization_id', one.organization_id) &&
          matches(call, 'visibility', one.visibility) &&
          matchesFlag(call, 'is_archived', one.is_archived) &&
          matchesFlag(call, 'is_recurring', one.is_recurring) &&
          matchesMetadata(call, one.metadata) &&
          !call.query.has('benefit_id') &&
          one.name.toLowerCase().includes(query),
      );
      const amount = (one: ProductRow) =>
        one.prices.flatMap((price) => ('price_amount' in price ? [price.price_amount] : []))[0] ?? null;
      const keys = {
        created_at: (one: ProductRow) => one.created_at,
        name: (one: ProductRow) => one.name,
        price_amount: amount,
        price_amount_type: (one: ProductRow) => one.prices[0]?.amount_type ?? null,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
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
    handle(call) {
      const product = updateProduct(call);
      emit(call.transaction, 'product.updated', () => toProduct(call.transaction, product));
      return answer(toProduct(call.transaction, product) satisfies models.Product);
    },
  },
  {
    operation: 'products.delete',
    method: 'DELETE',
    path: '/v1/products/{id}',
    handle(call) {
      const product = productOf(call);
      if (call.transaction.firstBy('orders', 'product_id', product.id) !== undefined) {
        throw apiError(409, 'ProductNotDeletable', 'This product has orders and cannot be deleted.');
      }
      call.transaction.delete('products', product.id);
      return { status: 204 };
    },
  },
];
