import { Hono } from 'hono';
import { checkoutPrices } from '../../engine/checkout-quote.ts';
import { confirmCheckout } from '../../engine/confirm-checkout.ts';
import type { Engine } from '../../engine/engine.ts';
import { organizationOf } from '../../engine/organization.ts';
import { baseAmount } from '../../engine/prices.ts';
import { PolarApiError } from '../../http/errors.ts';
import { formatMoney } from '../../money/currency.ts';
import { applyChange, findBySecret } from '../../routes/checkouts.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { successUrl } from '../../wire/checkout.ts';
import { countries } from '../../wire/lists.ts';
import { noticePage } from '../layout.ts';
import { pageHeaders, type Shown, type Surroundings, surroundingsOf } from '../page.ts';
import { type CheckoutPage, checkoutPage, summaryMarkup } from './checkout-page.ts';
import { type FormErrors, type FormValues, fieldNames, readForm } from './read-form.ts';
import { summarize } from './summary.ts';

function knownValues(row: CheckoutRow): FormValues {
  const address = row.customer_billing_address;
  return {
    email: row.customer_email ?? '',
    name: row.customer_billing_name ?? row.customer_name ?? '',
    country: address?.country ?? '',
    line1: address?.line1 ?? '',
    postal_code: address?.postal_code ?? '',
    city: address?.city ?? '',
  };
}

function needsEmail(row: CheckoutRow): boolean {
  return row.customer_email === null && row.customer_id === null;
}

function form(
  transaction: Transaction,
  row: CheckoutRow,
  around: Surroundings,
  typed: { values?: FormValues; errors?: FormErrors; alert?: string } = {},
): Shown {
  const page: CheckoutPage = {
    sellerName: organizationOf(transaction).name,
    returnUrl: row.return_url,
    summary: summarize(transaction, row),
    products: row.product_ids.map((id) => {
      const product = transaction.need('products', id);
      const amount = baseAmount(checkoutPrices(row, product), { ...row, custom_amount: row.amount });
      const price = `${formatMoney(amount, row.currency)} per ${product.recurring_interval ?? 'purchase'}`;
      return { id, name: product.name, price, isChosen: id === row.product_id };
    }),
    needsEmail: needsEmail(row),
    values: { ...knownValues(row), ...typed.values },
    errors: typed.errors ?? {},
    alert: typed.alert ?? null,
  };
  return { page: checkoutPage(page, around), status: 200 };
}

function backLink(transaction: Transaction, row: CheckoutRow) {
  if (row.return_url === null) return null;
  return { href: row.return_url, label: `Back to ${organizationOf(transaction).name}` };
}

// The page around a frame goes on from here by itself; a page on its own offers the way.
function donePage(transaction: Transaction, row: CheckoutRow, around: Surroundings): Shown {
  const url = successUrl(transaction, row);
  const text = 'You have completed this checkout. There is nothing left to do here.';
  const input = { title: 'You are all set', text, link: { href: url, label: 'Continue' } };
  return { page: noticePage(input, { ...around, succeeded: url }), status: 200 };
}

// What the page is when there is nothing to fill in any more; `null` while there is.
function closed(transaction: Transaction, row: CheckoutRow | undefined, around: Surroundings): Shown | null {
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
  return donePage(transaction, row, around);
}

// A country that was typed counts for the totals before anything else is right.
function withTyped(transaction: Transaction, row: CheckoutRow, values: FormValues): CheckoutRow {
  const country = countries.find((code) => code === values.country);
  const productId = row.product_ids.find((id) => id === values.product_id);
  return applyChange(transaction, row, {
    customer_billing_address:
      country === undefined
        ? undefined
        : { line1: null, line2: null, postal_code: null, city: null, state: null, country },
    product_id: productId,
  });
}

type Submitted = Shown | { redirect: string };

