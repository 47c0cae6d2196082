import { html } from 'hono/html';
import type { QuantityKind } from '../../engine/change-quantity.ts';
import { type ChargePreview, previewChange } from '../../engine/preview.ts';
import { mayCustomers, setQuantity } from '../../engine/self-service.ts';
import { PolarApiError } from '../../http/errors.ts';
import { formatMoney } from '../../money/currency.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { chargeLines } from './charge-lines.ts';
import { act, field } from './form.ts';
import { subscriptionOf } from './own.ts';
import type { Action, Draw, Page } from './page.ts';
import { explain } from './refusal.ts';
import { shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { counted } from './words.ts';

const nouns = { seats: 'seat', units: 'unit' } as const;

function readCount(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}

type Tried = { preview: ChargePreview } | { refused: string };

function tryChange(
  transaction: Transaction,
  row: SubscriptionRow,
  kind: QuantityKind,
  wanted: number,
): Tried {
  try {
    return {
      preview: previewChange(transaction, row, () => setQuantity(transaction, row, kind, wanted)),
    };
  } catch (error) {
    if (error instanceof PolarApiError) return { refused: explain(error) };
    throw error;
  }
}

function question(visit: Visit, row: SubscriptionRow, kind: QuantityKind, refused: string | null): Markup {
  const errors = refused === null ? visit.errors : { quantity: refused };
  const label = kind === 'seats' ? 'How many seats?' : 'How many units?';
  const value = visit.typed.quantity ?? visit.query.quantity ?? String(row[kind] ?? 1);
  return html`<form method="get" action="${visit.base}/subscriptions/${row.id}/${kind}" novalidate>
${field({ ...visit, errors, typed: {} }, 'quantity', { label, value, inputmode: 'numeric' })}
<div class="actions"><button type="submit">See what it costs</button><a class="button second" href="${visit.base}">Back</a></div></form>`;
}

function confirmation(
  transaction: Transaction,
  visit: Visit,
  row: SubscriptionRow,
  change: { kind: QuantityKind; wanted: number; preview: ChargePreview },
): Markup {
  const { kind, wanted, preview } = change;
  const action = `${visit.base}/subscriptions/${row.id}/${kind}`;
  const label =
    preview.due_amount > 0
      ? `Change and pay ${formatMoney(preview.due_amount, row.currency)} now`
      : `Change to ${counted(wanted, nouns[kind])}`;
  return html`<section class="card"><h2>${counted(row[kind] ?? 1, nouns[kind])} → ${counted(wanted, nouns[kind])}</h2>
${chargeLines(transaction, row, preview)}
<div class="actions">${act(action, label, { class: '', fields: { quantity: String(wanted) } })}<a class="button second" href="${action}">Choose another number</a></div></section>`;
}

function bodyOf(transaction: Transaction, visit: Visit, row: SubscriptionRow, kind: QuantityKind): Markup {
  const asked = visit.typed.quantity ?? visit.query.quantity;
  if (asked === undefined) return question(visit, row, kind, null);
  const wanted = readCount(asked);
  if (wanted === null) return question(visit, row, kind, 'Enter a whole number.');
  const tried = tryChange(transaction, row, kind, wanted);
  return 'refused' in tried
    ? question(visit, row, kind, tried.refused)
    : confirmation(transaction, visit, row, { kind, wanted, preview: tried.preview });
}

function drawFor(kind: QuantityKind): Draw {
  return (transaction, visit) => {
    const row = subscriptionOf(transaction, visit);
    if (row === null || row[kind] === null || !mayCustomers(transaction, `update_${kind}`)) return null;
    return shell(transaction, visit, {
      title: `Change ${kind}`,
      current: '',
      body: html`<p>You have ${counted(row[kind], nouns[kind])}, for ${formatMoney(row.amount, row.currency)} before tax.</p>
${bodyOf(transaction, visit, row, kind)}`,
    });
  };
}

function pageFor(kind: QuantityKind): Page {
  return { path: `/subscriptions/:id/${kind}`, isBilling: true, draw: drawFor(kind) };
}

function actionFor(kind: QuantityKind): Action {
  return {
    ...pageFor(kind),
    perform(transaction, visit) {
      const row = subscriptionOf(transaction, visit);
      const wanted = readCount(visit.typed.quantity);
      if (row === null || wanted === null) return { to: visit.base };
      const { subscription } = setQuantity(transaction, row, kind, wanted);
      const isPlanned = subscription.pending_update?.[kind] === wanted;
      return { to: visit.base, notice: isPlanned ? 'change_planned' : 'quantity_changed' };
    },
  };
}

/** How many seats or units: what another number costs to the cent before anything is changed. */
export const quantityPages: readonly Page[] = [pageFor('seats'), pageFor('units')];

/** Changes how many there are. */
export const quantityActions: readonly Action[] = [actionFor('seats'), actionFor('units')];
