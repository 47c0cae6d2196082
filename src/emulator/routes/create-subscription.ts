import { findByExternalId } from '../engine/customers.ts';
import { createFreeSubscription, isFreeProduct } from '../engine/free-subscription.ts';
import { type Call, readUnion } from '../http/call.ts';
import { unacceptable } from '../http/errors.ts';
import { metadata, object, optional, type Read, text, uuid } from '../http/schema.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CustomerRow, SubscriptionRow } from '../state/rows.ts';
import { noMetadata } from './shapes.ts';

const base = { metadata: optional(metadata(), noMetadata), product_id: uuid() };
const byId = object({ ...base, customer_id: uuid() });
const byExternalId = object({ ...base, external_customer_id: text() });

type Creation = Read<typeof byId> | Read<typeof byExternalId>;

function productOf({ transaction }: Call, id: string): ProductRow {
  const refuse = (msg: string) => unacceptable(['body', 'product_id'], msg, id);
  const product = transaction.get('products', id);
  if (product === undefined) throw refuse('Product does not exist.');
  if (!product.is_recurring) throw refuse('Product is not a recurring product.');
  if (isFreeProduct(transaction, product)) return product;
  throw refuse(
    'Product is not free. The customer should go through a checkout to create a paid subscription.',
  );
}

function customerOf({ transaction }: Call, body: Creation): CustomerRow {
  const [field, id] =
    'customer_id' in body
      ? ['customer_id', body.customer_id]
      : ['external_customer_id', body.external_customer_id];
  const customer =
    field === 'customer_id' ? transaction.get('customers', id) : findByExternalId(transaction, id);
  if (customer !== undefined && customer.deleted_at === null) return customer;
  throw unacceptable(['body', field], 'Customer does not exist.', id);
}

/**
 * Subscribes a customer to a free product, as the body asks.
 *
 * @throws {PolarApiError} 422 for a product that is none, not recurring or not free, and for a customer that is none.
 */
export function createSubscription(call: Call): SubscriptionRow {
  const body = readUnion<Creation>(call, [byId, byExternalId]);
  const product = productOf(call, body.product_id);
  return createFreeSubscription(call.transaction, product, customerOf(call, body), body.metadata);
}
