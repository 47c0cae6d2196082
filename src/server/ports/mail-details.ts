import type { BillingReason, Instant, Interval, Money } from '../../core/index.ts';

/** A plan as a mail names it. */
export interface MailPlan {
  name: string;
  /** Per interval, before tax; `null` when the price is not known. */
  money: Money | null;
  /** `null` when it is not known. */
  interval: Interval | null;
  intervalCount: number;
}

/** A line of an invoice. */
export interface MailInvoiceLine {
  label: string;
  money: Money;
}

/** What each e-mail tells: facts, ready to be put into words. Holds no address, and no name but those of plans. */
export interface MailDetails {
  /** A subscription has started. */
  welcome: {
    plan: MailPlan;
    /** `null` without a trial. */
    trialEnd: Instant | null;
    /** When the plan is charged next, unless it is canceled before. */
    nextChargeAt: Instant;
  };
  /** An invoice was paid. */
  receipt: {
    /** `null` until the provider has numbered it. */
    number: string | null;
    createdAt: Instant;
    /** What was bought. */
    planName: string;
    billingReason: BillingReason;
    lines: MailInvoiceLine[];
    subtotal: Money;
    /** Zero or positive. */
    discount: Money;
    tax: Money;
    total: Money;
    /** The part of the total that came from the customer's balance. Zero or positive. */
    appliedBalance: Money;
    /** What was charged. */
    paid: Money;
  };
  /** Money was given back. */
  refund: {
    /** The invoice it was paid with: its number; `null` when that is not known. */
    number: string | null;
    /** What was bought; `null` when that is not known. */
    planName: string | null;
    refundedAt: Instant;
    /** Without the tax. */
    subtotal: Money;
    tax: Money;
    total: Money;
  };
  /** An invoice could not be collected. */
  payment_failed: {
    /** `null` when the invoice is for no subscription. */
    planName: string | null;
    due: Money;
    /** Failed attempts so far. */
    attempts: number;
    /** Nothing more is tried, and the subscription has ended. */
    isFinal: boolean;
    /** `null` when none is planned. */
    nextAttemptAt: Instant | null;
  };
  /** The card that charges are made to expires. */
  card_expiring: {
    brand: string | null;
    last4: string | null;
    /** The end of its last month, exclusive, UTC. */
    expiresAt: Instant;
  };
  /** A trial ends and the plan will be charged. */
  trial_ending: { plan: MailPlan; trialEnd: Instant };
  /** A subscription renews. */
  renewal_ahead: {
    plan: MailPlan;
    /** What it renews as, when a change is scheduled for that day; `null` for the same plan. */
    nextPlan: MailPlan | null;
    renewsAt: Instant;
  };
  /** A plan was changed, a change was scheduled, or a scheduled one was dropped. */
  plan_changed: {
    change: 'applied' | 'scheduled' | 'dropped';
    from: MailPlan;
    to: MailPlan;
    /** When it took or will take effect; of a dropped change, when it would have. */
    takesEffectAt: Instant;
    /** When the plan is charged next; `null` when it will not be. */
    nextChargeAt: Instant | null;
  };
  /** A subscription was canceled. */
  cancellation_confirmed: {
    plan: MailPlan;
    /** When it was. */
    canceledAt: Instant;
    /** When it ends, or ended. */
    endsAt: Instant;
    /** It is over already. */
    hasEnded: boolean;
    /** The trial was canceled before anything was charged. */
    isTrial: boolean;
  };
  /** A subscription is paused, or will be. */
  paused: {
    plan: MailPlan;
    pausesAt: Instant;
    isScheduled: boolean;
    /** `null` when nothing is set: it stays paused until somebody resumes it. */
    resumesAt: Instant | null;
  };
  /** A subscription goes on: after a pause, or because a pause or a cancellation that was scheduled is off. */
  resumed: {
    plan: MailPlan;
    after: 'pause' | 'scheduled_pause' | 'scheduled_cancellation';
    /** When the plan is charged next; `null` when it will not be. */
    nextChargeAt: Instant | null;
  };
}
