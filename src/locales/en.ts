import type {
  BillingErrorCode,
  BillingReason,
  CancellationReason,
  ChangeDirection,
  InvoiceStatus,
  QuoteDirection,
  QuoteLine,
  SubscriptionStatus,
  UnavailableReason,
} from '../core/index.ts';
import { createPlural, type PluralForms } from './plural.ts';
import type { AmountValue, DateValue, PlanValue, Span } from './values.ts';

const plural = createPlural('en');

const UNITS: Record<Span['interval'], PluralForms> = {
  day: { one: '# day', other: '# days' },
  week: { one: '# week', other: '# weeks' },
  month: { one: '# month', other: '# months' },
  year: { one: '# year', other: '# years' },
};

const ADVERBS: Record<Span['interval'], string> = {
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  year: 'yearly',
};

const OPTIONS: Record<Span['interval'], string> = {
  day: 'Daily',
  week: 'Weekly',
  month: 'Monthly',
  year: 'Yearly',
};

function length({ interval, count }: Span): string {
  return plural(count, UNITS[interval]);
}

function adverb(span: Span): string {
  return span.count === 1 ? ADVERBS[span.interval] : `every ${length(span)}`;
}

/**
 * The English catalogue, which is also the shape every other one has. Values arrive formatted: a catalogue
 * chooses words and plural forms, never digits, dates or currencies.
 */
