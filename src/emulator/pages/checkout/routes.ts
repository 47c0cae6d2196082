import { Hono } from 'hono';
import { quoteCheckout } from '../../engine/checkout-quote.ts';
import type { Engine } from '../../engine/engine.ts';
import { findBySecret } from '../../routes/checkouts.ts';
import { noticePage } from '../layout.ts';
import { pageHeaders, type Surroundings, surroundingsOf } from '../page.ts';
import { typedIn } from '../typed-form.ts';
import { backLink, closedPage } from './closed-page.ts';
import { formPage, shapeOf } from './form-page.ts';
import { type FormValues, fieldNames } from './read-form.ts';
import { answerBank, confirmTyped, refreshTyped, type Submitted } from './submit.ts';
import { summarize, summaryMarkup } from './summary.ts';
import { applyTyped } from './typed.ts';

function typedValues(body: Readonly<Record<string, unknown>>): FormValues {
  const values: FormValues = {};
  for (const name of fieldNames) {
    const value = body[name];
    if (typeof value === 'string') values[name] = value;
  }
  return values;
}

function take(
  engine: Engine,
  secret: string,
  body: Readonly<Record<string, unknown>>,
  around: Surroundings,
): Submitted | null {
  const { intent } = body;
  if (intent === 'approve' || intent === 'refuse') {
    return answerBank(engine, secret, intent === 'approve', around);
  }
  const values = typedValues(body);
  return intent === 'update'
    ? refreshTyped(engine, secret, values, around)
    : confirmTyped(engine, secret, values, around);
}

/** The hosted checkout and its confirmation. */
export function createCheckoutPages(engine: Engine): Hono {
  const app = new Hono();

  app.get('/checkout/:secret', (context) => {
    const around = surroundingsOf(context);
    return engine.run((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      const shown =
        closedPage(transaction, row, around) ??
        (row === undefined ? null : formPage(transaction, row, around));
      if (shown === null) return context.notFound();
      return context.html(shown.page, shown.status, pageHeaders(transaction, around));
    });
  });

  app.get('/checkout/:secret/summary', async (context) => {
    const shown = engine.rehearse((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      if (row === undefined || row.status !== 'open') return null;
      const { row: typed, errors } = applyTyped(transaction, row, context.req.query());
      const shape = shapeOf(typed, quoteCheckout(transaction, typed));
      return { summary: summarize(transaction, typed), errors, shape };
    });
    if (shown === null) return context.notFound();
    const { summary, errors, shape } = shown;
    const body = {
      summary: String(await summaryMarkup(summary)),
      action: summary.action,
      terms: summary.terms,
      errors,
      shape,
    };
    return context.json(body, 200, { 'cache-control': 'no-store' });
  });

  app.post('/checkout/:secret', async (context) => {
    const around = surroundingsOf(context);
    const shown = take(engine, context.req.param('secret'), await typedIn(context), around);
    if (shown === null) return context.notFound();
    if ('redirect' in shown) return context.redirect(shown.redirect, 303);
    const headers = engine.rehearse((transaction) => pageHeaders(transaction, around));
    return context.html(shown.page, shown.status, headers);
  });

  app.get('/checkout/:secret/confirmation', (context) => {
    const around = surroundingsOf(context);
    return engine.run((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      if (row === undefined || row.status !== 'succeeded') {
        return context.redirect(`/checkout/${encodeURIComponent(context.req.param('secret'))}`, 303);
      }
      const { is_recurring } = transaction.need('products', row.product_id);
      const text = is_recurring
        ? 'Thank you. Your subscription has started, and you can close this page.'
        : 'Thank you. It is yours, and you can close this page.';
      const page = noticePage({ title: 'You are all set', text, link: backLink(transaction, row) }, around);
      return context.html(page, 200, pageHeaders(transaction, around));
    });
  });

  return app;
}
