import {
  type AddOn,
  INTERVALS,
  type Interval,
  type Money,
  money,
  type PlanFeature,
  type PlanWithoutActions,
} from '../../core/index.ts';
import type { ProductRecord } from '../ports/index.ts';
import { type CatalogDefinition, type PlanDefinition, productIdsOf } from './define-catalog.ts';

/** What a product of the provider is to the customer. */
export interface SoldProduct {
  planId: string;
  planName: string;
  /** `null` for a product that is not in the catalog (any more). */
  priceId: string | null;
  features: readonly PlanFeature[];
  /** `null` when the mirror does not know it. */
  product: ProductRecord | null;
}

/** The code catalog and the provider's products in one: structure and copy from the first, amounts from the second. */
export interface PricedCatalog {
  defaultCurrency: string;
  /** Every currency at least one plan has a price in, sorted. */
  currencies: string[];
  /** Lowest rank first. */
  plansIn(currency: string): PlanWithoutActions[];
  addOnsIn(currency: string): AddOn[];
  describe(productId: string): SoldProduct;
  /** The product sold under one of our price ids; `null` when there is none. */
  productFor(priceId: string): ProductRecord | null;
  /** Why something the code catalog names is not sold, one sentence each. */
  omissions: string[];
}

interface SoldPrice {
  priceId: string;
  plan: PlanDefinition;
  product: ProductRecord;
}

/** Lays the provider's products over the code catalog. What is not sold there is left out here. */
export function priceCatalog(
  definition: CatalogDefinition,
  products: readonly ProductRecord[],
): PricedCatalog {
  const byId = new Map(products.map((product) => [product.id, product]));
  const plans = [...definition.plans].sort((left, right) => left.rank - right.rank);
  const omissions: string[] = [];
  const sold = plans.flatMap((plan) => soldPrices(plan, byId, omissions));

  return {
    defaultCurrency: definition.defaultCurrency,
    omissions,
    currencies: [
      ...new Set(sold.flatMap(({ product }) => fixedPrices(product).map(({ currency }) => currency))),
    ].sort(),
    plansIn: (currency) =>
      plans
        .map((plan) => toPlan(plan, sold, currency))
        .filter((plan) => plan.prices.length > 0 || plan.contactUrl !== null),
    addOnsIn: (currency) =>
      definition.addOns.map(({ amounts, ...addOn }) => {
        const amount = amounts[currency];
        return { ...addOn, money: amount === undefined ? null : money(amount, currency) };
      }),
    describe: (productId) => {
      const product = byId.get(productId) ?? null;
      const plan = plans.find((candidate) => productIdsOf(candidate).includes(productId));
      return {
        planId: plan?.id ?? productId,
        planName: plan?.name ?? product?.name ?? 'Plan',
        priceId: sold.find((price) => price.product.id === productId)?.priceId ?? null,
        features: plan?.features ?? [],
        product,
      };
    },
    productFor: (priceId) => sold.find((price) => price.priceId === priceId)?.product ?? null,
  };
}

/** What a product costs per interval in a currency; `null` when it is not sold in it. */
export function priceIn(product: ProductRecord | null, currency: string): Money | null {
  if (product === null) return null;
  return fixedPrices(product).find((price) => price.currency === currency) ?? null;
}

function fixedPrices(product: ProductRecord): Money[] {
  return product.prices.flatMap((price) => (price.money === null ? [] : [price.money]));
}

function soldPrices(
  plan: PlanDefinition,
  products: ReadonlyMap<string, ProductRecord>,
  omissions: string[],
): SoldPrice[] {
  return INTERVALS.flatMap((interval) => {
    const productId = plan.prices?.[interval]?.productId;
    if (productId === undefined) return [];
    const priceId = `${plan.id}-${interval}`;
    const product = products.get(productId);
    const reason = omissionReason(product, interval);
    if (reason !== null) omissions.push(`Price ${priceId} is not sold: product ${productId} ${reason}.`);
    return product === undefined || reason !== null ? [] : [{ priceId, plan, product }];
  });
}

function omissionReason(product: ProductRecord | undefined, interval: Interval): string | null {
  if (product === undefined) return 'does not exist at the payment provider';
  if (product.isArchived) return 'is archived';
  return product.interval === interval ? null : `is billed by ${product.interval ?? 'no interval'}`;
}

function toPlan(plan: PlanDefinition, sold: readonly SoldPrice[], currency: string): PlanWithoutActions {
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    rank: plan.rank,
    isHighlighted: plan.isHighlighted ?? false,
    features: plan.features.map((feature) => ({ ...feature })),
    contactUrl: plan.contactUrl ?? null,
    prices: sold
      .filter((price) => price.plan.id === plan.id)
      .map(({ priceId, product }) => ({
        id: priceId,
        interval: product.interval ?? 'month',
        intervalCount: product.intervalCount,
        money: priceIn(product, currency),
        trial:
          product.trialInterval === null
            ? null
            : { interval: product.trialInterval, intervalCount: product.trialIntervalCount },
      })),
  };
}
