import { type BillingDetails, requestInvoice, setBillingDetails } from '../../engine/order-documents.ts';
import { findPaymentMethod } from '../../engine/payment-methods.ts';
import { finishAuthentication, type Payer, retryPayment } from '../../engine/retry-payment.ts';
import { formatMoney } from '../../money/currency.ts';
import type { OrderRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { dueAmount } from '../../wire/order.ts';
import { readCard } from '../checkout/read-form.ts';
import { authenticationPage, notAuthenticated } from './authentication.ts';
import { readBillTo, readName } from './bill-to.ts';
import { orderPage } from './order-page.ts';
import { orderOf } from './own.ts';
import type { Action, Outcome, Page } from './page.ts';
import type { Typed, Visit } from './visit.ts';

const { draw, isBilling } = orderPage;
const pathOf = (visit: Visit) => `${visit.base}/orders/${visit.id}`;

function payerOf(transaction: Transaction, { customer, typed }: Visit): Payer | { errors: Typed } {
  const saved = findPaymentMethod(transaction, customer, typed.payment_method_id ?? '');
  if (saved !== undefined) return { saved };
  const read = readCard(typed, transaction.now);
  return 'errors' in read ? read : { given: read.value };
}

// The attempt stays on record, so what was refused is said on a page and not thrown.
function refusedPage(transaction: Transaction, visit: Visit, alert: string): Outcome {
  const page = draw(transaction, { ...visit, alert });
  return page === null ? { to: `${visit.base}/orders` } : { page };
}

function pay(transaction: Transaction, visit: Visit, row: OrderRow): Outcome {
  const payer = payerOf(transaction, visit);
  if ('errors' in payer) return payer;
  const retry = retryPayment(transaction, row, payer);
  if (retry.status === 'succeeded') return { to: pathOf(visit), notice: 'order_paid' };
  if (retry.status === 'requires_action') return { to: `${pathOf(visit)}/authenticate` };
  return refusedPage(transaction, visit, `${retry.error} Nothing was charged.`);
}

function answer(transaction: Transaction, visit: Visit, row: OrderRow): Outcome {
  const isApproved = visit.typed.intent === 'approve';
  finishAuthentication(transaction, row, isApproved);
  if (isApproved) return { to: pathOf(visit), notice: 'order_paid' };
  return refusedPage(transaction, visit, `${notAuthenticated} Nothing was charged.`);
}

function billTo(row: OrderRow, typed: Typed): BillingDetails | { errors: Typed } {
  if (row.billing_address !== null) {
    const read = readName(typed);
    return 'errors' in read ? read : { billing_name: read.name };
  }
  const read = readBillTo(typed);
  return 'errors' in read ? read : { billing_name: read.name, billing_address: read.address };
}

function makeInvoice(transaction: Transaction, visit: Visit, row: OrderRow): Outcome {
  if (row.billing_name !== null && row.billing_address !== null) requestInvoice(transaction, row);
  else {
    const details = billTo(row, visit.typed);
    if ('errors' in details) return details;
    requestInvoice(transaction, setBillingDetails(transaction, row, details));
  }
  return { to: pathOf(visit) };
}

function action(
  name: string,
  perform: (transaction: Transaction, visit: Visit, row: OrderRow) => Outcome,
): Action {
  return {
    path: `/orders/:id/${name}`,
    isBilling,
    draw,
    perform(transaction, visit) {
      const row = orderOf(transaction, visit);
      return row === null ? { to: `${visit.base}/orders` } : perform(transaction, visit, row);
    },
  };
}

/** What may be done with an order. */
export const orderActions: readonly Action[] = [
  action('pay', pay),
  action('authenticate', answer),
  action('invoice', makeInvoice),
];

/** The bank's question about a payment. */
export const orderAuthenticationPage: Page = {
  path: '/orders/:id/authenticate',
  isBilling,
  draw(transaction, visit) {
    const row = orderOf(transaction, visit);
    if (row === null) return null;
    if (row.status !== 'pending' || row.payment_lock_acquired_at === null) return draw(transaction, visit);
    const amount = formatMoney(dueAmount(row), row.currency);
    return authenticationPage(transaction, visit, {
      current: '/orders',
      text: `A payment of ${amount} for ${row.description} is about to be made with your card.`,
      action: `${pathOf(visit)}/authenticate`,
      fields: {},
    });
  },
};
