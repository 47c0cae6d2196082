import { html, raw } from 'hono/html';
import { cancelAtPeriodEnd } from '../../engine/cancel.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { errorOf, given } from './form.ts';
import { subscriptionOf } from './own.ts';
import type { Action, Draw, Page } from './page.ts';
import { shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { day } from './words.ts';

const reasons = {
  too_expensive: 'It is too expensive',
  missing_features: 'Features are missing',
  switched_service: 'I have switched to another service',
  unused: 'I do not use it enough',
  customer_service: 'The customer service was not good',
  low_quality: 'The quality was not good',
  too_complex: 'It is too complicated',
  other: 'Another reason',
} as const;

type Reason = keyof typeof reasons;

function readReason(name: string | null): Reason | null {
  const found = Object.keys(reasons).find((one) => one === name);
  // The key was found among the table's own.
  return (found as Reason | undefined) ?? null;
}

function drawForm(transaction: Transaction, visit: Visit, row: SubscriptionRow) {
  const { name } = transaction.need('products', row.product_id);
  const end = day(row.current_period_end, transaction.now);
  return shell(transaction, visit, {
    title: `Cancel ${name}`,
    current: '',
    body: html`<p>${
      row.status === 'past_due'
        ? 'It ends at the end of the period. What is past due is still owed.'
        : html`You keep ${name} until ${end}. After that it ends, and you are not charged for it again.`
    }</p>
<p class="muted">You can take this back until then.</p>
<form method="post" novalidate>
<fieldset><legend>Why do you cancel? (optional)</legend>${Object.entries(reasons).map(
      ([value, label]) =>
        html`<label class="choice"><input type="radio" name="reason" value="${value}" ${visit.typed.reason === value ? raw('checked') : ''}><span>${label}</span></label>`,
    )}</fieldset>
<div><label for="comment">What could have been better? (optional)</label>
<textarea id="comment" name="comment" maxlength="1000" ${visit.errors.comment === undefined ? '' : raw('aria-invalid="true" aria-describedby="comment-error"')}>${visit.typed.comment ?? ''}</textarea>${errorOf(visit, 'comment')}</div>
<div class="actions"><button type="submit" class="second danger">Cancel subscription</button><a class="button second" href="${visit.base}">Keep it</a></div>
</form>`,
  });
}

const draw: Draw = (transaction, visit) => {
  const row = subscriptionOf(transaction, visit);
  return row === null ? null : drawForm(transaction, visit, row);
};

/** Canceling at the end of the period: what that means, and why. */
export const cancelPage: Page = { path: '/subscriptions/:id/cancel', isBilling: true, draw };

/** Cancels at the end of the period, with the reason. */
export const cancelAction: Action = {
  ...cancelPage,
  perform(transaction, visit) {
    const row = subscriptionOf(transaction, visit);
    if (row === null) return { to: visit.base };
    const comment = given(visit.typed, 'comment');
    if (comment !== null && comment.length > 1_000) {
      return { errors: { comment: 'Make it 1,000 characters or less.' } };
    }
    cancelAtPeriodEnd(transaction, row, { reason: readReason(given(visit.typed, 'reason')), comment });
    return { to: visit.base, notice: 'canceled' };
  },
};
