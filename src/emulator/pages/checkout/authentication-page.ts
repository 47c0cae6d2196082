import { html } from 'hono/html';
import { isPaymentRequired, quoteCheckout } from '../../engine/checkout-quote.ts';
import { organizationOf } from '../../engine/organization.ts';
import { formatMoney } from '../../money/currency.ts';
import type { CheckoutRow, TestCard } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { layout } from '../layout.ts';
import type { Shown, Surroundings } from '../page.ts';

/** The page on which a bank would ask the owner of a card whether it is them: 3-D Secure. */
export function authenticationPage(
  transaction: Transaction,
  row: CheckoutRow & { pending_card: TestCard },
  around: Surroundings,
): Shown {
  const quote = quoteCheckout(transaction, row);
  const { name } = organizationOf(transaction);
  const what = isPaymentRequired(quote)
    ? `pay ${formatMoney(quote.total, row.currency)} to ${name}`
    : `let ${name} charge this card later; nothing is charged today`;
  const body = html`<main class="notice"><form method="post">
<h1>Is it you?</h1>
<p>This is where the bank asks. The card ending in ${row.pending_card.last4} is about to ${what}.</p>
<div class="answers">
<button type="submit" name="intent" value="approve">Approve</button>
<button type="submit" name="intent" value="refuse" class="secondary">Refuse</button>
</div></form></main>`;
  return { page: layout(`Is it you? – ${name}`, body, around), status: 200 };
}
