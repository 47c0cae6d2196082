import { type Billing, type BillingAlert, grantsAccess, type Instant, isBefore } from '../../core/index.ts';
import type { Words } from '../lib/use-words.ts';

/** An alert in words. */
export interface AlertWords {
  title: string;
  text: string;
}

/** Puts an alert into words: what is the matter and when, and for those who cannot act whom to ask. */
export function alertWords(alert: BillingAlert, asOf: Instant, words: Words): AlertWords {
  const title = titleOf(alert, asOf, words);
  if (alert.canAct) return { title, text: textToAct(alert, asOf, words) };
  return { title, text: `${textToRead(alert, asOf, words)} ${words.messages.billingAlert.askAdministrator}` };
}

/** What a payment that failed means for what the plan gives; `null` where it says nothing about it. */
export function accessWords({ subscription, asOf }: Billing, words: Words): string | null {
  if (subscription?.status !== 'past_due') return null;
  const { billingAlert: m } = words.messages;
  const { planName: plan, graceEndsAt } = subscription;
  return graceEndsAt !== null && grantsAccess(subscription, asOf)
    ? m.accessUntil({ plan, date: words.dateInSentence(graceEndsAt, asOf) })
    : m.accessEnded({ plan });
}

function textToAct(alert: BillingAlert, asOf: Instant, words: Words): string {
  const { billingAlert: m } = words.messages;
  const when = alert.at === null ? null : words.when(alert.at, asOf);
  const amount = alert.money === null ? null : words.amount(alert.money);
  // Kinds whose date is a fact of their own always carry one.
  const date = when ?? '';
  switch (alert.kind) {
    case 'payment_failed':
      return m.paymentFailed({ amount, date: when });
    case 'canceled':
      return m.canceled({ date: when });
    case 'cancel_scheduled':
      return m.cancelScheduled({ date });
    case 'pause_scheduled':
      return m.pauseScheduled({ date });
    case 'paused':
      return m.paused({ date: when });
    case 'trial_ending':
      return m.trialEnding({
        date,
        amount: amount === null ? null : words.messages.common.plusTax({ amount }),
      });
    case 'card_expiring':
      return hasPassed(alert, asOf) ? m.cardExpired : m.cardExpiring({ date });
    default:
      return alert.kind satisfies never;
  }
}

/** Without amounts and without a call to act. */
function textToRead(alert: BillingAlert, asOf: Instant, words: Words): string {
  const { billingAlert: m } = words.messages;
  const date = alert.at === null ? null : words.when(alert.at, asOf);
  switch (alert.kind) {
    case 'payment_failed':
      return m.paymentFailedReader();
    case 'canceled':
      return m.canceledReader({ date });
    case 'cancel_scheduled':
      return m.cancelScheduledReader({ date: date ?? '' });
    case 'trial_ending':
      return m.trialEndingReader({ date: date ?? '' });
    case 'pause_scheduled':
    case 'paused':
    case 'card_expiring':
      return textToAct(alert, asOf, words);
    default:
      return alert.kind satisfies never;
  }
}

function titleOf(alert: BillingAlert, asOf: Instant, words: Words): string {
  const { billingAlert: m } = words.messages;
  switch (alert.kind) {
    case 'payment_failed':
      return m.paymentFailedTitle({ attempts: alert.attempts });
    case 'canceled':
      return m.canceledTitle;
    case 'cancel_scheduled':
      return m.cancelScheduledTitle;
    case 'pause_scheduled':
      return m.pauseScheduledTitle;
    case 'paused':
      return m.pausedTitle;
    case 'trial_ending':
      return m.trialEndingTitle;
    case 'card_expiring':
      return hasPassed(alert, asOf) ? m.cardExpiredTitle : m.cardExpiringTitle;
    default:
      return alert.kind satisfies never;
  }
}

function hasPassed({ at }: BillingAlert, asOf: Instant): boolean {
  return at !== null && !isBefore(asOf, at);
}
