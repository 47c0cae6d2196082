import type { Instant } from './instant.ts';

/** What people are written to about, by e-mail. */
export const NOTIFICATION_KINDS = [
  'welcome',
  'receipt',
  'refund',
  'payment_failed',
  'card_expiring',
  'trial_ending',
  'renewal_ahead',
  'plan_changed',
  'cancellation_confirmed',
  'paused',
  'resumed',
] as const;

/** One of {@link NOTIFICATION_KINDS}. */
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/**
 * What nobody can switch off: what is owed by law or the card networks, or would cost money if it went unsaid.
 *
 * - `welcome`: a contract that was concluded at a distance is confirmed on a durable medium (EU directive 2011/83, article
 *   8 (7)), and the card networks want its terms sent at once, also where a trial costs nothing yet;
 * - `receipt`: the card networks want one sent after each payment;
 * - `payment_failed`: what is paid for is about to stop, and only the customer can help it;
 * - `trial_ending`: the card networks want the end of a trial told, Visa at least seven days ahead, with the way to cancel;
 * - `renewal_ahead`: they want the same at least seven days before each payment when half a year or more lies between two;
 * - `plan_changed`: they want another price or another cycle told before it is charged;
 * - `cancellation_confirmed`: a contract's end is confirmed at once, with its date (Germany's § 312k BGB).
 *
 * @see https://www.checkout.com/docs/business-operations/ensure-regulatory-compliance/requirements-for-subscriptions-and-trials
 * @see https://www.payvision.com/scheme-updates/visa-updt-policy-subs-merchs-off-free-trials/
 * @see https://eur-lex.europa.eu/eli/dir/2011/83/oj
 * @see https://www.gesetze-im-internet.de/bgb/__312k.html
 */
export const REQUIRED_NOTIFICATION_KINDS: readonly NotificationKind[] = [
  'welcome',
  'receipt',
  'payment_failed',
  'trial_ending',
  'renewal_ahead',
  'plan_changed',
  'cancellation_confirmed',
];

/** Whether a person is written to about something. */
export interface NotificationPreference {
  kind: NotificationKind;
  isWanted: boolean;
  /** It cannot be switched off. */
  isRequired: boolean;
}

/** What one person wants to be written to about, for one owner's billing. */
export interface NotificationPreferences {
  asOf: Instant;
  /** Whether mails about billing come to this person at all: they go to those who manage it. */
  isRecipient: boolean;
  /** One of each kind, in the order of {@link NOTIFICATION_KINDS}. */
  preferences: NotificationPreference[];
}

/** Whether nobody can switch it off. */
export function isRequiredNotification(kind: NotificationKind): boolean {
  return REQUIRED_NOTIFICATION_KINDS.includes(kind);
}
