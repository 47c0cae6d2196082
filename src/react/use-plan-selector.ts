'use client';
import type { Billing, BillingError, Catalog, Checkout, Instant, Interval } from '../core/index.ts';
import { useBillingContext } from './billing-context.ts';
import {
  findPrice,
  listIntervals,
  type PlanSelectorInterval,
  type PlanSelectorPlan,
  pickInterval,
  plansForInterval,
} from './plan-selector-model.ts';
import { useBilling } from './use-billing.ts';
import { useCatalog } from './use-catalog.ts';
import { type PlanChangeState, usePlanChange } from './use-plan-change.ts';
import { type PlanCheckoutState, usePlanCheckout } from './use-plan-checkout.ts';
import { useScopedState } from './use-scoped-state.ts';

/** How {@link usePlanSelector} begins, and where it leads. */
export interface UsePlanSelectorOptions {
  /** The currency at first, ISO 4217 upper case. @default the catalog's */
  currency?: string | undefined;
  /** The interval at first. @default the subscription's, else a month */
  interval?: Interval | undefined;
  /** Where a checkout leads back to: a path of the app, starting with one `/`. */
  returnPath: string;
  /**
   * Takes a started checkout over, as for an embed; the selector is idle again once its promise resolves.
   * @default the browser goes to the checkout's page
   */
  onCheckout?: ((checkout: Checkout) => void | Promise<void>) | undefined;
}

/** What the person has set going. Errors are told in place. */
export type PlanSelectorState = PlanCheckoutState | PlanChangeState;

/** Plans to choose from. */
export interface PlanSelectorReady {
  status: 'ready';
  asOf: Instant;
  billing: Billing;
  catalog: Catalog;
  /** In the catalog's order, for the chosen interval. */
  plans: PlanSelectorPlan[];
  interval: Interval;
  /** Shortest first. */
  intervals: PlanSelectorInterval[];
  setInterval: (interval: Interval) => void;
  /** The currency the prices are shown in. */
  currency: string;
  currencies: string[];
  setCurrency: (currency: string) => void;
  /** Whether prices in another currency load while those of the last one are shown. */
  isChangingCurrency: boolean;
  /** Does what the price's action says: starts a checkout, or opens the confirmation of a change. Else nothing. */
  choose: (priceId: string) => void;
  state: PlanSelectorState;
}

/** The plan selector, by `status`. `empty` means that nothing is sold. */
export type UsePlanSelectorResult =
  | { status: 'loading' }
  | { status: 'error'; error: BillingError; retry: () => void }
  | { status: 'empty' }
  | PlanSelectorReady;

interface Choice {
  interval: Interval | undefined;
  currency: string | undefined;
}

/** Reads the plans with what the caller can do with each, and leads from a choice to a checkout or a changed plan. */
export function usePlanSelector(options: UsePlanSelectorOptions): UsePlanSelectorResult {
  const { returnPath, onCheckout } = options;
  const { ownerKey } = useBillingContext();
  const [choice, setChoice] = useScopedState<Choice>([ownerKey], () => ({
    interval: undefined,
    currency: undefined,
  }));
  const catalogQuery = useCatalog({ currency: choice.currency ?? options.currency });
  const billingQuery = useBilling();
  const checkout = usePlanCheckout({ returnPath, onCheckout });
  const change = usePlanChange();

  const catalog = catalogQuery.data;
  const billing = billingQuery.data;
  if (catalog === undefined || billing === undefined) {
    const failed = [catalogQuery, billingQuery].filter(({ isError }) => isError);
    const error = failed[0]?.error ?? null;
    if (error === null) return { status: 'loading' };
    return { status: 'error', error, retry: () => failed.forEach((query) => void query.refetch()) };
  }
  if (catalog.plans.length === 0) return { status: 'empty' };

  const intervals = listIntervals(catalog);
  const interval = pickInterval(intervals, billing, choice.interval ?? options.interval);
  const state = change.state.kind === 'idle' ? checkout.state : change.state;

  function choose(priceId: string): void {
    if (catalog === undefined || state.kind === 'starting_checkout' || state.kind === 'confirming') return;
    const action = findPrice(catalog, priceId)?.action;
    // The currency on screen, which may not yet be the one just chosen.
    if (action?.kind === 'checkout') checkout.start(priceId, catalog.currency);
    if (action?.kind === 'change') change.open({ priceId });
  }

  return {
    status: 'ready',
    asOf: catalog.asOf,
    billing,
    catalog,
    plans: plansForInterval(catalog, billing, interval),
    interval,
    intervals,
    setInterval: (chosen) => setChoice((latest) => ({ ...latest, interval: chosen })),
    currency: catalog.currency,
    currencies: catalog.currencies,
    setCurrency: (chosen) => setChoice((latest) => ({ ...latest, currency: chosen })),
    isChangingCurrency: catalogQuery.isPlaceholderData,
    choose,
    state,
  };
}
