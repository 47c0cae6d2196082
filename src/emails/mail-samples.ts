import type { MailDetails, MailInvoiceLine, MailName, MailPlan } from '../server/ports/index.ts';

/** A mail with everything it says made up: for previews and tests. */
export type MailSample = {
  [Name in MailName]: { message: Name; title: string; details: MailDetails[Name] };
}[MailName];

const usd = (amount: number) => ({ amount, currency: 'USD' });
const line = (label: string, amount: number): MailInvoiceLine => ({ label, money: usd(amount) });

const professional: MailPlan = {
  name: 'Professional',
  money: usd(7900),
  interval: 'month',
  intervalCount: 1,
};
const yearly: MailPlan = { ...professional, money: usd(79_000), interval: 'year' };
const starter: MailPlan = { ...professional, name: 'Starter', money: usd(2900) };
const enterprise: MailPlan = { ...professional, name: 'Enterprise', money: usd(19_900) };

const start = '2027-01-15T09:00:00Z';
const end = '2027-02-15T09:00:00Z';

const receipt: MailDetails['receipt'] = {
  number: 'NORDLICHT-0007',
  createdAt: start,
  planName: 'Professional',
  billingReason: 'subscription_cycle',
  lines: [line('Professional', 7900)],
  subtotal: usd(7900),
  discount: usd(0),
  tax: usd(1501),
  total: usd(9401),
  appliedBalance: usd(0),
  paid: usd(9401),
};

/** Every kind of mail, in each of the ways it may turn out. */
export const mailSamples: readonly MailSample[] = [
  {
    message: 'welcome',
    title: 'Welcome, with a trial',
    details: { plan: professional, trialEnd: start, nextChargeAt: start },
  },
  {
    message: 'welcome',
    title: 'Welcome, paid at once',
    details: { plan: professional, trialEnd: null, nextChargeAt: end },
  },
  { message: 'receipt', title: 'Receipt of a renewal', details: receipt },
  {
    message: 'receipt',
    title: 'Receipt of an upgrade, part of it from the balance',
    details: {
      ...receipt,
      number: null,
      planName: 'Enterprise',
      billingReason: 'subscription_update',
      lines: [line('Remaining time on Enterprise', 12_400), line('Unused time on Professional', -4900)],
      subtotal: usd(7500),
      discount: usd(750),
      tax: usd(1283),
      total: usd(8033),
      appliedBalance: usd(2000),
      paid: usd(6033),
    },
  },
  {
    message: 'refund',
    title: 'Refund',
    details: {
      number: 'NORDLICHT-0007',
      planName: 'Professional',
      refundedAt: '2027-01-20T14:30:00Z',
      subtotal: usd(7900),
      tax: usd(1501),
      total: usd(9401),
    },
  },
  {
    message: 'payment_failed',
    title: 'Payment failed, to be tried again',
    details: {
      planName: 'Professional',
      due: usd(9401),
      attempts: 2,
      isFinal: false,
      nextAttemptAt: '2027-01-22T09:00:00Z',
    },
  },
  {
    message: 'payment_failed',
    title: 'Payment failed for good',
    details: { planName: 'Professional', due: usd(9401), attempts: 5, isFinal: true, nextAttemptAt: null },
  },
  {
    message: 'card_expiring',
    title: 'Card about to expire',
    details: { brand: 'Visa', last4: '4242', expiresAt: '2027-02-01T00:00:00Z' },
  },
  {
    message: 'trial_ending',
    title: 'Trial about to end',
    details: { plan: professional, trialEnd: start },
  },
  {
    message: 'renewal_ahead',
    title: 'Renewal ahead',
    details: { plan: yearly, nextPlan: null, renewsAt: start },
  },
  {
    message: 'renewal_ahead',
    title: 'Renewal ahead, on another plan',
    details: { plan: yearly, nextPlan: starter, renewsAt: start },
  },
  {
    message: 'plan_changed',
    title: 'Plan changed',
    details: {
      change: 'applied',
      from: professional,
      to: enterprise,
      takesEffectAt: start,
      nextChargeAt: end,
    },
  },
  {
    message: 'plan_changed',
    title: 'Plan change scheduled',
    details: { change: 'scheduled', from: professional, to: starter, takesEffectAt: end, nextChargeAt: end },
  },
  {
    message: 'plan_changed',
    title: 'Scheduled plan change removed',
    details: { change: 'dropped', from: professional, to: starter, takesEffectAt: end, nextChargeAt: end },
  },
  {
    message: 'cancellation_confirmed',
    title: 'Cancellation confirmed',
    details: {
      plan: professional,
      canceledAt: '2027-01-20T14:30:00Z',
      endsAt: end,
      hasEnded: false,
      isTrial: false,
    },
  },
  {
    message: 'cancellation_confirmed',
    title: 'Ended at once',
    details: { plan: professional, canceledAt: start, endsAt: start, hasEnded: true, isTrial: false },
  },
  {
    message: 'paused',
    title: 'Pause scheduled',
    details: { plan: professional, pausesAt: end, isScheduled: true, resumesAt: '2027-05-15T09:00:00Z' },
  },
  {
    message: 'paused',
    title: 'Paused',
    details: { plan: professional, pausesAt: end, isScheduled: false, resumesAt: null },
  },
  {
    message: 'resumed',
    title: 'Resumed after a pause',
    details: { plan: professional, after: 'pause', nextChargeAt: end },
  },
  {
    message: 'resumed',
    title: 'Cancellation taken back',
    details: { plan: professional, after: 'scheduled_cancellation', nextChargeAt: end },
  },
];
