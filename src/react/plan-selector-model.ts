import {
  type Billing,
  type Catalog,
  hasEnded,
  INTERVALS,
  type Interval,
  type IntervalSaving,
  intervalSaving,
  type Plan,
  type PlanAction,
  type PlanPrice,
} from '../core/index.ts';

/** An interval to choose, and what it saves. */
export interface PlanSelectorInterval {
  interval: Interval;
  /** Against the shortest interval, the best over all plans; `null` when it saves nothing. */
  saving: IntervalSaving | null;
}

/** A plan as it is shown for the chosen interval. */
export interface PlanSelectorPlan {
  plan: Plan;
  /** The price of the chosen interval; `null` when the plan has none. */
  price: PlanPrice | null;
  /** What the caller can do now; `null` when the plan is not sold by this interval. */
  action: PlanAction | null;
  /** What the chosen interval saves on this plan; `null` when it saves nothing. */
  saving: IntervalSaving | null;
  /** Whether the customer is on this plan, by whatever interval. The very price they pay has the action `current`. */
  isCurrent: boolean;
  /** Whether a change to this plan waits for the end of the period, by whatever interval. */
  isScheduled: boolean;
}

function priceOf(plan: Plan, interval: Interval): PlanPrice | null {
  return plan.prices.find((price) => price.interval === interval) ?? null;
}

/** Which intervals any plan is sold by, shortest first. */
export function listIntervals({ plans }: Catalog): PlanSelectorInterval[] {
  const sold = INTERVALS.filter((interval) => plans.some((plan) => priceOf(plan, interval) !== null));
  return sold.map((interval) => ({
    interval,
    saving: plans
      .map((plan) => savingOf(plan, sold[0] ?? interval, interval))
      .reduce((best, saving) => ((saving?.percent ?? 0) > (best?.percent ?? 0) ? saving : best), null),
  }));
}

function savingOf(plan: Plan, shortest: Interval, interval: Interval): IntervalSaving | null {
  const shorter = priceOf(plan, shortest);
  const longer = priceOf(plan, interval);
  if (shorter === null || longer === null || shorter.money === null || longer.money === null) return null;
  return intervalSaving({ ...shorter, money: shorter.money }, { ...longer, money: longer.money });
}

/** The wanted interval if it is sold, else the subscription's, else a month, else the shortest. */
export function pickInterval(
  intervals: readonly PlanSelectorInterval[],
  billing: Billing,
  wanted: Interval | undefined,
): Interval {
  const candidates = [wanted, runningSubscription(billing)?.interval, 'month' as const];
  const isSold = (candidate: Interval | undefined) =>
    candidate !== undefined && intervals.some(({ interval }) => interval === candidate);
  return candidates.find(isSold) ?? intervals[0]?.interval ?? 'month';
}

/** The plans as they are shown for an interval. */
export function plansForInterval(catalog: Catalog, billing: Billing, interval: Interval): PlanSelectorPlan[] {
  const subscription = runningSubscription(billing);
  const shortest = listIntervals(catalog)[0]?.interval ?? interval;
  return catalog.plans.map((plan) => {
    const price = priceOf(plan, interval);
    const contact: PlanAction | null =
      plan.contactUrl === null ? null : { kind: 'contact', url: plan.contactUrl };
    return {
      plan,
      price,
      action: price?.action ?? contact,
      saving: savingOf(plan, shortest, interval),
      isCurrent: subscription?.planId === plan.id,
      isScheduled: subscription?.pendingChange?.planId === plan.id,
    };
  });
}

/** The price with this id, whatever its plan and interval; `null` when the catalog has none. */
export function findPrice(catalog: Catalog, priceId: string): PlanPrice | null {
  return catalog.plans.flatMap(({ prices }) => prices).find(({ id }) => id === priceId) ?? null;
}

function runningSubscription({ subscription }: Billing) {
  return subscription !== null && !hasEnded(subscription.status) ? subscription : null;
}
