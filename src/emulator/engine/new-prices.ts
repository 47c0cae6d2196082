import { type Issue, PolarApiError } from '../http/errors.ts';
import type { PriceRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { organizationOf } from './organization.ts';
import { isMetered, isStatic } from './prices.ts';

type Given = 'id' | 'created_at' | 'modified_at' | 'source' | 'is_archived' | 'product_id';

type WithoutGiven<Row> = Row extends PriceRow ? Omit<Row, Given> : never;

/** A price before it belongs to a product. */
export type NewPrice = WithoutGiven<PriceRow>;

/** Where prices come from and go to. */
export interface PriceContext {
  productId: string;
  isRecurring: boolean;
  source: PriceRow['source'];
  /** The prices that may be kept by their id. */
  present: readonly PriceRow[];
  /** Where they stand in the request. */
  location: readonly (string | number)[];
}

/**
 * Makes the prices of a product, or of one checkout: those that are kept and the new ones, in the order given.
 *
 * In each currency there may be one fixed price with one of seats or of units, or one custom price alone, and any number
 * of metered ones, each of a meter of its own. All currencies have the same kinds, the organization's own is among them.
 *
 * @throws {PolarApiError} 422 with everything that is wrong.
 * @see Polar's `server/polar/product/service.py`, `get_validated_prices`.
 */
export function makePrices(
  transaction: Transaction,
  given: readonly ({ id: string } | NewPrice)[],
  context: PriceContext,
): PriceRow[] {
  const issues: Issue[] = [];
  const flawed = (msg: string, input: unknown = given, at: readonly (string | number)[] = []) =>
    issues.push({ type: 'value_error', loc: [...context.location, ...at], msg, input });
  const prices = given.flatMap((one, index): { price: PriceRow; index: number }[] => {
    const price = makePrice(transaction, one, context, (msg, input, ...at) =>
      flawed(msg, input, [index, ...at]),
    );
    return price === null ? [] : [{ price, index }];
  });
  const currencies = new Map<string, { price: PriceRow; index: number }[]>();
  for (const one of prices) {
    const { price_currency } = one.price;
    currencies.set(price_currency, [...(currencies.get(price_currency) ?? []), one]);
  }
  for (const inCurrency of currencies.values()) {
    const all = inCurrency.map(({ price }) => price);
    for (const msg of compositionFlaws(all)) flawed(msg);
    for (const [position, { price, index }] of inCurrency.entries()) {
      if (!isMetered(price)) continue;
      const isTwin = all.slice(0, position).some((one) => isMetered(one) && one.meter_id === price.meter_id);
      if (isTwin) flawed('Meter is already used for another price.', price.meter_id, [index, 'meter_id']);
    }
    if (new Set(all.map((price) => price.tax_behavior)).size > 1) {
      flawed('All prices for the same currency must have the same tax behavior.');
    }
  }
  const structures = [...currencies.values()].map((all) => structureOf(all.map(({ price }) => price)));
  if (new Set(structures).size > 1) flawed('All price currencies must define the same set of price types.');
  if (!currencies.has(organizationOf(transaction).default_presentment_currency)) {
    flawed("The organization's default presentment currency must be present in the prices.");
  }
  if (issues.length > 0) {
    throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail: issues });
  }
  return prices.map(({ price }) => price);
}

function makePrice(
  transaction: Transaction,
  given: { id: string } | NewPrice,
  { present, productId, isRecurring, source }: PriceContext,
  flawed: (msg: string, input: unknown, ...at: string[]) => void,
): PriceRow | null {
  if ('id' in given) {
    const kept = present.find((one) => one.id === given.id && !one.is_archived);
    if (kept === undefined) flawed('Price does not exist.', given.id);
    return kept ?? null;
  }
  if (given.amount_type === 'metered_unit' || given.amount_type === 'metered_tiers') {
    if (!isRecurring) {
      flawed('Metered pricing is not supported on one-time products.', given);
      return null;
    }
    const meter = transaction.get('meters', given.meter_id);
    if (meter === undefined || meter.archived_at != null) {
      flawed('Meter does not exist.', given.meter_id, 'meter_id');
      return null;
    }
  }
  return {
    ...given,
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    source,
    is_archived: false,
    product_id: productId,
  };
}

function countOf(prices: readonly PriceRow[], kind: PriceRow['amount_type']): number {
  return prices.filter((price) => price.amount_type === kind).length;
}

function compositionFlaws(prices: readonly PriceRow[]): string[] {
  const [fixed, seat, custom, unit] = [
    countOf(prices, 'fixed'),
    countOf(prices, 'seat_based'),
    countOf(prices, 'custom'),
    countOf(prices, 'unit_based'),
  ];
  const rules: [boolean, string][] = [
    [fixed > 1, 'Only one fixed price is allowed.'],
    [seat > 1, 'Only one seat-based price is allowed.'],
    [custom > 1, 'Only one custom price is allowed.'],
    [unit > 1, 'Only one unit-based price is allowed.'],
    [seat > 0 && unit > 0, 'A seat-based price cannot be combined with a unit-based price.'],
    [
      custom > 0 && fixed + seat + unit > 0,
      'A custom price cannot be combined with a fixed, seat-based or unit-based price.',
    ],
  ];
  return rules.flatMap(([isBroken, msg]) => (isBroken ? [msg] : []));
}

/** The kinds of price there are, as a text that is the same for the same kinds. */
function structureOf(prices: readonly PriceRow[]): string {
  const kinds = new Set(prices.filter(isStatic).map((price) => price.amount_type));
  const meters = new Set(prices.filter(isMetered).map((price) => price.meter_id));
  return `${[...kinds].sort().join(' ')} ${meters.size}`;
}