export const en = {
  common: {
    retry: 'Try again',
    close: 'Close',
    back: 'Back',
    done: 'Done',
    dismiss: 'Dismiss',
    loading: 'Loading…',
    /** How near a date is, and which date it is. */
    relativeDate: ({ relative, date }: DateValue & { relative: string }) => `${relative}, ${date}`,
    /** The same where a sentence leads to the date: "on 21 December 2026 (in 28 days)". */
    dateInSentence: ({ relative, date }: DateValue & { relative: string }) => `${date} (${relative})`,
    /** After a price: `/month`. */
    perInterval: ({ interval, count }: Span) =>
      count === 1 ? `/${interval}` : ` every ${length({ interval, count })}`,
    /** Payment method on file. */
    card: ({ brand, last4 }: { brand: string; last4: string }) => `${brand} ending in ${last4}`,
    /** An amount to which tax may come: the tax is known only when it is charged. */
    plusTax: ({ amount }: AmountValue) => `${amount} plus any tax`,
    otherPaymentMethod: 'Payment method on file',
    cardExpires: ({ date }: DateValue) => `Expires ${date}`,
  },

  /** The states of a subscription, in plain words. */
  status: {
    incomplete: 'Waiting for payment',
    incomplete_expired: 'Payment not completed',
    trialing: 'Trial',
    active: 'Active',
    past_due: 'Payment failed',
    canceled: 'Canceled',
    unpaid: 'Ended, unpaid',
    paused: 'Paused',
    cancel_scheduled: 'Cancels soon',
    pause_scheduled: 'Pauses soon',
  } satisfies Record<SubscriptionStatus | 'cancel_scheduled' | 'pause_scheduled', string>,

  planSelector: {
    legend: 'Billing period',
    interval: ({ interval, count }: Span) =>
      count === 1 ? OPTIONS[interval] : `Every ${length({ interval, count })}`,
    currency: 'Currency',
    freeMonths: ({ count }: { count: number }) =>
      plural(count, { one: '# month free', other: '# months free' }),
    savePercent: ({ percent }: { percent: string }) => `save ${percent}`,
    saveUpToPercent: ({ percent }: { percent: string }) => `save up to ${percent}`,
    plans: 'Plans',
    recommended: 'Recommended',
    current: 'Current plan',
    currentOtherInterval: (span: Span) => `Current plan, billed ${adverb(span)}`,
    scheduled: ({ date }: DateValue) => `Starts on ${date}`,
    perMonth: ({ amount }: AmountValue) => `${amount} per month, billed yearly`,
    billed: (span: Span) => `Billed ${adverb(span)}`,
    trialThen: ({ trial, price }: { trial: Span; price: string }) => `${length(trial)} free, then ${price}`,
    customPrice: 'Custom price',
    noPrice: ({ currency }: { currency: string }) => `Not sold in ${currency}`,
    notSoldBy: (span: Span) => `Not sold ${adverb(span)}`,
    features: ({ plan }: PlanValue) => `Included in ${plan}`,
    startTrial: ({ interval, count }: Span) =>
      `Start ${plural(count, { other: '#' })}-${interval} free trial`,
    subscribe: ({ plan }: PlanValue) => `Subscribe to ${plan}`,
    upgrade: ({ plan }: PlanValue) => `Upgrade to ${plan}`,
    downgrade: ({ plan }: PlanValue) => `Downgrade to ${plan}`,
    downgradeOn: ({ date }: DateValue) => `Downgrade on ${date}`,
    switchInterval: (span: Span) => `Switch to ${adverb(span)}`,
    switchIntervalOn: ({ date, ...span }: Span & DateValue) => `Switch to ${adverb(span)} on ${date}`,
    keepPlan: ({ plan }: PlanValue) => `Keep ${plan}`,
    keepInterval: (span: Span) => `Keep ${adverb(span)} billing`,
    yourPlan: 'This is your plan',
    contact: 'Contact us',
    notAvailable: 'Not available now',
    unavailable: {
      no_price_in_currency: () => 'Choose another currency for this plan.',
      permission: () => 'You can see the plans. To change yours, ask an owner or administrator.',
      cancel_scheduled: () => 'Your subscription is set to end. Keep it first, then change the plan.',
      past_due: () => 'The last payment failed. Once it is paid, you can change the plan.',
      paused: () => 'Your subscription is paused. Once it runs again, you can change the plan.',
      incomplete: () => 'The first payment is not complete yet. Once it is, you can change the plan.',
    } satisfies Record<UnavailableReason, () => string>,
    emptyTitle: 'No plans yet',
    emptyDescription: 'Plans appear here as soon as they are on sale.',
    errorTitle: 'The plans could not be loaded',
    redirecting: 'Opening checkout…',
    addOns: 'Add-ons',
    addOnsDescription: 'Can be added to any plan.',
    perUser: ({ price }: { price: string }) => `${price} per user`,
  },

  changeDialog: {
    title: {
      upgrade: ({ plan }) => `Upgrade to ${plan}`,
      downgrade: ({ plan }) => `Downgrade to ${plan}`,
      interval: (span) => `Switch to ${adverb(span)} billing`,
      resume: ({ plan }) => `Resume ${plan}`,
    } satisfies Record<QuoteDirection, (values: PlanValue & Span) => string>,
    description: ({ from, to }: { from: string; to: string }) => `From ${from} to ${to}.`,
    resumeDescription: ({ plan }: PlanValue) => `The pause ends now, and a new period of ${plan} begins.`,
    plan: ({ plan, price }: PlanValue & { price: string }) => `${plan} (${price})`,
    lines: {
      unused_time: ({ plan }) => `Unused time on ${plan}`,
      remaining_time: ({ plan }) => `Remaining time on ${plan}`,
      full_period: ({ plan }) => `${plan}, full period`,
      discount: () => 'Discount',
    } satisfies Record<QuoteLine['kind'], (values: PlanValue) => string>,
    loadingQuote: 'Working out what this costs…',
    linesCaption: 'What this change costs',
    subtotal: 'Subtotal',
    tax: 'Tax',
    taxUnknown: 'Added where it applies',
    appliedBalance: 'From your credit balance',
    dueNow: 'Due now',
    credited: 'Added to your credit balance',
    takesEffect: 'Takes effect',
    atOnce: 'At once',
    nextInvoice: 'Next invoice',
    nextInvoiceOn: 'Next invoice on',
    paymentMethod: 'Paid with',
    exact: 'This is the exact amount.',
    estimate: 'This is an estimate. You are asked again before you pay more than this.',
    confirm: {
      pay: {
        upgrade: ({ amount }) => `Pay ${amount} now and upgrade`,
        downgrade: ({ amount }) => `Pay ${amount} now and downgrade`,
        interval: ({ amount }) => `Pay ${amount} now and switch`,
        resume: ({ amount }) => `Pay ${amount} now and resume`,
      } satisfies Record<QuoteDirection, (values: AmountValue) => string>,
      now: {
        upgrade: () => 'Upgrade now',
        downgrade: () => 'Downgrade now',
        interval: () => 'Switch now',
        resume: () => 'Resume now',
      } satisfies Record<QuoteDirection, () => string>,
      schedule: {
        upgrade: ({ date }) => `Schedule upgrade for ${date}`,
        downgrade: ({ date }) => `Schedule downgrade for ${date}`,
        interval: ({ date }) => `Schedule switch for ${date}`,
      } satisfies Record<ChangeDirection, (values: DateValue) => string>,
    },
    pending: 'Changing your plan…',
    resuming: 'Resuming your plan…',
    keep: 'Not now',
    quoteChangedTitle: 'The amount has changed',
    quoteChanged: 'Nothing was charged. Check the new amount before you confirm it.',
    declinedTitle: 'The payment was declined',
    actionRequired: 'Complete the payment',
    receiptTitle: ({ plan }: PlanValue) => `You are on ${plan}`,
    receiptScheduledTitle: 'The change is scheduled',
    receiptCharged: ({ amount }: AmountValue) => `${amount} was charged. The invoice is in your list.`,
    receiptNothing: 'Nothing was charged.',
    receiptUnpaid: ({ amount }: AmountValue) =>
      `${amount} could not be collected. It is tried again; check your payment method.`,
    receiptScheduled: ({ plan, date }: PlanValue & DateValue) =>
      `You move to ${plan} on ${date}. Until then nothing changes, and you can undo it.`,
  },

  subscriptionCard: {
    label: 'Subscription',
    billed: (span: Span) => `Billed ${adverb(span)}`,
    nextCharge: 'Next charge',
    firstCharge: 'First charge',
    openPayment: 'Open payment',
    nextAttempt: ({ date }: DateValue) => `Next attempt ${date}`,
    paymentMethod: 'Payment method',
    noPaymentMethod: 'None on file',
    trialEnds: 'Trial ends',
    renews: 'Renews',
    ended: 'Ended',
    since: 'Customer since',
    resumes: 'Resumes',
    pausedSince: 'Paused since',
    accessUntil: 'Access until',
    changePlan: 'Change plan',
    choosePlan: 'Choose a plan',
    cancel: 'Cancel subscription',
    uncancel: 'Keep my subscription',
    pause: 'Pause subscription',
    dropPause: 'Keep it running',
    resume: 'Resume now',
    scheduledChange: ({ plan, date }: PlanValue & DateValue) => `Changes to ${plan} on ${date}.`,
    scheduledChangeWithPrice: ({ plan, date, price }: PlanValue & DateValue & { price: string }) =>
      `Changes to ${plan} (${price}) on ${date}.`,
    dropChange: ({ plan }: PlanValue) => `Keep ${plan}`,
    dropIntervalChange: (span: Span) => `Keep ${adverb(span)} billing`,
    cancelScheduled: ({ date }: DateValue) =>
      `Your subscription ends on ${date}. Until then everything works as before.`,
    pauseScheduled: ({ date, until }: DateValue & { until: string | null }) =>
      until === null
        ? `Your subscription pauses on ${date}. Until then everything works as before.`
        : `Your subscription pauses on ${date} and resumes by itself on ${until}.`,
    chargeOnResume: 'Charge on resuming',
    notes: {
      incomplete: 'The first payment is not complete yet. The plan starts as soon as it is.',
      incomplete_expired: 'The first payment was not completed in time. Nothing was charged.',
      canceled: 'This subscription is over. Nothing more is charged.',
      unpaid: 'This subscription ended because its last invoice was not paid.',
      paused: 'Nothing is charged while the subscription is paused.',
    },
    amountsHidden: 'Amounts and payment details are shown to those who manage billing.',
    emptyTitle: 'No subscription yet',
    emptyDescription: 'Choose a plan to start. You see what it costs before anything is charged.',
    emptyDescriptionReader: 'Ask an owner or administrator to choose a plan.',
    errorTitle: 'The subscription could not be loaded',
    changeDropped: 'The scheduled change was removed.',
    pauseDropped: 'The pause was taken back. Your subscription continues.',
    uncanceled: 'Your subscription continues.',
  },

  invoiceTable: {
    label: 'Invoices',
    columns: { date: 'Date', number: 'Invoice', status: 'Status', amount: 'Amount', document: 'Document' },
    status: {
      draft: 'Draft',
      pending: 'Payment due',
      paid: 'Paid',
      refunded: 'Refunded',
      partially_refunded: 'Partly refunded',
      void: 'Void',
    } satisfies Record<InvoiceStatus, string>,
    reason: {
      purchase: ({ plan }) => plan,
      subscription_create: ({ plan }) => `${plan}, first invoice`,
      subscription_cycle: ({ plan }) => `${plan}, renewal`,
      subscription_update: ({ plan }) => `${plan}, plan change`,
      subscription_meter_cycle: ({ plan }) => `${plan}, usage`,
    } satisfies Record<BillingReason, (values: PlanValue) => string>,
    noNumber: 'Number follows',
    nextAttempt: ({ date }: DateValue) => `Next attempt ${date}`,
    refunded: ({ amount }: AmountValue) => `${amount} refunded`,
    filter: 'Status',
    allStatuses: 'All statuses',
    search: 'Search invoices',
    searchPlaceholder: 'Number or plan',
    download: 'Download',
    downloadInvoice: ({ number }: { number: string }) => `Download invoice ${number}`,
    preparing: 'Preparing…',
    open: 'Open PDF',
    openInvoice: ({ number }: { number: string }) => `Open the PDF of invoice ${number}`,
    popupBlocked: 'Your browser blocked the new tab. The document is ready:',
    next: 'Next',
    previous: 'Previous',
    pages: 'Invoice pages',
    page: ({ page }: { page: string }) => `Page ${page}`,
    emptyTitle: 'No invoices yet',
    emptyDescription: 'Your first invoice appears here after the first charge.',
    noResultsTitle: 'No invoice matches',
    noResultsDescription: 'Try another number, plan or status.',
    clear: 'Show all invoices',
    deniedTitle: 'Invoices are not shown to you',
    deniedDescription: 'Ask an owner or administrator of your organization for a copy.',
    errorTitle: 'The invoices could not be loaded',
  },

  cancelFlow: {
    title: 'Cancel subscription',
    step: ({ step, total }: { step: string; total: string }) => `Step ${step} of ${total}`,
    reasonTitle: 'Why are you leaving?',
    reasonDescription: 'Your answer helps us. It does not change what happens next.',
    reasons: {
      too_expensive: 'It costs too much',
      missing_features: 'It lacks something I need',
      switched_service: 'I am moving to another service',
      unused: 'I do not use it enough',
      customer_service: 'I am not happy with the support',
      low_quality: 'It is not good enough',
      too_complex: 'It is too complicated',
      other: 'Another reason',
    } satisfies Record<CancellationReason, string>,
    comment: 'Anything you would like to add? (optional)',
    continue: 'Continue',
    keep: 'Keep my subscription',
    confirmTitle: ({ plan }: PlanValue) => `What happens when you cancel ${plan}`,
    endsPaid: ({ date }: DateValue) =>
      `You keep everything until ${date}. Nothing more is charged, and you can undo this until then.`,
    endsTrial: ({ date }: DateValue) =>
      `Your trial runs until ${date}. You are not charged, and you can undo this until then.`,
    featuresLost: ({ date }: DateValue) => `From ${date} you no longer have`,
    confirm: ({ date }: DateValue) => `Cancel on ${date}`,
    pending: 'Canceling…',
    doneTitle: 'Your subscription is canceled',
    doneDescription: ({ date }: DateValue) =>
      `It ends on ${date}. Until then everything works as before, and you can change your mind.`,
    undoing: 'Keeping your subscription…',
    undone: 'Your subscription continues.',
    errorTitle: 'This could not be loaded',
  },

  pauseFlow: {
    title: 'Pause subscription',
    headline: ({ date }: DateValue) => `Pause until ${date}`,
    description: 'Choose how long. You see what it means before anything changes.',
    length: 'Length of the pause',
    option: ({ count, date }: { count: number } & DateValue) =>
      `${length({ interval: 'month', count })}, until ${date}`,
    effects: 'What happens when you pause',
    before: ({ date }: DateValue) => `Until ${date} everything works as before.`,
    during: ({ plan }: PlanValue) => `Then nothing is charged, and what ${plan} gives is not available.`,
    after: ({ date, plan, amount }: DateValue & PlanValue & { amount: string | null }) =>
      amount === null
        ? `On ${date} ${plan} resumes by itself and is charged.`
        : `On ${date} ${plan} resumes by itself, and ${amount} is charged.`,
    undoable: 'You can take this back, or resume earlier, at any time.',
    keep: 'Not now',
    confirm: ({ from, until }: { from: string; until: string }) => `Pause from ${from} to ${until}`,
    pending: 'Scheduling the pause…',
    doneTitle: ({ date }: DateValue) => `Your plan resumes on ${date}`,
    doneDescription: ({ date }: DateValue) =>
      `The pause begins on ${date}. Until then everything works as before, and you can take it back.`,
    undo: 'Keep it running',
    undoing: 'Taking the pause back…',
    undone: 'Your subscription continues.',
  },

  paymentMethods: {
    label: 'Payment methods',
    default: 'Default',
    expiresSoon: 'Expires soon',
    expired: 'Expired',
    stays: 'Your subscription is charged to this one. To remove it, make another the default first.',
    makeDefault: 'Make default',
    makingDefault: 'Making it the default…',
    madeDefault: ({ method }: { method: string }) => `${method} is charged from now on.`,
    remove: 'Remove',
    removing: 'Removing it…',
    removed: ({ method }: { method: string }) => `${method} was removed.`,
    removeTitle: ({ method }: { method: string }) => `Remove ${method}?`,
    removeDescription: 'It is not charged any more. To use it again, add it once more.',
    payTitle: ({ method }: { method: string }) => `Charge ${method} from now on?`,
    payDescription: ({ amount }: AmountValue) =>
      `${amount} could not be collected and is charged to it now. Later charges go to it as well.`,
    payConfirm: ({ amount }: AmountValue) => `Use it and pay ${amount}`,
    keep: 'Not now',
    add: 'Add payment method',
    adding: 'Opening the secure page…',
    addHint: 'You enter it on a secure page of our payment provider, and come back here.',
    emptyTitle: 'No payment method on file',
    emptyDescription: 'Add one so that the next charge goes through.',
    emptyBeforePlan: 'You are asked for one when you choose a plan.',
    deniedTitle: 'Payment methods are not shown to you',
    deniedDescription: 'Ask an owner or administrator of your organization.',
    errorTitle: 'Payment methods could not be loaded',
  },

  billingAlert: {
    dismiss: 'Dismiss this notice',
    askAdministrator: 'Ask an owner or administrator to take care of it.',
    paymentFailedTitle: ({ attempts }: { attempts: number }) =>
      attempts > 1
        ? plural(attempts, { one: 'Payment failed # time', other: 'Payment failed # times' })
        : 'Payment failed',
    paymentFailed: ({ amount, date }: { amount: string | null; date: string | null }) =>
      [
        amount === null ? 'The last payment did not go through.' : `${amount} could not be collected.`,
        date === null
          ? 'Check the payment method on file.'
          : `The next attempt is ${date}. Check the payment method before then.`,
      ].join(' '),
    accessUntil: ({ plan, date }: PlanValue & DateValue) =>
      `What ${plan} gives stays available until ${date}.`,
    accessEnded: ({ plan }: PlanValue) => `What ${plan} gives is not available until it is paid.`,
    paymentFailedReader: () => 'The last payment did not go through.',
    canceledTitle: 'Your subscription has ended',
    canceled: ({ date }: { date: string | null }) =>
      `${date === null ? 'It is over' : `It ended ${date}`}. Choose a plan to start again.`,
    canceledReader: ({ date }: { date: string | null }) =>
      date === null ? 'It is over.' : `It ended ${date}.`,
    cancelScheduledTitle: 'Your subscription is set to end',
    cancelScheduled: ({ date }: DateValue) => `It ends ${date}. You can keep it until then.`,
    cancelScheduledReader: ({ date }: DateValue) => `It ends ${date}.`,
    pauseScheduledTitle: 'Your subscription is set to pause',
    pauseScheduled: ({ date }: DateValue) => `It pauses ${date}.`,
    pausedTitle: 'Your subscription is paused',
    paused: ({ date }: { date: string | null }) =>
      date === null ? 'It stays paused until it is resumed.' : `It resumes ${date}.`,
    trialEndingTitle: 'Your trial is about to end',
    trialEnding: ({ date, amount }: DateValue & { amount: string | null }) =>
      amount === null
        ? `It ends ${date}. Your plan continues after that.`
        : `It ends ${date}. Then ${amount} is charged, unless you cancel before.`,
    trialEndingReader: ({ date }: DateValue) => `It ends ${date}.`,
    cardExpiringTitle: 'Your card is about to expire',
    cardExpiredTitle: 'Your card has expired',
    cardExpiring: ({ date }: DateValue) => `It stops working ${date}. Replace it so that your plan goes on.`,
    cardExpired: 'Replace it so that the next charge goes through.',
    pay: ({ amount, method }: AmountValue & { method: string }) => `Pay ${amount} now with ${method}`,
    paying: 'Paying…',
    paid: ({ amount }: AmountValue) => `${amount} was charged. Nothing is owed any more.`,
    paidBefore: 'It has been paid in the meantime. Nothing was charged.',
    openingPage: 'Opening the secure page…',
    triedTooOften: 'This was tried too often. Use another payment method.',
    updatePaymentMethod: 'Update payment method',
    /** Where the page leads to no place for it. */
    contactSupport: 'To use another payment method, contact support.',
    choosePlan: 'Choose a plan',
    keep: 'Keep my subscription',
  },

  checkoutStatus: {
    processingTitle: 'Confirming your payment',
    processing: 'This usually takes a few seconds. You may leave this page: nothing gets lost.',
    succeededTitle: ({ plan }: PlanValue) => `Welcome to ${plan}`,
    succeeded: 'Your subscription is ready.',
    succeededTrial: ({ date }: DateValue) =>
      `Your trial has started and ends ${date}. Nothing is charged before.`,
    failedTitle: 'The payment did not go through',
    failed: ({ plan }: PlanValue) => `${plan} has not started and nothing was charged. You can try again.`,
    expiredTitle: 'This checkout has expired',
    expired: ({ plan }: PlanValue) => `${plan} has not started and nothing was charged. Choose a plan again.`,
    openTitle: 'Your checkout is still open',
    open: ({ plan }: PlanValue) => `${plan} starts when you have completed it. Nothing was charged yet.`,
    resume: 'Continue to checkout',
    choosePlan: 'Choose a plan',
    errorTitle: 'The checkout could not be checked',
    unknown: 'This address does not belong to a checkout of yours. Your subscription shows what you have.',
  },

  billingPage: {
    subscription: 'Subscription',
    plans: 'Plans',
    plansDescription: 'Prices are before tax. You see the exact amount before anything is charged.',
    paymentMethods: 'Payment methods',
    invoices: 'Invoices',
    deniedTitle: 'You can look, not change',
    denied: ({ owner }: { owner: string }) =>
      `Billing of ${owner} is managed by its owners and administrators. Ask one of them to change something.`,
    noAccessTitle: 'Billing is not shown to you',
    noAccess: 'Ask an owner or administrator of your organization for access.',
    errorTitle: 'Billing could not be loaded',
  },

  /** What happened and what to do next, for every code. */
  errors: {
    unauthenticated: 'You have been signed out. Sign in again, then repeat this.',
    forbidden: 'You may not do this. Ask an owner or administrator of your organization.',
    not_found: 'This no longer exists. Reload the page to see what is there now.',
    invalid_request: 'Something in this request was not accepted. Reload the page and try again.',
    conflict:
      'Something changed in the meantime and nothing was done. Look at the current state, then try again.',
    quote_changed: 'The amount has changed and nothing was charged. Check the new amount.',
    quote_expired: 'The amount was shown too long ago and nothing was charged. Check the new one.',
    already_subscribed: 'There is already a subscription. Reload the page to see it.',
    payment_declined:
      'The bank declined the payment and nothing has changed. Check the payment method or use another one.',
    payment_action_required: 'Your bank wants you to confirm this payment. Nothing has changed until you do.',
    billing_details_required: 'A billing name and address are missing. Add them, then try again.',
    limit_exceeded: 'This goes beyond what the plan allows. Choose a larger plan first.',
    rate_limited: 'That was too often in a short time. Wait a moment, then try again.',
    provider_unavailable:
      'The payment service cannot be reached. Check your connection or try again in a minute: nothing happens twice.',
    internal: 'Something went wrong on our side. Try again; if it stays, contact support.',
  } satisfies Record<BillingErrorCode, string>,
};

/** The words of the components, by component. */
export type Messages = typeof en;

type Override<Value> = Value extends (...args: never[]) => unknown
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: Override<Value[Key]> | undefined }
    : Value;

/** Some messages, by the same keys: what is left out stays as it is. */
export type MessageOverrides = Override<Messages>;