function submit(
  transaction: Transaction,
  row: CheckoutRow,
  values: FormValues,
  around: Surroundings,
): Submitted {
  const read = readForm(values, { needsEmail: needsEmail(row), now: transaction.now });
  if ('errors' in read)
    return form(transaction, withTyped(transaction, row, values), around, { values, errors: read.errors });
  const { content } = read;
  const changed = applyChange(transaction, row, {
    customer_email: content.email ?? undefined,
    customer_billing_name: content.name,
    customer_billing_address: {
      line2: null,
      state: null,
      line1: null,
      postal_code: null,
      city: null,
      ...content.address,
    },
    product_id: content.productId ?? undefined,
  });
  const result = confirmCheckout(transaction, transaction.put('checkouts', changed), content.card);
  if ('confirmed' in result) return forward(transaction, result.confirmed, around);
  const { number: _, expiry: __, cvc: ___, ...kept } = values;
  return form(transaction, changed, around, {
    values: kept,
    errors: { number: 'Try another card.' },
    alert: 'Your card was declined. Nothing was charged, and you can try another card.',
  });
}

function refusal(error: PolarApiError): string {
  const body = error.body;
  const name = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  if (name === 'AlreadyActiveSubscriptionError') {
    return 'You already have an active subscription. Nothing was charged. Go back to change your plan there.';
  }
  return 'This checkout cannot be completed right now. Nothing was charged.';
}

// In a frame the page around is told; on its own the page goes where the merchant wants.
function forward(transaction: Transaction, row: CheckoutRow, around: Surroundings): Submitted {
  return around.embed === null
    ? { redirect: successUrl(transaction, row) }
    : donePage(transaction, row, around);
}

function attempt(engine: Engine, secret: string, values: FormValues, around: Surroundings): Submitted | null {
  try {
    return engine.run((transaction) => {
      const row = findBySecret(transaction, secret);
      // Sent twice: the first did it, so the second only follows it.
      if (row?.status === 'succeeded') return forward(transaction, row, around);
      return (
        closed(transaction, row, around) ??
        (row === undefined ? null : submit(transaction, row, values, around))
      );
    });
  } catch (error) {
    if (!(error instanceof PolarApiError)) throw error;
    return engine.rehearse((transaction) => {
      const row = findBySecret(transaction, secret);
      return row === undefined ? null : form(transaction, row, around, { values, alert: refusal(error) });
    });
  }
}

/** The hosted checkout and its confirmation. */
export function createCheckoutPages(engine: Engine): Hono {
  const app = new Hono();

  app.get('/checkout/:secret', (context) => {
    const around = surroundingsOf(context);
    return engine.run((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      const shown =
        closed(transaction, row, around) ?? (row === undefined ? null : form(transaction, row, around));
      if (shown === null) return context.notFound();
      return context.html(shown.page, shown.status, pageHeaders(transaction, around));
    });
  });

  app.get('/checkout/:secret/summary', async (context) => {
    const summary = engine.rehearse((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      if (row === undefined || row.status !== 'open') return null;
      return summarize(transaction, withTyped(transaction, row, context.req.query()));
    });
    if (summary === null) return context.notFound();
    return context.json({ summary: String(await summaryMarkup(summary)), action: summary.action }, 200, {
      'cache-control': 'no-store',
    });
  });

  app.post('/checkout/:secret', async (context) => {
    const body = await context.req.parseBody();
    const values: FormValues = {};
    for (const name of fieldNames) {
      const value = body[name];
      if (typeof value === 'string') values[name] = value;
    }
    const around = surroundingsOf(context);
    const shown = attempt(engine, context.req.param('secret'), values, around);
    if (shown === null) return context.notFound();
    if ('redirect' in shown) return context.redirect(shown.redirect, 303);
    const headers = engine.rehearse((transaction) => pageHeaders(transaction, around));
    return context.html(shown.page, shown.status, headers);
  });

  app.get('/checkout/:secret/confirmation', (context) => {
    const around = surroundingsOf(context);
    return engine.run((transaction) => {
      const row = findBySecret(transaction, context.req.param('secret'));
      if (row === undefined || row.status === 'open') return context.notFound();
      const text = 'Thank you. Your subscription has started, and you can close this page.';
      const page = noticePage({ title: 'You are all set', text, link: backLink(transaction, row) }, around);
      return context.html(page, 200, pageHeaders(transaction, around));
    });
  });

  return app;
}
