import { html } from 'hono/html';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { act } from './form.ts';
import { shell } from './shell.ts';
import type { Typed, Visit } from './visit.ts';

/** The step in which a bank asks its cardholder: 3-D Secure, with the answer in the visitor's hands. */
export function authenticationPage(
  transaction: Transaction,
  visit: Visit,
  step: { current: string; text: string; action: string; fields: Typed },
): Markup {
  const { current, text, action, fields } = step;
  const answer = (intent: string, label: string, kind: string) =>
    act(action, label, { class: kind, fields: { ...fields, intent } });
  return shell(transaction, visit, {
    title: 'Confirm that it is you',
    current,
    body: html`<section class="card"><h2>Your bank asks</h2><p>${text}</p>
<div class="actions">${answer('approve', 'Confirm', '')}${answer('refuse', 'Refuse', 'second')}</div></section>`,
  });
}

/** What a bank's cardholder reads after refusing. */
export const notAuthenticated =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';
