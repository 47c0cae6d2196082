import { html } from 'hono/html';
import { defaultCard } from '../../engine/charge.ts';
import { previewNextCharge } from '../../engine/preview.ts';
import { mayCustomers } from '../../engine/self-service.ts';
import { formatMoney } from '../../money/currency.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { dueAmount } from '../../wire/order.ts';
import type { Markup } from '../layout.ts';
import { act } from './form.ts';
import { badge } from './shell.ts';
import type { Visit } from './visit.ts';
import { cardName, counted, day, per, standingOf } from './words.ts';

function pendingOrder(transaction: Transaction, row: SubscriptionRow) {
  return transaction
    .by('orders', 'pending_customer_id', row.customer_id)
    .find((order) => order.subscription_id === row.id);
}

// What will happen next, and when: the one thing to read.
function story(transaction: Transaction, row: SubscriptionRow): Markup {
  const { now } = transaction;
  if (row.ended_at !== null) return html`Ended on ${day(row.ended_at, now)}.`;
  if (row.status === 'paused') {
    return row.resumes_at === null
      ? html`Paused until you resume it. Nothing is charged meanwhile.`
      : html`Paused. It resumes on ${day(row.resumes_at, now)}, and is charged then.`;
  }
  if (row.status === 'past_due') {
    const next = pendingOrder(transaction, row)?.next_payment_attempt_at ?? null;
    return next === null
      ? html`The last payment failed.`
      : html`The last payment failed. The next attempt is on ${day(next, now)}.`;
  }
  const end = row.current_period_end;
  if (row.cancel_at_period_end) return html`Ends on ${day(end, now)}, and does not renew.`;
  if (row.pause_at_period_end) return html`Pauses on ${day(end, now)}.`;
  if (row.status === 'trialing') return html`The trial ends on ${day(end, now)}.`;
  return html`Renews on ${day(end, now)}.`;
}

function pendingStory(transaction: Transaction, row: SubscriptionRow): Markup {
  const { pending_update: pending } = row;
  if (pending === null) return html``;
  const product = pending.product_id === null ? undefined : transaction.get('products', pending.product_id);
  const parts = [
    ...(product === undefined ? [] : [product.name]),
    ...(pending.seats === null ? [] : [counted(pending.seats, 'seat')]),
    ...(pending.units === null ? [] : [counted(pending.units, 'unit')]),
  ];
  return html`<p>Changes to ${parts.join(', ')} on ${day(pending.applies_at, transaction.now)}.</p>`;
}

function nextCharge(transaction: Transaction, row: SubscriptionRow): Markup {
  const isComing = row.status === 'active' || row.status === 'trialing';
  if (!isComing || row.ended_at !== null || row.pause_at_period_end) return html``;
  const { due_amount } = previewNextCharge(transaction, row);
  if (row.cancel_at_period_end && due_amount === 0) return html``;
  return html`<dt>Next charge</dt><dd>${formatMoney(due_amount, row.currency)} on ${day(row.current_period_end, transaction.now)}</dd>`;
}

function billingFacts(transaction: Transaction, visit: Visit, row: SubscriptionRow): Markup {
  if (!visit.mayBill) return html``;
  const card = defaultCard(transaction, visit.customer);
  const owed = row.status === 'past_due' ? pendingOrder(transaction, row) : undefined;
  return html`<dt>Price</dt><dd>${formatMoney(row.amount, row.currency)}${per(row.recurring_interval, row.recurring_interval_count)}, before tax</dd>
${owed === undefined ? '' : html`<dt>Past due</dt><dd>${formatMoney(dueAmount(owed), row.currency)}</dd>`}
${nextCharge(transaction, row)}
${row.ended_at === null ? html`<dt>Payment method</dt><dd>${card === null ? 'None on file' : cardName(card)} (<a href="${visit.base}/payment-methods">manage</a>)</dd>` : ''}`;
}

// Whoever pays by the seat may have none, and a member wants to know whether it is its own.
function ownSeat(transaction: Transaction, { member }: Visit, row: SubscriptionRow): Markup {
  if (member === null || row.seats === null || row.ended_at !== null) return html``;
  const seats = transaction.by('seats', 'subscription_id', row.id);
  const hasSeat = seats.some((seat) => seat.member_id === member.id && seat.status === 'claimed');
  return html`<dt>Your seat</dt><dd>${hasSeat ? 'You have one' : 'You have none'}</dd>`;
}

function counts(row: SubscriptionRow): Markup {
  return html`${row.seats === null ? '' : html`<dt>Seats</dt><dd>${row.seats}</dd>`}${
    row.units === null ? '' : html`<dt>Units</dt><dd>${row.units}</dd>`
  }`;
}

function pauseAction(path: string, row: SubscriptionRow): Markup {
  if (row.status === 'paused') return act(`${path}/resume`, 'Resume and pay now', { class: '' });
  if (row.pause_at_period_end) return act(`${path}/unpause`, 'Do not pause');
  if (row.status !== 'active' || row.cancel_at_period_end) return html``;
  return act(`${path}/pause`, 'Pause at the end of the period');
}

function actions(transaction: Transaction, visit: Visit, row: SubscriptionRow): Markup {
  if (!visit.mayBill || row.ended_at !== null) return html``;
  const path = `${visit.base}/subscriptions/${row.id}`;
  const isBillable = row.status !== 'paused';
  const canChange = isBillable && !row.cancel_at_period_end;
  const due = row.status === 'past_due' ? pendingOrder(transaction, row) : undefined;
  const link = (href: string, label: string, kind = 'second') =>
    html`<a class="button ${kind}" href="${href}">${label}</a>`;
  const allows = (freedom: Parameters<typeof mayCustomers>[1]) => mayCustomers(transaction, freedom);
  return html`<div class="actions">
${due === undefined ? '' : link(`${visit.base}/orders/${due.id}`, 'Pay now', '')}
${canChange && allows('update_plan') ? link(`${path}/plan`, 'Change plan') : ''}
${canChange && row.seats !== null && allows('update_seats') ? link(`${path}/seats`, 'Change seats') : ''}
${canChange && row.units !== null && allows('update_units') ? link(`${path}/units`, 'Change units') : ''}
${row.pending_update === null ? '' : act(`${path}/drop`, 'Drop the planned change')}
${allows('pause') ? pauseAction(path, row) : ''}
${row.cancel_at_period_end ? act(`${path}/keep`, 'Keep the subscription', { class: '' }) : ''}
${canChange ? link(`${path}/cancel`, 'Cancel subscription', 'second danger') : ''}
</div>`;
}

/** A subscription: how it stands, what happens next and when, and what its customer may do. */
export function subscriptionCard(transaction: Transaction, visit: Visit, row: SubscriptionRow): Markup {
  const { name } = transaction.need('products', row.product_id);
  return html`<section class="card" aria-labelledby="subscription-${row.id}">
<div class="title"><h2 id="subscription-${row.id}">${name}</h2>${badge(standingOf(row))}</div>
<p>${story(transaction, row)}</p>
${pendingStory(transaction, row)}
<dl class="facts">${billingFacts(transaction, visit, row)}${counts(row)}${ownSeat(transaction, visit, row)}</dl>
${actions(transaction, visit, row)}
</section>`;
}
