import { assertOffSession, draftOrder, finalizeDraft } from '../engine/draft-orders.ts';
import { findPaymentMethod } from '../engine/payment-methods.ts';
import { type Call, readBody } from '../http/call.ts';
import { unacceptable } from '../http/errors.ts';
import { anyObject, integer, maybe, metadata, object, optional, text, uuid } from '../http/schema.ts';
import type { OrderRow } from '../state/rows.ts';
import { noMetadata, refuseOrganizationId } from './shapes.ts';

const orderCreate = object({
  // Read and left aside: products have no custom fields here.
  custom_field_data: optional(anyObject(), {}),
  metadata: optional(metadata(), noMetadata),
  organization_id: maybe(uuid()),
  customer_id: uuid(),
  product_id: uuid(),
  currency: maybe(text({ min: 3, max: 3 })),
  amount: maybe(integer({ min: 0 })),
  units: maybe(integer({ min: 1 })),
  description: maybe(text({ min: 1 })),
});

const orderFinalize = object({ payment_method_id: maybe(uuid()) });

/**
 * Makes a draft, as the body asks.
 *
 * @throws {PolarApiError} 403 where the organization may not, 422 for what cannot be charged.
 */
export function createOrderDraft(call: Call): OrderRow {
  const { transaction } = call;
  const { customer_id, product_id, organization_id, ...body } = readBody(call, orderCreate);
  refuseOrganizationId(organization_id);
  assertOffSession(transaction);
  const customer = transaction.get('customers', customer_id);
  if (customer === undefined || customer.deleted_at !== null) {
    throw unacceptable(['body', 'customer_id'], 'Customer does not exist.', customer_id);
  }
  const product = transaction.get('products', product_id);
  if (product === undefined) {
    throw unacceptable(['body', 'product_id'], 'Product does not exist.', product_id);
  }
  return draftOrder(transaction, { ...body, customer, product });
}

/**
 * Charges a draft, to the card that the body names.
 *
 * @throws {PolarApiError} 403 where the organization may not, 422 for a card of nobody or of somebody else, and what
 * `finalizeDraft` throws.
 */
export function finalizeOrder(call: Call, order: OrderRow): OrderRow {
  const { transaction } = call;
  const { payment_method_id } = readBody(call, orderFinalize);
  assertOffSession(transaction);
  if (payment_method_id === null) return finalizeDraft(transaction, order, undefined);
  const customer = transaction.need('customers', order.customer_id);
  const card = findPaymentMethod(transaction, customer, payment_method_id);
  if (card === undefined) {
    throw unacceptable(['body', 'payment_method_id'], 'Payment method does not exist.', payment_method_id);
  }
  return finalizeDraft(transaction, order, card);
}
