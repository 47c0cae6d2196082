import type { Instant } from '../../core/index.ts';

/** A span of business time: later than `after`, up to and including `until`. */
export interface Span {
  after: Instant;
  until: Instant;
}

/** A trial that ends. */
export interface DueTrial {
  externalId: string;
  subscriptionId: string;
  trialStart: Instant;
  trialEnd: Instant;
}

/** A subscription whose period ends and that goes on. */
export interface DueRenewal {
  externalId: string;
  subscriptionId: string;
  renewsAt: Instant;
}

/** A card that charges are made to and that expires. */
export interface DueCard {
  externalId: string;
  paymentMethodId: string;
  expiryYear: number;
  /** 1 to 12. */
  expiryMonth: number;
}

/** An attempt to collect whose time has come. */
export interface DueAttempt {
  externalId: string;
  invoiceId: string;
  attemptAt: Instant;
}

/** An invoice that could not be collected so far, or for good. */
export interface FailedCollection {
  externalId: string;
  invoiceId: string;
  /** 1 or more. */
  attempts: number;
  /** Nothing more will be tried. */
  isGivenUp: boolean;
}

/**
 * What falls due by business time, asked of the mirror. All by indexes; only what is some owner's of ours. Whoever asks
 * twice is answered twice: the keys of jobs see to once.
 */
export interface DueReads {
  /** Until when a schedule has been swept; `null` when it never was. */
  findSchedule(name: string): Promise<Instant | null>;
  /** Trials by their end, over or not. */
  listTrials(span: Span): Promise<DueTrial[]>;
  /** Active subscriptions that will go on and cost something, of cycles of at least so many days, by the period's end. */
  listRenewals(span: Span, minCycleDays: number): Promise<DueRenewal[]>;
  /** Default cards by the end of their last month (UTC). */
  listCards(span: Span): Promise<DueCard[]>;
  /** Pending invoices whose next attempt was planned for `until` or earlier. */
  listAttempts(until: Instant): Promise<DueAttempt[]>;
  /** Every pending invoice with failed attempts, and those given up that were last modified in the span. */
  listFailedCollections(givenUpIn: Span): Promise<FailedCollection[]>;
}

/** A job to add once. */
export interface NewJob {
  /** Names the job and its due time. A key that was ever used adds nothing. */
  key: string;
  /** What the job is called. */
  kind: string;
  /** Jobs of one group run one at a time, in order; `null` stands alone. */
  group: string | null;
  externalId: string | null;
  payload: Record<string, unknown>;
}

/** How long what is done is kept, in seconds of real time. */
export interface RetentionPolicy {
  /** Webhook bodies, applied or parked, from when they came. */
  deliveries: number;
  /** Messages and jobs that are done, and reports of reconciliations. */
  work: number;
  /** Live messages: how long a page may have been away and still be told what it missed. */
  liveMessages: number;
  /** Outcomes of commands. */
  outcomes: number;
}

/** What a purge removed. */
export interface PurgeCounts {
  deliveries: number;
  /** Of the deliveries, those that were never applied. */
  parkedDeliveries: number;
  messages: number;
  liveMessages: number;
  jobs: number;
  outcomes: number;
  reports: number;
}
