import type { models } from '@polar-sh/sdk/2026-10';
import { apiError } from '../http/errors.ts';
import type { SeatRow } from '../state/ownership-rows.ts';
import type { OrderRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addDuration } from '../time/duration.ts';
import { compareInstants } from '../time/instant.ts';
import { emit } from '../webhooks/emit.ts';
import { toSeat } from '../wire/seat.ts';
import { syncOrder, syncSubscription } from './benefits.ts';
import { createMember, findByExternalId, saveCustomer } from './customers.ts';
import { ownerIdOf } from './sessions.ts';

/** What seats belong to: a subscription, or an order of something bought once. */
export type SeatContainer = { kind: 'subscription'; row: SubscriptionRow } | { kind: 'order'; row: OrderRow };

/** Whom a seat is for; one of the fields, or an external member id with the email of a member to be made. */
export interface SeatHolder {
  email: string | null;
  external_customer_id: string | null;
  customer_id: string | null;
  member_id: string | null;
  external_member_id: string | null;
}

/** The seats of a container that are taken or offered. */
export function seatsOf(transaction: Transaction, { kind, row }: SeatContainer): SeatRow[] {
  return transaction.by('seats', kind === 'subscription' ? 'subscription_id' : 'order_id', row.id);
}

/** How many seats are neither taken nor offered. */
export function availableSeats(transaction: Transaction, container: SeatContainer): number {
  const assigned = seatsOf(transaction, container).filter((one) => one.status !== 'revoked').length;
  return Math.max(0, (container.row.seats ?? 0) - assigned);
}

/** What a seat belongs to. */
export function containerOf(transaction: Transaction, seat: SeatRow): SeatContainer {
  return seat.subscription_id === null
    ? { kind: 'order', row: transaction.need('orders', seat.order_id ?? '') }
    : { kind: 'subscription', row: transaction.need('subscriptions', seat.subscription_id) };
}

function tell(
  transaction: Transaction,
  type: 'customer_seat.assigned' | 'customer_seat.claimed' | 'customer_seat.revoked',
  seat: SeatRow,
): void {
  emit(transaction, type, () => toSeat(transaction, seat));
}

// Whoever takes a seat gets the benefits, and loses them with it.
function followSeats(transaction: Transaction, seat: SeatRow): void {
  const { kind, row } = containerOf(transaction, seat);
  if (kind === 'subscription') syncSubscription(transaction, row);
  else syncOrder(transaction, row);
}

function notFound(what: string) {
  return apiError(404, 'CustomerNotFound', `Customer not found: ${what}`);
}

function memberWithEmail(transaction: Transaction, customerId: string, email: string) {
  return transaction
    .by('members', 'customer_id', customerId)
    .find((one) => one.email.toLowerCase() === email.toLowerCase());
}

// Whoever is named by an address becomes a member of the customer that pays, unless it is one already.
function memberOf(transaction: Transaction, customerId: string, holder: SeatHolder): models.Member {
  const members = transaction.by('members', 'customer_id', customerId);
  if (holder.member_id !== null) {
    const member = members.find((one) => one.id === holder.member_id);
    if (member === undefined) throw notFound(holder.member_id);
    return member;
  }
  const { external_member_id } = holder;
  const known =
    external_member_id === null ? undefined : members.find((one) => one.external_id === external_member_id);
  if (known !== undefined) return known;
  let { email } = holder;
  if (holder.customer_id !== null) {
    email = transaction.get('customers', holder.customer_id)?.email ?? null;
    if (email === null) throw notFound(holder.customer_id);
  }
  if (holder.external_customer_id !== null) {
    email = findByExternalId(transaction, holder.external_customer_id)?.email ?? null;
    if (email === null) throw notFound(holder.external_customer_id);
  }
  if (email === null) throw notFound(external_member_id ?? '');
  return (
    memberWithEmail(transaction, customerId, email) ??
    createMember(transaction, customerId, {
      email,
      name: null,
      external_id: external_member_id,
      role: 'member',
    })
  );
}

function assertOneHolder(holder: SeatHolder): void {
  const { email, external_member_id, external_customer_id, customer_id, member_id } = holder;
  const given = [external_customer_id, customer_id, member_id].filter((one) => one !== null).length;
  const named = email !== null || external_member_id !== null ? 1 : 0;
  if (given + named === 1) return;
  throw apiError(
    400,
    'InvalidSeatAssignmentRequest',
    'Exactly one of email, external_customer_id, customer_id, member_id or external_member_id must be provided',
  );
}

function invitation(transaction: Transaction) {
  return {
    invitation_token: transaction.newToken('polar_si_'),
    invitation_token_expires_at: addDuration(transaction.now, 'PT24H'),
  };
}

/**
 * Gives a seat to a member of the customer that pays: as an invitation of 24 hours, or at once.
 *
 * @throws {PolarApiError} 400 when no seat is left, the holder has one already or is named in no or in two ways; 404
 * when it is nobody.
 * @see Polar's `server/polar/customer_seat/service.py`, `assign_seat`.
 */
