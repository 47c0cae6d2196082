import { needsWholeAddress } from '../../engine/checkout-address.ts';
import { boundsOf, customPrice } from '../../engine/checkout-quantity.ts';
import {
  type CheckoutQuote,
  checkoutPrices,
  isCardRequired,
  quoteCheckout,
} from '../../engine/checkout-quote.ts';
import { organizationOf } from '../../engine/organization.ts';
import { baseAmount } from '../../engine/prices.ts';
import { formatMoney } from '../../money/currency.ts';
import type { PriceRow } from '../../state/catalog-rows.ts';
import type { CheckoutRow } from '../../state/rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import type { Shown, Surroundings } from '../page.ts';
import { type CheckoutPage, checkoutPage } from './checkout-page.ts';
import type { FormErrors, FormNeeds, FormValues } from './read-form.ts';
import { writeMoney } from './read-money.ts';
import { summarize } from './summary.ts';

function knownValues(transaction: Transaction, row: CheckoutRow): FormValues {
  const address = row.customer_billing_address;
  const discount = row.discount_id === null ? undefined : transaction.get('discounts', row.discount_id);
  return {
    email: row.customer_email ?? '',
    name: row.customer_billing_name ?? row.customer_name ?? '',
    country: address?.country ?? '',
    line1: address?.line1 ?? '',
    postal_code: address?.postal_code ?? '',
    city: address?.city ?? '',
    state: address?.state ?? '',
    tax_id: row.customer_tax_id ?? '',
    discount_code: discount?.code ?? '',
    ...(row.seats === null ? {} : { seats: String(row.seats) }),
    ...(row.units === null ? {} : { units: String(row.units) }),
    ...(row.amount === null ? {} : { amount: writeMoney(row.amount, row.currency) }),
  };
}

function unitsLabel(prices: readonly PriceRow[]): string {
  for (const price of prices) {
    const noun = price.amount_type === 'unit_based' ? price.unit_label?.en?.other : undefined;
    if (noun !== undefined) return noun.charAt(0).toUpperCase() + noun.slice(1);
  }
  return 'Units';
}

function quantityOf(row: CheckoutRow, prices: readonly PriceRow[]): CheckoutPage['quantity'] {
  for (const name of ['seats', 'units'] as const) {
    const bounds = boundsOf(row, prices, name);
    // A number that is given is none to be chosen.
    if (bounds === null || bounds.min === bounds.max) continue;
    return { name, label: name === 'seats' ? 'Seats' : unitsLabel(prices), ...bounds };
  }
  return null;
}

function amountOf(prices: readonly PriceRow[]): CheckoutPage['amount'] {
  const price = customPrice(prices);
  if (price === undefined) return null;
  const { minimum_amount, maximum_amount, price_currency } = price;
  const to = maximum_amount === null ? '' : ` to ${formatMoney(maximum_amount, price_currency)}`;
  return { label: 'Amount', hint: `from ${formatMoney(minimum_amount, price_currency)}${to}` };
}

function choiceOf(transaction: Transaction, row: CheckoutRow, id: string): CheckoutPage['products'][number] {
  const product = transaction.need('products', id);
  const currencies = [row.currency, organizationOf(transaction).default_presentment_currency];
  const [prices = []] = currencies
    .map((currency) => checkoutPrices(row, product, currency))
    .filter((all) => all.length > 0);
  const quantities = {
    seats: boundsOf(row, prices, 'seats')?.min ?? null,
    units: boundsOf(row, prices, 'units')?.min ?? null,
    custom_amount: null,
  };
  const isChosen = id === row.product_id;
  const chosen = { seats: row.seats, units: row.units, custom_amount: row.amount };
  const amount = baseAmount(prices, isChosen ? chosen : quantities);
  const { recurring_interval, recurring_interval_count: count } = product;
  const every =
    count === null || count === 1 ? `per ${recurring_interval}` : `every ${count} ${recurring_interval}s`;
  const money = formatMoney(amount, prices[0]?.price_currency ?? row.currency);
  const price = recurring_interval === null ? `${money} once` : `${money} ${every}`;
  return { id, name: product.name, price, isChosen };
}

/** What a checkout as it stands asks its buyer for. */
export function needsOf(row: CheckoutRow, quote: CheckoutQuote): FormNeeds {
  return {
    // Not where the merchant has named it.
    needsEmail: row.customer_email === null && row.customer_id === null,
    needsCard: isCardRequired(quote),
    needsAddressNow: needsWholeAddress(row, row.customer_billing_address?.country ?? null),
  };
}

/** Which fields the form of a checkout has, as a text that is the same for the same fields. */
export function shapeOf(row: CheckoutRow, quote: CheckoutQuote): string {
  const { needsCard } = needsOf(row, quote);
  const quantity = quantityOf(row, quote.prices);
  const limits = quantity === null ? '' : `${quantity.name} ${quantity.min} ${quantity.max}`;
  const amount = amountOf(quote.prices)?.hint ?? '';
  return [needsCard, limits, amount, allowsCode(row, quote)].join('|');
}

function allowsCode(row: CheckoutRow, quote: CheckoutQuote): boolean {
  return row.allow_discount_codes && !quote.isFree;
}

/** The page of a checkout that is open, with what was typed and what is wrong with it. */
export function formPage(
  transaction: Transaction,
  row: CheckoutRow,
  around: Surroundings,
  filled: { values?: FormValues; errors?: FormErrors; alert?: string } = {},
): Shown {
  const quote = quoteCheckout(transaction, row);
  const errors = filled.errors ?? {};
  const isFlawed = Object.keys(errors).length > 0;
  const page: CheckoutPage = {
    sellerName: organizationOf(transaction).name,
    returnUrl: row.return_url,
    summary: summarize(transaction, row),
    products: row.product_ids.map((id) => choiceOf(transaction, row, id)),
    ...needsOf(row, quote),
    needsAddress: needsWholeAddress(row, null),
    quantity: quantityOf(row, quote.prices),
    amount: amountOf(quote.prices),
    allowsCode: allowsCode(row, quote),
    shape: shapeOf(row, quote),
    values: { ...knownValues(transaction, row), ...filled.values },
    errors,
    alert:
      filled.alert ??
      (isFlawed ? 'Some details are missing or cannot be used. They are marked below.' : null),
  };
  return { page: checkoutPage(page, around), status: 200 };
}
