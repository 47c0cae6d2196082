import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import {
  assignSeat,
  availableSeats,
  claimSeat,
  containerOf,
  findInvitation,
  resendInvitation,
  revokeSeat,
  type SeatContainer,
  seatsOf,
} from '../engine/seats.ts';
import { openSession } from '../engine/sessions.ts';
import { answer, pathParameter, type Route, readBody } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { object, text } from '../http/schema.ts';
import type { Transaction } from '../state/transaction.ts';
import { toSeat } from '../wire/seat.ts';
import { seatAssign, seatContainer, seatOf } from './seat-requests.ts';

const claim = object({ invitation_token: text({ min: 1, max: 200 }) });

/** The seats of a container as the API shows them. */
export function toSeatsList(transaction: Transaction, container: SeatContainer): models.SeatsList {
  return {
    seats: seatsOf(transaction, container).map((one) => toSeat(transaction, one)),
    available_seats: availableSeats(transaction, container),
    total_seats: container.row.seats ?? 0,
  };
}

/** `/v1/customer-seats`: who uses what a customer pays for by the seat. */
export const customerSeatRoutes: readonly Route[] = [
  {
    operation: 'customerSeats.listSeats',
    method: 'GET',
    path: '/v1/customer-seats',
    handle({ transaction, query }) {
      const ids = { subscription_id: query.get('subscription_id'), order_id: query.get('order_id') };
      return answer(
        toSeatsList(transaction, seatContainer(transaction, ids, null)) satisfies models.SeatsList,
      );
    },
  },
  {
    operation: 'customerSeats.assignSeat',
    method: 'POST',
    path: '/v1/customer-seats',
    handle(call) {
      const { transaction } = call;
      const { metadata, immediate_claim: isImmediate, ...body } = readBody(call, seatAssign);
      const container = seatContainer(transaction, body, null);
      const seat = assignSeat(transaction, container, { holder: body, metadata, isImmediate });
      return answer(toSeat(transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerSeats.revokeSeat',
    method: 'DELETE',
    path: '/v1/customer-seats/{seat_id}',
    handle(call) {
      const seat = revokeSeat(call.transaction, seatOf(call, null));
      return answer(toSeat(call.transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerSeats.resendInvitation',
    method: 'POST',
    path: '/v1/customer-seats/{seat_id}/resend',
    handle(call) {
      const seat = resendInvitation(call.transaction, seatOf(call, null));
      return answer(toSeat(call.transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerSeats.getClaimInfo',
    method: 'GET',
    path: '/v1/customer-seats/claim/{invitation_token}',
    handle(call) {
      const { transaction } = call;
      const seat = findInvitation(transaction, pathParameter(call, 'invitation_token'));
      const productId = seat === undefined ? null : containerOf(transaction, seat).row.product_id;
      if (seat === undefined || productId === null) {
        throw resourceNotFound('Invalid or expired invitation token');
      }
      const { name, slug } = organizationOf(transaction);
      const info: models.SeatClaimInfo = {
        product_name: transaction.need('products', productId).name,
        product_id: productId,
        organization_name: name,
        organization_slug: slug,
        customer_email: seat.email ?? '',
        can_claim: true,
      };
      return answer(info);
    },
  },
  {
    operation: 'customerSeats.claimSeat',
    method: 'POST',
    path: '/v1/customer-seats/claim',
    handle(call) {
      const { transaction } = call;
      const seat = claimSeat(transaction, readBody(call, claim).invitation_token);
      const { token } = openSession(transaction, seat.customer_id, seat.member_id);
      return answer({
        seat: toSeat(transaction, seat),
        customer_session_token: token,
      } satisfies models.CustomerSeatClaimResponse);
    },
  },
];