export function assignSeat(
  transaction: Transaction,
  container: SeatContainer,
  input: { holder: SeatHolder; metadata: Record<string, unknown> | null; isImmediate: boolean },
): SeatRow {
  assertOneHolder(input.holder);
  const { row } = container;
  if (container.kind === 'order' && container.row.status === 'pending') {
    throw apiError(400, 'SeatNotAvailable', 'Order must be paid before assigning seats');
  }
  if (availableSeats(transaction, container) === 0) {
    throw apiError(400, 'SeatNotAvailable', `No available seats for ${row.id}`);
  }
  const member = memberOf(transaction, row.customer_id, input.holder);
  const seats = seatsOf(transaction, container);
  if (seats.some((one) => one.member_id === member.id && one.status !== 'revoked')) {
    throw apiError(400, 'SeatAlreadyAssigned', `Seat already assigned to customer ${member.email}`);
  }
  // A seat that was given up is used again before another is made.
  const given = seats.find((one) => one.status === 'revoked');
  const nobody = { invitation_token: null, invitation_token_expires_at: null };
  const seat = transaction.put('seats', {
    id: given?.id ?? transaction.newId(),
    created_at: given?.created_at ?? transaction.stamp(),
    modified_at: given === undefined ? null : transaction.stamp(),
    subscription_id: container.kind === 'subscription' ? row.id : null,
    order_id: container.kind === 'order' ? row.id : null,
    status: input.isImmediate ? 'claimed' : 'pending',
    customer_id: row.customer_id,
    member_id: member.id,
    email: member.email,
    ...(input.isImmediate ? nobody : invitation(transaction)),
    claimed_at: input.isImmediate ? transaction.now : null,
    revoked_at: null,
    seat_metadata: input.metadata ?? {},
  });
  tell(transaction, input.isImmediate ? 'customer_seat.claimed' : 'customer_seat.assigned', seat);
  if (input.isImmediate) followSeats(transaction, seat);
  return seat;
}

/** The seat that an invitation is for; `undefined` when the invitation is unknown, used, taken back or too old. */
export function findInvitation(transaction: Transaction, token: string): SeatRow | undefined {
  const seat = transaction.firstBy('seats', 'invitation_token', token);
  if (seat === undefined || seat.status !== 'pending') return undefined;
  const { invitation_token_expires_at: end } = seat;
  return end !== null && compareInstants(end, transaction.now) < 0 ? undefined : seat;
}

/**
 * Takes the seat that an invitation is for. An invitation can be used once.
 *
 * @throws {PolarApiError} 400 when there is none.
 */
export function claimSeat(transaction: Transaction, token: string): SeatRow {
  const seat = findInvitation(transaction, token);
  if (seat === undefined) {
    throw apiError(400, 'InvalidInvitationToken', 'Invalid or expired invitation token');
  }
  const claimed = transaction.put('seats', {
    ...seat,
    modified_at: transaction.stamp(),
    status: 'claimed',
    claimed_at: transaction.now,
    invitation_token: null,
  });
  tell(transaction, 'customer_seat.claimed', claimed);
  followSeats(transaction, claimed);
  return claimed;
}

/** Takes a seat back; its place is free for another. */
export function revokeSeat(transaction: Transaction, seat: SeatRow): SeatRow {
  if (seat.status === 'revoked') return seat;
  const revoked = transaction.put('seats', {
    ...seat,
    modified_at: transaction.stamp(),
    status: 'revoked',
    revoked_at: transaction.now,
    member_id: null,
    email: null,
    invitation_token: null,
    invitation_token_expires_at: null,
    claimed_at: null,
  });
  tell(transaction, 'customer_seat.revoked', revoked);
  followSeats(transaction, revoked);
  return revoked;
}

/**
 * Sends an invitation once more, with 24 hours from now.
 *
 * @throws {PolarApiError} 400 when the seat does not wait to be claimed.
 */
export function resendInvitation(transaction: Transaction, seat: SeatRow): SeatRow {
  if (seat.status !== 'pending') throw apiError(400, 'SeatNotPending', 'Seat is not in pending status');
  return transaction.put('seats', { ...seat, modified_at: transaction.stamp(), ...invitation(transaction) });
}

/** Makes a team of whoever buys seats; that cannot be taken back. */
export function becomeTeam(transaction: Transaction, customerId: string): void {
  const customer = transaction.need('customers', customerId);
  if (customer.type === 'individual') saveCustomer(transaction, { ...customer, type: 'team' });
}

/** Gives the first seat to the customer itself, which would otherwise lose what its old product gave. */
export function claimOwnSeat(transaction: Transaction, container: SeatContainer): void {
  const { customer_id } = container.row;
  becomeTeam(transaction, customer_id);
  const ownerId = ownerIdOf(transaction, customer_id);
  if (ownerId === null) return;
  const holder = { email: null, external_customer_id: null, customer_id: null, external_member_id: null };
  assignSeat(transaction, container, {
    holder: { ...holder, member_id: ownerId },
    metadata: null,
    isImmediate: true,
  });
}

/** Takes all seats of a subscription back, when it has ended. */
export function revokeSeats(transaction: Transaction, subscription: SubscriptionRow): void {
  for (const seat of transaction.by('seats', 'subscription_id', subscription.id))
    revokeSeat(transaction, seat);
}
