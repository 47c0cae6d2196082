import { isAuthenticating } from '../../engine/checkout-intent.ts';
import { organizationOf } from '../../engine/organization.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { successUrl } from '../../wire/checkout.ts';
import { noticePage } from '../layout.ts';
import type { Shown, Surroundings } from '../page.ts';
import { authenticationPage } from './authentication-page.ts';

/** The way back to the merchant, where the checkout names one. */
export function backLink(transaction: Transaction, row: CheckoutRow) {
  if (row.return_url === null) return null;
  return { href: row.return_url, label: `Back to ${organizationOf(transaction).name}` };
}

/** The page of a checkout that is paid: the page around a frame goes on by itself, a page on its own offers the way. */
export function donePage(transaction: Transaction, row: CheckoutRow, around: Surroundings): Shown {
  const url = successUrl(transaction, row);
  const text = 'You have completed this checkout. There is nothing left to do here.';
  const input = { title: 'You are all set', text, link: { href: url, label: 'Continue' } };
  return { page: noticePage(input, { ...around, succeeded: url }), status: 200 };
}

/** What the page is when there is nothing to fill in any more; `null` while there is. */
export function closedPage(
  transaction: Transaction,
  row: CheckoutRow | undefined,
  around: Surroundings,
): Shown | null {
  if (row === undefined) {
    const text = 'The link may be incomplete. Go back to where you came from and start again.';
    const page = noticePage({ title: 'There is no such checkout', text, link: null }, around);
    return { page, status: 404 };
  }
  if (row.status === 'open') return null;
  if (row.status === 'expired' || row.status === 'failed') {
    const text = 'A checkout is open for 24 hours. Nothing was charged. Go back and start again.';
    const link = backLink(transaction, row);
    return { page: noticePage({ title: 'This checkout has expired', text, link }, around), status: 410 };
  }
  return isAuthenticating(row)
    ? authenticationPage(transaction, row, around)
    : donePage(transaction, row, around);
}
