import type { Interval, PlanFeature } from '../../core/index.ts';

/** A plan as the host defines it. What it costs is the payment provider's to say. */
export interface PlanDefinition {
  id: string;
  name: string;
  description: string;
  /** Order and worth: moving to a higher rank is an upgrade. No two plans share one. */
  rank: number;
  /** @default false */
  isHighlighted?: boolean | undefined;
  features: readonly PlanFeature[];
  /** The provider's product for each interval the plan is sold in; its price id is `${id}-${interval}`. */
  prices?: Readonly<Partial<Record<Interval, { productId: string }>>> | undefined;
  /** Where to ask for a plan that is not sold online. @default none */
  contactUrl?: string | undefined;
}

/** An add-on as the host defines it. */
export interface AddOnDefinition {
  id: string;
  name: string;
  description: string;
  interval: Interval;
  unit: 'flat' | 'seat';
  /** Minor units per currency, ISO 4217 upper case. */
  amounts: Readonly<Record<string, number>>;
}

/** What is sold, in structure and copy. */
export interface CatalogDefinition {
  /** ISO 4217 upper case. */
  defaultCurrency: string;
  plans: readonly PlanDefinition[];
  addOns: readonly AddOnDefinition[];
}

/**
 * Checks a catalog and gives it back.
 *
 * @throws {Error} naming everything that is wrong with it, such as an id or a product used twice.
 *
 * @example
 * const catalog = defineCatalog({
 *   defaultCurrency: 'USD',
 *   plans: [{ id: 'starter', name: 'Starter', description: '', rank: 1, features: [],
 *     prices: { month: { productId: '…' } } }],
 *   addOns: [],
 * });
 */
export function defineCatalog(definition: CatalogDefinition): CatalogDefinition {
  const problems = [
    ...currencyProblems(definition),
    ...doubled(
      'plan id',
      definition.plans.map(({ id }) => id),
    ),
    ...doubled(
      'rank',
      definition.plans.map(({ rank }) => String(rank)),
    ),
    ...doubled('product id', definition.plans.flatMap(productIdsOf)),
    ...doubled(
      'add-on id',
      definition.addOns.map(({ id }) => id),
    ),
    ...definition.plans.flatMap(planProblems),
    ...definition.addOns.flatMap(addOnProblems),
  ];
  if (problems.length > 0) {
    throw new Error(`floe-billing: the catalog cannot be used.\n- ${problems.join('\n- ')}`);
  }
  return definition;
}

/** The provider's products a plan is sold as. */
export function productIdsOf(plan: PlanDefinition): string[] {
  return Object.values(plan.prices ?? {}).map(({ productId }) => productId);
}

function doubled(what: string, values: readonly string[]): string[] {
  const repeated = values.filter((value, index) => values.indexOf(value) !== index);
  return [...new Set(repeated)].map((value) => `The ${what} "${value}" is used more than once.`);
}

function planProblems(plan: PlanDefinition): string[] {
  const problems = doubled(
    `feature of plan "${plan.id}"`,
    plan.features.map(({ id }) => id),
  );
  if (plan.id === '') problems.push('A plan has an empty id.');
  if (productIdsOf(plan).some((id) => id.trim() === '')) {
    problems.push(`Plan "${plan.id}" has an empty product id.`);
  }
  if (productIdsOf(plan).length === 0 && plan.contactUrl === undefined) {
    problems.push(`Plan "${plan.id}" has neither prices nor a contactUrl: nobody could get it.`);
  }
  return problems;
}

function addOnProblems({ id, amounts }: AddOnDefinition): string[] {
  return Object.entries(amounts).flatMap(([currency, amount]) => [
    ...(isCurrency(currency)
      ? []
      : [`Add-on "${id}" has a price in "${currency}", which is no currency code.`]),
    ...(Number.isSafeInteger(amount) && amount >= 0
      ? []
      : [`Add-on "${id}" costs ${amount} ${currency}, which is not a whole number of minor units.`]),
  ]);
}

function currencyProblems({ defaultCurrency }: CatalogDefinition): string[] {
  return isCurrency(defaultCurrency)
    ? []
    : [`The default currency "${defaultCurrency}" is not an ISO 4217 code in upper case.`];
}

function isCurrency(value: string): boolean {
  return /^[A-Z]{3}$/.test(value);
}
