import type { models } from '@polar-sh/sdk/2026-10';
import { assignSeat, resendInvitation, revokeSeat } from '../../engine/seats.ts';
import { answer, type Route, readBody } from '../../http/call.ts';
import { toPage } from '../../http/lists.ts';
import { billedCustomerOf, customerOf, memberOf } from '../../http/principal.ts';
import { toPortalSubscription } from '../../wire/portal.ts';
import { toSeat } from '../../wire/seat.ts';
import { toSeatsList } from '../customer-seats.ts';
import { portalSeatAssign, seatContainer, seatOf } from '../seat-requests.ts';

/** `/v1/customer-portal/seats`: the seats a customer pays for, and those that a member has. */
export const portalSeatRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.seats.listSeats',
    method: 'GET',
    path: '/v1/customer-portal/seats',
    handle(call) {
      const { transaction, query } = call;
      const ids = { subscription_id: query.get('subscription_id'), order_id: query.get('order_id') };
      const container = seatContainer(transaction, ids, billedCustomerOf(call).id);
      return answer(toSeatsList(transaction, container) satisfies models.SeatsList);
    },
  },
  {
    operation: 'customerPortal.seats.assignSeat',
    method: 'POST',
    path: '/v1/customer-portal/seats',
    handle(call) {
      const { transaction } = call;
      const customer = billedCustomerOf(call);
      const { metadata, ...body } = readBody(call, portalSeatAssign);
      const holder = { ...body, external_customer_id: null, customer_id: null };
      const container = seatContainer(transaction, body, customer.id);
      const seat = assignSeat(transaction, container, { holder, metadata, isImmediate: false });
      return answer(toSeat(transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerPortal.seats.revokeSeat',
    method: 'DELETE',
    path: '/v1/customer-portal/seats/{seat_id}',
    handle(call) {
      const seat = revokeSeat(call.transaction, seatOf(call, billedCustomerOf(call).id));
      return answer(toSeat(call.transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerPortal.seats.resendInvitation',
    method: 'POST',
    path: '/v1/customer-portal/seats/{seat_id}/resend',
    handle(call) {
      const seat = resendInvitation(call.transaction, seatOf(call, billedCustomerOf(call).id));
      return answer(toSeat(call.transaction, seat) satisfies models.CustomerSeat);
    },
  },
  {
    operation: 'customerPortal.seats.listClaimedSubscriptions',
    method: 'GET',
    path: '/v1/customer-portal/seats/subscriptions',
    handle(call) {
      const { transaction } = call;
      const member = memberOf(call);
      const rows = transaction.by('subscriptions', 'customer_id', customerOf(call).id).filter((row) => {
        const seats = transaction.by('seats', 'subscription_id', row.id);
        return seats.some((seat) => seat.status === 'claimed' && seat.member_id === member?.id);
      });
      const page = toPage(call, rows, (row) => toPortalSubscription(transaction, row));
      return answer(page satisfies models.ListResourceCustomerSubscription);
    },
  },
];
