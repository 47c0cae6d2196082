import { type Call, pathParameter, read } from '../../http/call.ts';
import { resourceNotFound } from '../../http/errors.ts';
import { billedCustomerOf, customerOf } from '../../http/principal.ts';
import { uuid } from '../../http/schema.ts';
import type { OrderRow, SubscriptionRow } from '../../state/rows.ts';

function idOf(call: Call): string {
  return read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
}

/**
 * The caller's subscription that a path names. Somebody else's is not found, exactly as one that never was.
 *
 * @throws {PolarApiError} 404.
 */
export function ownSubscription(call: Call): SubscriptionRow {
  const row = call.transaction.get('subscriptions', idOf(call));
  if (row === undefined || row.customer_id !== customerOf(call).id) throw resourceNotFound();
  return row;
}

/**
 * The caller's subscription that a path names, to be changed.
 *
 * @throws {PolarApiError} 403 for a member who may not bill, 404.
 */
export function billedSubscription(call: Call): SubscriptionRow {
  billedCustomerOf(call);
  return ownSubscription(call);
}

/**
 * The caller's order that a path names.
 *
 * @throws {PolarApiError} 403 for a member who may not bill, 404.
 */
export function billedOrder(call: Call): OrderRow {
  const row = call.transaction.get('orders', idOf(call));
  if (row === undefined || row.customer_id !== billedCustomerOf(call).id) throw resourceNotFound();
  return row;
}
