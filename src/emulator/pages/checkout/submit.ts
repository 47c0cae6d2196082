import { finishCheckoutAuthentication } from '../../engine/authenticate-checkout.ts';
import { applyUpdate } from '../../engine/change-checkout.ts';
import { isAuthenticating } from '../../engine/checkout-intent.ts';
import { quoteCheckout } from '../../engine/checkout-quote.ts';
import { confirmCheckout } from '../../engine/confirm-checkout.ts';
import type { Engine } from '../../engine/engine.ts';
import { saveCheckout } from '../../engine/save-checkout.ts';
import { PolarApiError } from '../../http/errors.ts';
import { findBySecret } from '../../routes/checkouts.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { successUrl } from '../../wire/checkout.ts';
import type { Shown, Surroundings } from '../page.ts';
import { closedPage, donePage } from './closed-page.ts';
import { formPage, needsOf } from './form-page.ts';
import { type FormValues, readForm } from './read-form.ts';
import { refusedPage } from './refused-page.ts';
import { applyTyped } from './typed.ts';

/** What follows a form that was sent: a page, or the way on. */
export type Submitted = Shown | { redirect: string };

// In a frame the page around is told; on its own the page goes where the merchant wants.
function forward(transaction: Transaction, row: CheckoutRow, around: Surroundings): Submitted {
  return around.embed === null
    ? { redirect: successUrl(transaction, row) }
    : donePage(transaction, row, around);
}

// What the page of a checkout is now that something was done to it.
function onward(transaction: Transaction, row: CheckoutRow, around: Surroundings): Submitted | null {
  return row.status === 'succeeded'
    ? forward(transaction, row, around)
    : closedPage(transaction, row, around);
}

function submit(
  transaction: Transaction,
  row: CheckoutRow,
  values: FormValues,
  around: Surroundings,
): Submitted | null {
  const typed = applyTyped(transaction, row, values);
  const needs = needsOf(typed.row, quoteCheckout(transaction, typed.row));
  const read = readForm(values, { ...needs, now: transaction.now });
  if ('errors' in read || Object.keys(typed.errors).length > 0) {
    const errors = { ...('errors' in read ? read.errors : {}), ...typed.errors };
    return formPage(transaction, typed.row, around, { values, errors });
  }
  const { content } = read;
  const changed = applyUpdate(transaction, typed.row, {
    customer_email: content.email ?? undefined,
    customer_billing_name: content.name ?? undefined,
    customer_billing_address: content.address,
  });
  const result = confirmCheckout(transaction, changed, content.card);
  if ('confirmed' in result) return onward(transaction, transaction.need('checkouts', row.id), around);
  const { number: _, expiry: __, cvc: ___, ...kept } = values;
  return formPage(transaction, saveCheckout(transaction, changed), around, {
    values: kept,
    errors: { number: 'Try another card.' },
    alert: `${result.declined} Nothing was charged, and you can try another card.`,
  });
}

/** Confirms a checkout with what was typed; what cannot be used is said beside its field, and nothing was charged. */
export function confirmTyped(
  engine: Engine,
  secret: string,
  values: FormValues,
  around: Surroundings,
): Submitted | null {
  try {
    return engine.run((transaction) => {
      const row = findBySecret(transaction, secret);
      // Sent twice: the first did it, so the second only follows it.
      if (row !== undefined && row.status !== 'open') return onward(transaction, row, around);
      return row === undefined
        ? closedPage(transaction, row, around)
        : submit(transaction, row, values, around);
    });
  } catch (error) {
    if (!(error instanceof PolarApiError)) throw error;
    return refusedPage(engine, secret, values, around, error);
  }
}

/** The form with the totals of what was typed; nothing is changed. It is for who has no script to ask for them. */
export function refreshTyped(
  engine: Engine,
  secret: string,
  values: FormValues,
  around: Surroundings,
): Shown | null {
  return engine.rehearse((transaction) => {
    const row = findBySecret(transaction, secret);
    if (row === undefined || row.status !== 'open') return closedPage(transaction, row, around);
    const typed = applyTyped(transaction, row, values);
    return formPage(transaction, typed.row, around, { values, errors: typed.errors });
  });
}

/** Answers the bank for the card's owner: what was bought is there, or the form again. */
export function answerBank(
  engine: Engine,
  secret: string,
  isApproved: boolean,
  around: Surroundings,
): Submitted | null {
  return engine.run((transaction) => {
    const row = findBySecret(transaction, secret);
    if (row === undefined || !isAuthenticating(row)) {
      return row?.status === 'open'
        ? formPage(transaction, row, around)
        : row === undefined
          ? closedPage(transaction, row, around)
          : onward(transaction, row, around);
    }
    const finished = finishCheckoutAuthentication(transaction, row, isApproved);
    if (finished.status !== 'open') return onward(transaction, finished, around);
    return formPage(transaction, finished, around, {
      errors: { number: 'Approve it this time, or try another card.' },
      alert: 'The bank was not told that it is you. Nothing was charged, and you can try again.',
    });
  });
}
