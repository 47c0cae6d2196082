import type { Billing, Instant, Subscription } from '../../core/index.ts';
import { hasEnded } from '../../core/index.ts';
import { paymentMethodExpiry, paymentMethodName } from '../lib/payment-method-words.ts';
import type { Words } from '../lib/use-words.ts';

/** One fact of the card, in words. */
export interface SubscriptionFact {
  id: string;
  label: string;
  value: string;
  detail: string | null;
}

/** What the card says of a subscription, most urgent first. What the caller may not see is left out. */
export function subscriptionFacts(
  billing: Billing,
  subscription: Subscription,
  words: Words,
): SubscriptionFact[] {
  const method = hasEnded(subscription.status) ? null : paymentMethodFact(billing, words);
  return [...dateFacts(billing, subscription, words), ...(method === null ? [] : [method])];
}

type Dated = (id: string, label: string, at: Instant | null) => SubscriptionFact[];

function dateFacts(billing: Billing, subscription: Subscription, words: Words): SubscriptionFact[] {
  const { subscriptionCard: m } = words.messages;
  const { status, currentPeriodEnd, trialEnd, startedAt } = subscription;
  const dated: Dated = (id, label, at) =>
    at === null ? [] : [{ id, label, value: words.date(at), detail: words.relative(at, billing.asOf) }];

  if (hasEnded(status)) {
    return [
      ...dated('since', m.since, startedAt),
      ...dated('ended', m.ended, subscription.endedAt ?? currentPeriodEnd),
    ];
  }
  if (status === 'incomplete') return [];
  if (status === 'paused') {
    return [
      ...dated('paused_since', m.pausedSince, subscription.pausedAt),
      ...resumptionFacts(billing, subscription, words, dated),
    ];
  }
  const accessUntil = dated('access_until', m.accessUntil, subscription.endsAt ?? currentPeriodEnd);
  if (subscription.cancelAtPeriodEnd) return accessUntil;
  if (subscription.pauseAtPeriodEnd) {
    return [...accessUntil, ...resumptionFacts(billing, subscription, words, dated)];
  }
  const trial = status === 'trialing' ? dated('trial_ends', m.trialEnds, trialEnd) : [];
  const grace = status === 'past_due' ? dated('access_until', m.accessUntil, subscription.graceEndsAt) : [];
  const charge =
    status === 'past_due'
      ? openPaymentFact(billing, words)
      : chargeFacts(billing, subscription, words, dated);
  return [...trial, ...charge, ...grace];
}

/** When the plan goes on by itself after a pause, and what is charged then. */
function resumptionFacts(
  { nextCharge }: Billing,
  { resumesAt }: Subscription,
  words: Words,
  dated: Dated,
): SubscriptionFact[] {
  const { subscriptionCard: m, common } = words.messages;
  const resumes = dated('resumes', m.resumes, resumesAt);
  if (nextCharge === null) return resumes;
  const value = common.plusTax({ amount: words.amount(nextCharge.money) });
  return [...resumes, { id: 'charge_on_resume', label: m.chargeOnResume, value, detail: null }];
}

/** What is owed, from the alert, which alone knows the attempts to collect it. */
function openPaymentFact({ alert, asOf }: Billing, words: Words): SubscriptionFact[] {
  if (alert?.kind !== 'payment_failed' || alert.money === null) return [];
  const { subscriptionCard: m } = words.messages;
  const detail = alert.at === null ? null : m.nextAttempt({ date: words.when(alert.at, asOf) });
  return [{ id: 'open_payment', label: m.openPayment, value: words.amount(alert.money), detail }];
}

function chargeFacts(
  { asOf, nextCharge }: Billing,
  subscription: Subscription,
  words: Words,
  dated: Dated,
): SubscriptionFact[] {
  const { subscriptionCard: m } = words.messages;
  if (nextCharge === null) {
    return subscription.status === 'active' ? dated('renews', m.renews, subscription.currentPeriodEnd) : [];
  }
  const label = subscription.status === 'trialing' ? m.firstCharge : m.nextCharge;
  const { at, money } = nextCharge;
  const value = words.messages.common.plusTax({ amount: words.amount(money) });
  return [{ id: 'next_charge', label, value, detail: words.when(at, asOf) }];
}

function paymentMethodFact({ paymentMethod, permissions }: Billing, words: Words): SubscriptionFact | null {
  // Without this permission `null` means "not shown", not "none".
  if (paymentMethod === null && !permissions.includes('payment_methods:manage')) return null;
  const { subscriptionCard: m } = words.messages;
  const base = { id: 'payment_method', label: m.paymentMethod };
  if (paymentMethod === null) return { ...base, value: m.noPaymentMethod, detail: null };
  return {
    ...base,
    value: paymentMethodName(paymentMethod, words),
    detail: paymentMethodExpiry(paymentMethod, words),
  };
}
