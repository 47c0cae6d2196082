import type { SeatContainer } from '../engine/seats.ts';
import { type Call, pathParameter, read } from '../http/call.ts';
import { apiError, resourceNotFound } from '../http/errors.ts';
import {
  anyObject,
  email,
  flag,
  maybe,
  object,
  optional,
  type Read,
  refused,
  type Schema,
  text,
  uuid,
} from '../http/schema.ts';
import type { SeatRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';

const holderFields = {
  subscription_id: maybe(uuid()),
  order_id: maybe(uuid()),
  email: maybe(email()),
};

/** Metadata of a seat: at most ten keys, and a kilobyte as JSON. */
const seatMetadata: Schema<Record<string, unknown>> = {
  read(input, location, issues) {
    const read = anyObject().read(input, location, issues);
    if (read === refused) return refused;
    if (Object.keys(read).length <= 10 && JSON.stringify(read).length <= 1024) return read;
    const msg = 'Value error, Metadata cannot have more than 10 keys or 1 kB.';
    issues.push({ type: 'value_error', loc: [...location], msg, input });
    return refused;
  },
};

/** What a merchant says to give a seat. */
export const seatAssign = object({
  ...holderFields,
  external_customer_id: maybe(text({ max: 256 })),
  customer_id: maybe(uuid()),
  external_member_id: maybe(text({ max: 256 })),
  member_id: maybe(uuid()),
  metadata: maybe(seatMetadata),
  immediate_claim: optional(flag(), false),
});

/** What a customer says to give a seat: an address, or one of its members. */
export const portalSeatAssign = object({
  ...holderFields,
  external_member_id: maybe(text({ max: 256 })),
  member_id: maybe(uuid()),
  metadata: maybe(seatMetadata),
});

/** A request for a seat that was read. */
export type SeatAssignRead = Read<typeof seatAssign>;

/**
 * The subscription or order whose seats a request is about.
 *
 * @param customerId whose it must be; anybody's for the merchant.
 * @throws {PolarApiError} 404 when there is none, 422 when the request names neither or both.
 */
export function seatContainer(
  transaction: Transaction,
  ids: { subscription_id: string | null; order_id: string | null },
  customerId: string | null,
): SeatContainer {
  const { subscription_id, order_id } = ids;
  if ((subscription_id === null) === (order_id === null)) {
    throw apiError(400, 'InvalidSeatSource', 'Exactly one of subscription_id or order_id must be provided');
  }
  const isTheirs = (row: { customer_id: string } | undefined) =>
    row !== undefined && (customerId === null || row.customer_id === customerId);
  if (subscription_id !== null) {
    const row = transaction.get('subscriptions', subscription_id);
    if (row === undefined || !isTheirs(row)) throw resourceNotFound('Subscription not found');
    return { kind: 'subscription', row };
  }
  const row = transaction.get('orders', order_id ?? '');
  if (row === undefined || !isTheirs(row)) throw resourceNotFound('Order not found');
  return { kind: 'order', row };
}

/**
 * The seat that a path names.
 *
 * @param customerId whose it must be; anybody's for the merchant.
 * @throws {PolarApiError} 404.
 */
export function seatOf(call: Call, customerId: string | null): SeatRow {
  const id = read(uuid(), pathParameter(call, 'seat_id'), ['path', 'seat_id']);
  const seat = call.transaction.get('seats', id);
  if (seat === undefined || (customerId !== null && seat.customer_id !== customerId)) {
    throw resourceNotFound('Seat not found');
  }
  return seat;
}
