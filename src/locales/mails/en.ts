import type { BillingReason } from '../../core/index.ts';
import { createPlural, type PluralForms } from '../plural.ts';
import type { AmountValue, DateValue, PlanValue, Span } from '../values.ts';

const plural = createPlural('en');

const UNITS: Record<Span['interval'], PluralForms> = {
  day: { one: '# day', other: '# days' },
  week: { one: '# week', other: '# weeks' },
  month: { one: '# month', other: '# months' },
  year: { one: '# year', other: '# years' },
};

function rate({ interval, count }: Span): string {
  return count === 1 ? `per ${interval}` : `every ${plural(count, UNITS[interval])}`;
}

/** A plan's price: what it costs, and how often. */
interface PriceValue {
  price: string;
}

/**
 * The English words of the mails, which are also the shape every other language has. Values arrive formatted: a
 * catalogue chooses words and plural forms, never digits, dates or currencies. Dates in sentences carry their time and
 * time zone, those in subjects do not.
 */
export const enMails = {
  language: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',

  common: {
    /** A price, how often it is due, and that tax may come. */
    price: ({ amount, interval, count }: AmountValue & Span) => `${amount} ${rate({ interval, count })}`,
    plusTax: ({ amount }: AmountValue) => `${amount} plus any tax`,
    amountOn: ({ amount, date }: AmountValue & DateValue) => `${amount} on ${date}`,
    card: ({ brand, last4 }: { brand: string; last4: string }) => `${brand} ending in ${last4}`,
    yourCard: 'Your card',
    openBilling: 'Open billing',
    updatePaymentMethod: 'Update payment method',
    choosePlan: 'Choose a plan',
    keep: 'Keep my subscription',
    howToCancel: 'You can cancel at any time: open billing and choose “Cancel subscription”.',
    /** What facts are called in the list beside them. */
    labels: {
      plan: 'Plan',
      price: 'Price',
      trialEnds: 'Trial ends',
      firstCharge: 'First charge',
      nextCharge: 'Next charge',
      amountDue: 'Amount due',
      nextAttempt: 'Next attempt',
      card: 'Card',
      validUntil: 'Valid until',
      renews: 'Renews',
      before: 'Before',
      after: 'After',
      takesEffect: 'Takes effect',
      canceled: 'Canceled',
      ends: 'Ends',
      ended: 'Ended',
      pauses: 'Pauses',
      pausedSince: 'Paused since',
      resumes: 'Resumes',
      receipt: 'Receipt',
      invoice: 'Invoice',
      date: 'Date',
      for: 'For',
    },
    /** Why this mail came; `owner` is whose billing it is. */
    reason: ({ brand, owner }: { brand: string; owner: string | null }) =>
      owner === null
        ? `You receive this because you manage billing at ${brand}.`
        : `You receive this because you manage the billing of ${owner} at ${brand}.`,
    isOwed: 'Mails like this one cannot be switched off.',
    preferences: 'Choose which mails you receive',
    questions: ({ address }: { address: string }) => `Questions? Write to ${address}.`,
  },

  welcome: {
    subject: ({ plan }: PlanValue) => `Welcome to ${plan}`,
    title: ({ plan }: PlanValue) => `You are on ${plan}`,
    trial: ({ plan, date }: PlanValue & DateValue) =>
      `Your free trial of ${plan} has started. It runs until ${date}, and nothing is charged before then.`,
    started: ({ plan }: PlanValue) => `Your subscription to ${plan} has started.`,
    nextTrial: ({ price, date }: PriceValue & DateValue) =>
      `After the trial the plan costs ${price}, before tax. The first charge is on ${date}, unless you cancel before then.`,
    next: ({ price, date }: PriceValue & DateValue) =>
      `It costs ${price}, before tax. The next charge is on ${date}, unless you cancel before then.`,
    nextFree: 'You can change or cancel it at any time.',
  },

  receipt: {
    subject: ({ amount, number }: AmountValue & { number: string | null }) =>
      number === null ? `Receipt for ${amount}` : `Receipt ${number} for ${amount}`,
    title: ({ amount }: AmountValue) => `${amount} paid`,
    titleNothing: 'Paid from your balance',
    thanks: ({ plan }: PlanValue) => `Thank you. Your payment for ${plan} was received.`,
    thanksBalance: ({ plan }: PlanValue) =>
      `Nothing was charged: your balance covered the whole amount for ${plan}.`,
    next: 'There is nothing to do. The invoice is on your billing page, as a PDF.',
    caption: 'What was paid for',
    reason: {
      purchase: ({ plan }) => plan,
      subscription_create: ({ plan }) => `${plan}, first payment`,
      subscription_cycle: ({ plan }) => `${plan}, renewal`,
      subscription_update: ({ plan }) => `${plan}, plan change`,
      subscription_meter_cycle: ({ plan }) => `${plan}, usage`,
    } satisfies Record<BillingReason, (values: PlanValue) => string>,
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: 'Tax',
    total: 'Total',
    appliedBalance: 'From your balance',
    paid: 'Charged',
  },

  refund: {
    subject: ({ amount, number }: AmountValue & { number: string | null }) =>
      number === null ? `Refund of ${amount}` : `Refund of ${amount} for invoice ${number}`,
    title: ({ amount }: AmountValue) => `${amount} refunded`,
    refunded: ({ amount, plan }: AmountValue & { plan: string | null }) =>
      plan === null
        ? `${amount} goes back to the payment method it was paid with.`
        : `${amount} that was paid for ${plan} goes back to the payment method it was paid with.`,
    arrives:
      'It usually arrives within 5 to 10 business days; how long it takes is for your bank to say. There is nothing to do.',
    caption: 'What was refunded',
  },

  payment_failed: {
    subject: ({ amount }: AmountValue) => `Payment of ${amount} failed`,
    subjectFinal: ({ amount }: AmountValue) => `Your subscription has ended: ${amount} was not paid`,
    title: 'Your payment did not go through',
    titleFinal: 'Your subscription has ended',
    failed: ({ amount, plan, attempts }: AmountValue & { plan: string | null; attempts: number }) =>
      [
        plan === null ? `${amount} could not be collected.` : `${amount} for ${plan} could not be collected.`,
        attempts > 1
          ? plural(attempts, { one: '# attempt has failed so far.', other: '# attempts have failed so far.' })
          : null,
      ]
        .filter((sentence) => sentence !== null)
        .join(' '),
    nextAttempt: ({ date }: DateValue) =>
      `The next attempt is on ${date}. Check the payment method before then, so that your plan goes on.`,
    noAttempt: 'Update the payment method on file, so that your plan goes on.',
    final: ({ amount, plan, attempts }: AmountValue & { plan: string | null; attempts: number }) =>
      `${amount}${plan === null ? '' : ` for ${plan}`} could not be collected in ${plural(attempts, { one: '# attempt', other: '# attempts' })}, so the subscription has ended.`,
    nextFinal: 'Nothing more will be charged. You can choose a plan again at any time.',
  },

  card_expiring: {
    subject: ({ date }: DateValue) => `Your card expires at the end of ${date}`,
    title: 'Your card is about to expire',
    expires: ({ card, date }: DateValue & { card: string }) =>
      `${card} is valid until the end of ${date}. Charges after that will fail.`,
    next: 'Replace it before then, so that your plan goes on without a break.',
  },

  trial_ending: {
    subject: ({ plan, date }: PlanValue & DateValue) => `Your trial of ${plan} ends on ${date}`,
    title: 'Your free trial is about to end',
    ends: ({ plan, date }: PlanValue & DateValue) => `Your free trial of ${plan} ends on ${date}.`,
    charged: ({ amount, price }: AmountValue & PriceValue) =>
      `Then ${amount} plus any tax is charged, and the plan renews at ${price}, before tax, until you cancel.`,
    continues: 'Then your plan goes on.',
    next: ({ date }: DateValue) =>
      `To go on, there is nothing to do. If you cancel before ${date}, nothing is charged.`,
  },

  renewal_ahead: {
    subject: ({ plan, date }: PlanValue & DateValue) => `${plan} renews on ${date}`,
    title: 'Your subscription is about to renew',
    renews: ({ plan, date }: PlanValue & DateValue) => `Your subscription to ${plan} renews on ${date}.`,
    renewsAs: ({ plan, nextPlan, date }: PlanValue & DateValue & { nextPlan: string }) =>
      `Your subscription renews on ${date} and moves from ${plan} to ${nextPlan}.`,
    charged: ({ amount }: AmountValue) => `Then ${amount} plus any tax is charged.`,
    next: ({ date }: DateValue) =>
      `To go on, there is nothing to do. To stop it, cancel before ${date}; nothing is charged then.`,
  },

  plan_changed: {
    subject: {
      applied: ({ plan }) => `You are now on ${plan}`,
      scheduled: ({ plan, date }) => `Your plan changes to ${plan} on ${date}`,
      dropped: ({ current }) => `You stay on ${current}`,
    } satisfies Record<string, (values: PlanValue & DateValue & { current: string }) => string>,
    applied: ({ from, to, date }: DateValue & { from: string; to: string }) =>
      `Your plan changed from ${from} to ${to} on ${date}.`,
    scheduled: ({ from, to, date }: DateValue & { from: string; to: string }) =>
      `Your plan changes from ${from} to ${to} on ${date}.`,
    dropped: ({ from, to, date }: DateValue & { from: string; to: string }) =>
      `The change from ${from} to ${to} that was planned for ${date} was removed.`,
    nextApplied: 'If something was charged for the change, you get a receipt of its own.',
    nextScheduled: 'Until then nothing changes, and you can undo it.',
    nextDropped: 'Nothing changes, and nothing is charged for it.',
  },

  cancellation_confirmed: {
    subject: ({ date }: DateValue) => `Your subscription ends on ${date}`,
    subjectEnded: 'Your subscription has ended',
    title: 'Your cancellation is confirmed',
    canceled: ({ plan, canceled, date }: PlanValue & DateValue & { canceled: string }) =>
      `Your subscription to ${plan} was canceled on ${canceled}. It ends on ${date}.`,
    canceledTrial: ({ plan, canceled, date }: PlanValue & DateValue & { canceled: string }) =>
      `Your trial of ${plan} was canceled on ${canceled}. It ends on ${date}, and you are not charged.`,
    ended: ({ plan, date }: PlanValue & DateValue) => `Your subscription to ${plan} ended on ${date}.`,
    next: 'Until then everything works as before. Nothing more is charged, and you can change your mind.',
    nextEnded: 'Nothing more is charged. You can choose a plan again at any time.',
  },

  paused: {
    subject: 'Your subscription is paused',
    subjectScheduled: ({ date }: DateValue) => `Your subscription pauses on ${date}`,
    paused: ({ plan, date }: PlanValue & DateValue) =>
      `Your subscription to ${plan} is paused since ${date}.`,
    scheduled: ({ plan, date }: PlanValue & DateValue) =>
      `Your subscription to ${plan} pauses on ${date}. Until then everything works as before.`,
    nextUntil: ({ date }: DateValue) =>
      `Nothing is charged while it is paused. It goes on by itself on ${date}, and is charged again from then on.`,
    next: 'Nothing is charged while it is paused. It stays paused until you resume it.',
  },

  resumed: {
    subject: 'Your subscription continues',
    after: {
      pause: ({ plan }) => `Your subscription to ${plan} is no longer paused.`,
      scheduled_pause: ({ plan }) =>
        `The pause that was planned for your subscription to ${plan} was removed.`,
      scheduled_cancellation: ({ plan }) =>
        `The cancellation of your subscription to ${plan} was taken back.`,
    } satisfies Record<string, (values: PlanValue) => string>,
    next: ({ amount, date }: AmountValue & DateValue) =>
      `It goes on as before. The next charge is ${amount} plus any tax, on ${date}.`,
    nextFree: 'It goes on as before.',
  },
};

/** The words of the mails, by mail. */
export type MailWords = typeof enMails;

type Override<Value> = Value extends (...args: never[]) => unknown
  ? Value
  : Value extends string
    ? string
    : Value extends object
      ? { [Key in keyof Value]?: Override<Value[Key]> | undefined }
      : Value;

/** Some words of the mails, by the same keys: what is left out stays as it is. */
export type MailWordOverrides = Override<MailWords>;
