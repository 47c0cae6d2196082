import type { Instant, Interval } from './instant.ts';
import type { Money } from './money.ts';

/** What can be bought, as one caller may see and do it. */
export interface Catalog {
  asOf: Instant;
  /** The currency all prices are shown in: the subscription's, else the one asked for, else the default. */
  currency: string;
  /** Every currency at least one plan has a price in, sorted; one entry when the subscription has fixed it. */
  currencies: string[];
  /** Lowest rank first. */
  plans: Plan[];
  addOns: AddOn[];
}

/** A choice the customer makes: all its intervals and currencies together. */
export interface Plan {
  id: string;
  name: string;
  description: string;
  /** Order and worth of the plan: moving to a higher rank is an upgrade. */
  rank: number;
  isHighlighted: boolean;
  features: PlanFeature[];
  /** Where to ask for a plan that is not sold online; `null` for plans that are. */
  contactUrl: string | null;
  /** Shortest interval first; empty for contact plans. */
  prices: PlanPrice[];
}

/** Something a plan gives. */
export interface PlanFeature {
  id: string;
  /** As a person reads it, such as `25 users`. */
  name: string;
  /** How much of it; `null` where counting makes no sense. */
  limit: number | 'unlimited' | null;
}

/** What a plan costs for one interval, in the catalog's currency. */
export interface PlanPrice {
  /** Ours: plan and interval, such as `professional-month`. */
  id: string;
  interval: Interval;
  intervalCount: number;
  /** Per interval, before tax; `null` when the plan has no price in the catalog's currency. */
  money: Money | null;
  /** The free period before the first charge for someone new; `null` when there is none. */
  trial: Trial | null;
  /** What the caller can do with this price now. Decided by the server. */
  action: PlanAction;
}

/** A free period before the first charge. */
export interface Trial {
  interval: Interval;
  intervalCount: number;
}

/** Something bought beside a plan. */
export interface AddOn {
  id: string;
  name: string;
  description: string;
  interval: Interval;
  /** `null` when there is no price in the catalog's currency. */
  money: Money | null;
  /** `seat` for a price per user, `flat` for one price whatever the number. */
  unit: 'flat' | 'seat';
}

/** How a change compares with what the customer has. */
export type ChangeDirection = 'upgrade' | 'downgrade' | 'interval';

/** When a change takes effect: at once, or when the current period ends. */
export type ChangeEffect = 'now' | 'period_end';

/** Why nothing can be done with a price. */
export type UnavailableReason =
  | 'no_price_in_currency'
  | 'permission'
  | 'cancel_scheduled'
  | 'past_due'
  | 'paused'
  | 'incomplete';

/** The one thing a caller can do with a price. */
export type PlanAction =
  | { kind: 'checkout'; trial: Trial | null }
  | { kind: 'change'; direction: ChangeDirection; effect: ChangeEffect }
  | { kind: 'scheduled'; appliesAt: Instant; canDrop: boolean }
  | { kind: 'current' }
  | { kind: 'contact'; url: string }
  | { kind: 'unavailable'; reason: UnavailableReason };
