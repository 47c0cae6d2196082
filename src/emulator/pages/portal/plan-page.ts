import { html, raw } from 'hono/html';
import { assertTarget } from '../../engine/change-product.ts';
import { type ChargePreview, previewChange } from '../../engine/preview.ts';
import { baseAmount, pricesIn } from '../../engine/prices.ts';
import { assertFreedom, moveToProduct } from '../../engine/self-service.ts';
import { PolarApiError } from '../../http/errors.ts';
import { formatMoney } from '../../money/currency.ts';
import type { ProductRow } from '../../state/catalog-rows.ts';
import type { SubscriptionRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Markup } from '../layout.ts';
import { chargeLines } from './charge-lines.ts';
import { act } from './form.ts';
import { subscriptionOf } from './own.ts';
import type { Action, Draw, Page } from './page.ts';
import { explain } from './refusal.ts';
import { shell } from './shell.ts';
import type { Visit } from './visit.ts';
import { per } from './words.ts';

function canMove(row: SubscriptionRow, product: ProductRow): boolean {
  try {
    assertTarget(row, product, ['public']);
    return product.id !== row.product_id;
  } catch (error) {
    if (error instanceof PolarApiError) return false;
    throw error;
  }
}

function priceOf(row: SubscriptionRow, product: ProductRow): string {
  const amount = baseAmount(pricesIn(product, row.currency), {
    seats: row.seats ?? 1,
    units: row.units ?? 1,
    custom_amount: null,
  });
  return (
    formatMoney(amount, row.currency) + per(product.recurring_interval, product.recurring_interval_count)
  );
}

function choices(transaction: Transaction, visit: Visit, row: SubscriptionRow): Markup {
  const products = transaction.where('products', (one) => canMove(row, one));
  if (products.length === 0) return html`<p class="empty">There is no other plan to change to.</p>`;
  const chosen = visit.query.product_id ?? products[0]?.id;
  return html`<form method="get" action="${visit.base}/subscriptions/${row.id}/plan"><fieldset><legend>New plan</legend>${products.map(
    (one) =>
      html`<label class="choice"><input type="radio" name="product_id" value="${one.id}" required ${one.id === chosen ? raw('checked') : ''}><span>${one.name}</span> <span>${priceOf(row, one)}</span></label>`,
  )}</fieldset><div class="actions"><button type="submit">See what it costs</button><a class="button second" href="${visit.base}">Back</a></div></form>`;
}

function tryChange(
  transaction: Transaction,
  row: SubscriptionRow,
  productId: string,
): ChargePreview | { refused: string } {
  try {
    return previewChange(transaction, row, () => moveToProduct(transaction, row, productId));
  } catch (error) {
    if (error instanceof PolarApiError) return { refused: explain(error) };
    throw error;
  }
}

function confirmation(
  transaction: Transaction,
  visit: Visit,
  row: SubscriptionRow,
  productId: string,
): Markup {
  const product = transaction.get('products', productId);
  const preview = tryChange(transaction, row, productId);
  if (product === undefined || 'refused' in preview) {
    const refused = 'refused' in preview ? preview.refused : 'There is no such plan.';
    return html`<p>${refused}</p><div class="actions"><a class="button second" href="${visit.base}/subscriptions/${row.id}/plan">Choose another plan</a></div>`;
  }
  const action = `${visit.base}/subscriptions/${row.id}/plan`;
  const label =
    preview.due_amount > 0
      ? `Change and pay ${formatMoney(preview.due_amount, row.currency)} now`
      : `Change to ${product.name}`;
  return html`<section class="card"><h2>${product.name}, ${priceOf(row, product)}</h2>
${chargeLines(transaction, row, preview)}
<div class="actions">${act(action, label, { class: '', fields: { product_id: product.id } })}<a class="button second" href="${action}">Choose another plan</a></div></section>`;
}

const draw: Draw = (transaction, visit) => {
  const row = subscriptionOf(transaction, visit);
  if (row === null) return null;
  const { name } = transaction.need('products', row.product_id);
  const productId = visit.typed.product_id ?? visit.query.product_id;
  return shell(transaction, visit, {
    title: 'Change plan',
    current: '',
    body: html`<p>Your plan is ${name}, ${formatMoney(row.amount, row.currency)}${per(row.recurring_interval, row.recurring_interval_count)}. Prices are before tax.</p>
${productId === undefined ? choices(transaction, visit, row) : confirmation(transaction, visit, row, productId)}`,
  });
};

/** Another plan: which there are, and what the chosen one costs to the cent before anything is changed. */
export const planPage: Page = {
  path: '/subscriptions/:id/plan',
  isBilling: true,
  draw(transaction, visit) {
    try {
      assertFreedom(transaction, 'update_plan');
    } catch (error) {
      if (error instanceof PolarApiError) return null;
      throw error;
    }
    return draw(transaction, visit);
  },
};

/** Moves the subscription to the plan that was chosen. */
export const planAction: Action = {
  ...planPage,
  perform(transaction, visit) {
    const row = subscriptionOf(transaction, visit);
    if (row === null) return { to: visit.base };
    const { subscription } = moveToProduct(transaction, row, visit.typed.product_id ?? '');
    const isPlanned = subscription.pending_update !== null;
    return { to: visit.base, notice: isPlanned ? 'change_planned' : 'plan_changed' };
  },
};
