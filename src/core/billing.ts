import type { BillingAlert } from './billing-alert.ts';
import type { PlanFeature } from './catalog.ts';
import type { Instant } from './instant.ts';
import type { Money } from './money.ts';
import type { PauseOption } from './pause.ts';
import type { Permission } from './permission.ts';
import type { Subscription } from './subscription.ts';

/** Who pays: an organization, or a person on their own. */
export interface BillingOwner {
  type: 'organization' | 'user';
  id: string;
  name: string;
}

/** The account at a glance, as one caller may see it. */
export interface Billing {
  asOf: Instant;
  /** Opaque; changes whenever what is shown changes. Commands send it back, so nobody acts on what they did not see. */
  revision: string;
  owner: BillingOwner;
  /** What this caller may do. */
  permissions: Permission[];
  /** The running subscription, else the one that ended last, else `null`. */
  subscription: Subscription | null;
  /** Which pauses this caller can choose now, shortest first; empty when the subscription cannot be paused. */
  pauseOptions: PauseOption[];
  /**
   * The next regular charge, of a pause the one that ends it; `null` when none will come by itself or the caller may not
   * see amounts.
   */
  nextCharge: NextCharge | null;
  /** The default payment method; `null` when there is none or the caller may not see it. */
  paymentMethod: PaymentMethod | null;
  /** What the plan gives now; empty without access. */
  entitlements: PlanFeature[];
  /** The one thing that needs attention. */
  alert: BillingAlert | null;
}

/** What will be charged next, before tax. */
export interface NextCharge {
  at: Instant;
  money: Money;
}

/** A card or other means of payment. */
export interface PaymentMethod {
  id: string;
  /** `card`, or the provider's word for another kind. */
  type: string;
  /** Such as `visa`; `null` when it is not a card. */
  brand: string | null;
  last4: string | null;
  /** 1 to 12. */
  expiryMonth: number | null;
  expiryYear: number | null;
}
