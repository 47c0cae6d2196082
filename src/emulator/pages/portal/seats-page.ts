import { html } from 'hono/html';
import {
  assignSeat,
  availableSeats,
  resendInvitation,
  revokeSeat,
  type SeatContainer,
  seatsOf,
} from '../../engine/seats.ts';
import { resourceNotFound } from '../../http/errors.ts';
import type { SeatRow } from '../../state/ownership-rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { act, field, given } from './form.ts';
import type { Action, Draw, Outcome, Page } from './page.ts';
import { badge, shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { counted, day, type Standing } from './words.ts';

function containersOf(transaction: Transaction, { customer }: Visit): SeatContainer[] {
  const subscriptions = transaction
    .by('subscriptions', 'customer_id', customer.id)
    .filter((row) => row.seats !== null && row.ended_at === null)
    .map((row): SeatContainer => ({ kind: 'subscription', row }));
  const orders = transaction
    .by('orders', 'customer_id', customer.id)
    .filter((row) => row.seats !== null && row.subscription_id === null && row.status !== 'void')
    .map((row): SeatContainer => ({ kind: 'order', row }));
  return [...subscriptions, ...orders];
}

function standing(seat: SeatRow): Standing {
  return seat.status === 'claimed' ? { word: 'Taken', tone: 'good' } : { word: 'Invited', tone: 'calm' };
}

function invitation(transaction: Transaction, { base }: Visit, seat: SeatRow): Markup {
  const { invitation_token: token, invitation_token_expires_at: end } = seat;
  if (token === null || end === null) return html``;
  return html`<span class="muted">Until ${day(end, transaction.now)}. No mail is sent here: <a href="${base}/seats/claim?token=${token}">the link it would carry</a></span>`;
}

function seatRow(transaction: Transaction, visit: Visit, seat: SeatRow): Markup {
  const fields = { seat_id: seat.id };
  const named = (verb: string) => html`${verb}<span class="default"> ${seat.email ?? ''}</span>`;
  return html`<li><div class="what"><strong>${seat.email ?? 'A seat'}</strong>${invitation(transaction, visit, seat)}</div>
<div class="actions">${badge(standing(seat))}${
    seat.status === 'pending' ? act(`${visit.base}/seats/resend`, named('Send again'), { fields }) : ''
  }${act(`${visit.base}/seats/revoke`, named('Take back'), { fields, class: 'second danger' })}</div></li>`;
}

function container(transaction: Transaction, visit: Visit, one: SeatContainer): Markup {
  const { id, product_id } = one.row;
  const name = product_id === null ? 'Seats' : transaction.need('products', product_id).name;
  const given = seatsOf(transaction, one).filter(({ status }) => status !== 'revoked');
  const left = availableSeats(transaction, one);
  const isThis = visit.typed.container_id === id;
  const mine = isThis ? visit : { ...visit, typed: {}, errors: {} };
  const label = `Email address of who gets a seat of ${name}`;
  return html`<section aria-labelledby="seats-${id}"><h2 id="seats-${id}">${name}</h2>
<p>${counted(one.row.seats ?? 0, 'seat')}, ${left} free.</p>
${given.length === 0 ? html`<p class="empty">Nobody has a seat yet.</p>` : html`<ul class="rows">${given.map((seat) => seatRow(transaction, visit, seat))}</ul>`}
${
  left === 0
    ? html`<p class="muted">To invite more people, take a seat back or add seats to the subscription.</p>`
    : html`<h3>Invite</h3><form method="post" action="${visit.base}/seats" novalidate><input type="hidden" name="container_id" value="${id}">
${field(mine, 'email', { label, type: 'email', inputmode: 'email', id: `email-${id}` })}<div class="actions"><button type="submit">Invite</button></div></form>`
}</section>`;
}

const draw: Draw = (transaction, visit) => {
  const containers = containersOf(transaction, visit);
  return shell(transaction, visit, {
    title: 'Seats',
    current: '/seats',
    body:
      containers.length === 0
        ? html`<p class="empty">You have nothing that is sold by the seat.</p>`
        : html`${containers.map((one) => container(transaction, visit, one))}`,
  });
};

/** Who has the seats that the customer pays for. */
export const seatsPage: Page = { path: '/seats', isBilling: true, draw };

function invite(transaction: Transaction, visit: Visit): Outcome {
  const { typed, base } = visit;
  const one = containersOf(transaction, visit).find(({ row }) => row.id === typed.container_id);
  if (one === undefined) throw resourceNotFound('These seats are not yours any more.');
  const email = given(typed, 'email') ?? '';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 256) {
    return { errors: { email: 'Enter an email address, such as name@example.com.' } };
  }
  const nobody = { customer_id: null, external_customer_id: null, member_id: null, external_member_id: null };
  assignSeat(transaction, one, { holder: { ...nobody, email }, metadata: null, isImmediate: false });
  return { to: `${base}/seats`, notice: 'seat_invited' };
}

function seatOf(transaction: Transaction, { customer, typed }: Visit): SeatRow {
  const seat = transaction.get('seats', typed.seat_id ?? '');
  if (seat?.customer_id !== customer.id) throw resourceNotFound('This seat is not there any more.');
  return seat;
}

/** What may be done with seats. */
export const seatActions: readonly Action[] = [
  { ...seatsPage, perform: invite },
  {
    ...seatsPage,
    path: '/seats/resend',
    perform(transaction, visit) {
      resendInvitation(transaction, seatOf(transaction, visit));
      return { to: `${visit.base}/seats`, notice: 'seat_resent' };
    },
  },
  {
    ...seatsPage,
    path: '/seats/revoke',
    perform(transaction, visit) {
      revokeSeat(transaction, seatOf(transaction, visit));
      return { to: `${visit.base}/seats`, notice: 'seat_revoked' };
    },
  },
];
