import { z } from 'zod';
import { INTERVALS, type Interval, minorUnitFactor } from '../../core/index.ts';
import { type CatalogDefinition, defineCatalog } from './define-catalog.ts';

// A plan in a file says what it costs. Which product that is at the provider differs between the local Polar, the
// sandbox and production, so a file names none: products are found by the id of their price.

const filled = (what: string) => z.string(`must be ${what}`).trim().min(1, `must be ${what}`);

const amounts = z
  .record(
    z.string().refine((currency) => minorUnitFactor(currency) !== null, {
      error: 'is no currency of the payment provider; write ISO 4217 codes in upper case, such as USD',
    }),
    z
      .number('must be a whole number of minor units, such as 2900 for $29')
      .int('must be a whole number of minor units, such as 2900 for $29')
      .min(0, 'must not be negative'),
  )
  .refine((given) => Object.keys(given).length > 0, 'must name an amount, such as { "USD": 2900 }');

const feature = z.strictObject({
  id: filled('a text'),
  name: filled('a text'),
  limit: z.union([z.int().min(0), z.literal('unlimited')], 'must be a whole number or "unlimited"').nullish(),
});

const intervalPrice = z.strictObject({
  amounts,
  /** A product that is at the provider already; else it is found, or made, by the id of the price. */
  productId: filled('the id of a product').optional(),
});

const plan = z
  .strictObject({
    id: z
      .string('must be a text')
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens, such as "pro-plus"'),
    name: filled('a text'),
    description: z.string('must be a text').default(''),
    rank: z.int('must be a whole number'),
    isHighlighted: z.boolean('must be true or false').optional(),
    features: z.array(feature).default([]),
    trialDays: z.int('must be a whole number of days').min(1, 'must be at least 1').max(730).optional(),
    prices: z.partialRecord(z.enum(INTERVALS, 'must be day, week, month or year'), intervalPrice).default({}),
    contactUrl: z
      .url({ protocol: /^(https?|mailto)$/, error: 'must be an http, https or mailto address' })
      .optional(),
  })
  .refine(({ prices, contactUrl }) => Object.keys(prices).length > 0 || contactUrl !== undefined, {
    error: 'has neither prices nor a contactUrl: nobody could get it',
  });

const addOn = z.strictObject({
  id: filled('a text'),
  name: filled('a text'),
  description: z.string('must be a text').default(''),
  interval: z.enum(INTERVALS, 'must be day, week, month or year'),
  unit: z.enum(['flat', 'seat'], 'must be flat or seat'),
  amounts,
});

const codeCatalog = z.strictObject({
  defaultCurrency: z
    .string('must be an ISO 4217 code, such as "USD"')
    .refine(
      (currency) => minorUnitFactor(currency) !== null,
      'is no currency of the payment provider; write an ISO 4217 code in upper case, such as "USD"',
    ),
  plans: z.array(plan, 'must be a list of plans'),
  addOns: z.array(addOn, 'must be a list of add-ons').default([]),
});

/** What is sold and what it costs, as `floe-billing dev --catalog` and `floe-billing catalog` read it from a file. */
export type CodeCatalog = z.output<typeof codeCatalog>;

/** A {@link CodeCatalog} as it is written: what has a default may be left out. */
export type CodeCatalogInput = z.input<typeof codeCatalog>;

/** One price of a {@link CodeCatalog}: what is one product at the provider. */
export interface CodePrice {
  /** Plan and interval, such as `starter-month`. */
  id: string;
  name: string;
  description: string;
  interval: Interval;
  trialDays: number | null;
  /** Minor units per currency, ISO 4217 upper case. */
  amounts: Readonly<Record<string, number>>;
  /** `null` when the product is found by the price's id. */
  productId: string | null;
}

/**
 * Checks what a catalog file holds.
 *
 * @throws {Error} naming everything that is wrong and where, in one message.
 */
export function parseCodeCatalog(value: unknown): CodeCatalog {
  const result = codeCatalog.safeParse(value);
  if (!result.success) {
    throw refusal(result.error.issues.map((issue) => `${placeOf(issue.path)} ${reasonOf(issue)}`));
  }
  const problems = codePricesOf(result.data).flatMap(({ id, amounts: given }) =>
    given[result.data.defaultCurrency] === undefined
      ? [`Price "${id}" has no amount in ${result.data.defaultCurrency}, which is the default currency.`]
      : [],
  );
  if (problems.length > 0) throw refusal(problems);
  // Ids and ranks that are used twice; what products there are is of no matter to that.
  toCatalogDefinition(result.data, (price) => price.id);
  return result.data;
}

function refusal(problems: readonly string[]): Error {
  return new Error(`floe-billing: the catalog cannot be used.\n- ${problems.join('\n- ')}`);
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? 'The catalog' : place;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `has ${issue.keys.map((key) => `"${key}"`).join(', ')}, which nothing reads`;
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join('; ');
  return issue.message.startsWith('Invalid input: ')
    ? issue.message.replace('Invalid input: ', 'is wrong: ')
    : issue.message;
}

/** Every price of a catalog, each of which is one product at the provider. */
export function codePricesOf({ plans }: CodeCatalog): CodePrice[] {
  return plans.flatMap((one) =>
    INTERVALS.flatMap((interval): CodePrice[] => {
      const price = one.prices[interval];
      if (price === undefined) return [];
      return [
        {
          id: `${one.id}-${interval}`,
          name: one.name,
          description: one.description,
          interval,
          trialDays: one.trialDays ?? null,
          amounts: price.amounts,
          productId: price.productId ?? null,
        },
      ];
    }),
  );
}

/**
 * The catalog as a server takes it.
 *
 * @param productIdOf the provider's product that a price is.
 * @throws {Error} as `defineCatalog` does.
 */
export function toCatalogDefinition(
  catalog: CodeCatalog,
  productIdOf: (price: CodePrice) => string,
): CatalogDefinition {
  const prices = codePricesOf(catalog);
  return defineCatalog({
    defaultCurrency: catalog.defaultCurrency,
    plans: catalog.plans.map(({ trialDays, ...one }) => ({
      ...one,
      features: one.features.map(({ limit = null, ...rest }) => ({ ...rest, limit })),
      prices: Object.fromEntries(
        prices
          .filter(({ id, interval }) => id === `${one.id}-${interval}`)
          .map((price) => [price.interval, { productId: productIdOf(price) }]),
      ),
    })),
    addOns: catalog.addOns,
  });
}
