import type { PreviewChangeInput } from '../../src/contract/index.ts';
import {
  type Billing,
  type BillingAlertInput,
  billingAlert,
  type CancelOptions,
  type Catalog,
  type ChangeQuote,
  type Checkout,
  type CheckoutStatus,
  type Instant,
  type Invoice,
  type InvoicePage,
  type Money,
  money,
  type OverduePayment,
  type PauseOption,
  type PaymentMethod,
  type PaymentMethodList,
  PERMISSIONS,
  type Permission,
  type PlanWithoutActions,
  planActions,
  type Subscription,
} from '../../src/core/index.ts';

/** The instant all stories are told at. */
export const NOW = '2026-11-23T10:00:00.000Z';

/** What each role may do, as the server grants it. */
export const PERMISSIONS_BY_ROLE = {
  owner: [...PERMISSIONS],
  manager: ['billing:view', 'invoices:view', 'seats:manage', 'analytics:view'],
  member: ['billing:view'],
} satisfies Record<string, Permission[]>;

type Currency = 'USD' | 'EUR' | 'JPY';

const PRICES: Record<string, Record<Currency, [month: number, year: number]>> = {
  starter: { USD: [2900, 29000], EUR: [2700, 27000], JPY: [4400, 44000] },
  professional: { USD: [7900, 79000], EUR: [7500, 75000], JPY: [12000, 120000] },
  enterprise: { USD: [19900, 199000], EUR: [18900, 189000], JPY: [30000, 300000] },
};

const COPY = [
  {
    id: 'starter',
    name: 'Starter',
    description: 'For small teams that answer a few tenders at a time.',
    features: ['5 users', '10 active tenders', 'Basic reporting', 'E-mail support'],
  },
  {
    id: 'professional',
    name: 'Professional',
    description: 'For teams that live from tenders.',
    features: ['25 users', '50 active tenders', 'Advanced reporting', 'Priority support', 'API access'],
  },
  {
    id: 'enterprise',
    name: 'Enterprise',
    description: 'For organizations with their own rules.',
    features: ['Unlimited users', 'Unlimited tenders', 'Custom integrations', 'Dedicated support', 'SLA'],
  },
] as const;

/** The plans of the demo's catalog, in one currency. */
export function plansIn(currency: Currency): PlanWithoutActions[] {
  return COPY.map(({ id, name, description, features }, index) => {
    const [month, year] = PRICES[id]?.[currency] ?? [0, 0];
    const price = (interval: 'month' | 'year', amount: number) => ({
      id: `${id}-${interval}`,
      interval,
      intervalCount: 1,
      money: money(amount, currency),
      trial: { interval: 'day' as const, intervalCount: 14 },
    });
    return {
      id,
      name,
      description,
      rank: index + 1,
      isHighlighted: id === 'professional',
      features: features.map((feature) => ({ id: feature, name: feature, limit: null })),
      contactUrl: null,
      prices: [price('month', month), price('year', year)],
    };
  });
}

const ADD_ONS: [id: string, name: string, description: string, amount: number, unit: 'seat' | 'flat'][] = [
  ['users', 'Additional users', 'Beyond those of your plan.', 1000, 'seat'],
  ['support', 'Premium support', 'An answer within an hour, day and night.', 5000, 'flat'],
  ['analytics', 'Advanced analytics', 'Win rates by buyer, region and category.', 3000, 'flat'],
  ['api', 'API access', 'Read and write tenders from your own systems.', 2500, 'flat'],
  ['integrations', 'Custom integrations', 'Built and kept running by us.', 10000, 'flat'],
];

/** An active monthly Professional subscription, two days into its period. */
export function subscriptionWith(overrides: Partial<Subscription> = {}): Subscription {
  return {
    id: 'sub_1',
    status: 'active',
    planId: 'professional',
    planName: 'Professional',
    priceId: 'professional-month',
    money: money(7900, 'USD'),
    interval: 'month',
    intervalCount: 1,
    seats: null,
    startedAt: '2026-08-21T09:00:00.000Z',
    currentPeriodStart: '2026-11-21T09:00:00.000Z',
    currentPeriodEnd: '2026-12-21T09:00:00.000Z',
    trialStart: null,
    trialEnd: null,
    cancelAtPeriodEnd: false,
    canceledAt: null,
    endsAt: null,
    endedAt: null,
    pastDueAt: null,
    graceEndsAt: null,
    pauseAtPeriodEnd: false,
    pausedAt: null,
    resumesAt: null,
    pendingChange: null,
    ...overrides,
  };
}

/** Subscriptions in every state a designer would draw. */
export const subscriptions = {
  active: subscriptionWith(),
  yearly: subscriptionWith({
    interval: 'year',
    priceId: 'professional-year',
    money: money(79000, 'USD'),
    currentPeriodEnd: '2027-08-21T09:00:00.000Z',
  }),
  trialing: subscriptionWith({
    status: 'trialing',
    startedAt: '2026-11-23T09:00:00.000Z',
    currentPeriodStart: '2026-11-23T09:00:00.000Z',
    trialStart: '2026-11-23T09:00:00.000Z',
    trialEnd: '2026-12-07T09:00:00.000Z',
    currentPeriodEnd: '2026-12-07T09:00:00.000Z',
  }),
  trialEnding: subscriptionWith({
    status: 'trialing',
    trialStart: '2026-11-11T09:00:00.000Z',
    trialEnd: '2026-11-25T09:00:00.000Z',
    currentPeriodEnd: '2026-11-25T09:00:00.000Z',
  }),
  pastDue: subscriptionWith({
    status: 'past_due',
    pastDueAt: '2026-11-21T09:00:00.000Z',
    graceEndsAt: '2026-11-28T09:00:00.000Z',
  }),
  cancelScheduled: subscriptionWith({
    cancelAtPeriodEnd: true,
    canceledAt: '2026-11-22T12:00:00.000Z',
    endsAt: '2026-12-21T09:00:00.000Z',
  }),
  changeScheduled: subscriptionWith({
    pendingChange: {
      appliesAt: '2026-12-21T09:00:00.000Z',
      planId: 'starter',
      planName: 'Starter',
      priceId: 'starter-month',
      money: money(2900, 'USD'),
      interval: 'month',
      intervalCount: 1,
    },
  }),
  canceled: subscriptionWith({
    status: 'canceled',
    canceledAt: '2026-11-01T12:00:00.000Z',
    endedAt: '2026-11-21T09:00:00.000Z',
  }),
  unpaid: subscriptionWith({ status: 'unpaid', endedAt: '2026-11-20T09:00:00.000Z' }),
  incomplete: subscriptionWith({ status: 'incomplete', startedAt: null }),
  incompleteExpired: subscriptionWith({
    status: 'incomplete_expired',
    startedAt: null,
    endedAt: '2026-11-22T09:00:00.000Z',
  }),
  paused: subscriptionWith({
    status: 'paused',
    pausedAt: '2026-11-10T09:00:00.000Z',
    resumesAt: '2026-12-10T09:00:00.000Z',
  }),
  pauseScheduled: subscriptionWith({ pauseAtPeriodEnd: true, resumesAt: '2027-01-21T09:00:00.000Z' }),
  pausedOpenEnd: subscriptionWith({ status: 'paused', pausedAt: '2026-11-10T09:00:00.000Z' }),
  yen: subscriptionWith({ money: money(12000, 'JPY') }),
} satisfies Record<string, Subscription>;

/** A card on file. */
export const visa: PaymentMethod = {
  id: 'pm_1',
  type: 'card',
  brand: 'visa',
  last4: '4242',
  expiryMonth: 4,
  expiryYear: 2028,
};

/** Another card, which expires within the week. */
export const mastercard: PaymentMethod = {
  id: 'pm_2',
  type: 'card',
  brand: 'mastercard',
  last4: '4444',
  expiryMonth: 11,
  expiryYear: 2026,
};

/** The answer to `listPaymentMethods`: the card of the account, and others. */
export function paymentMethodListFor(
  { paymentMethod }: Billing,
  others: readonly PaymentMethod[] = [],
): PaymentMethodList {
  const items = others.map((method) => ({ ...method, isDefault: false, isRemovable: true }));
  if (paymentMethod === null) return { asOf: NOW, items };
  return { asOf: NOW, items: [{ ...paymentMethod, isDefault: true, isRemovable: false }, ...items] };
}

/** What decides the answer to `getBilling`. */
export interface BillingFixtureOptions {
  subscription?: Subscription | null | undefined;
  role?: keyof typeof PERMISSIONS_BY_ROLE | undefined;
  paymentMethod?: PaymentMethod | null | undefined;
  overduePayment?: OverduePayment | null | undefined;
  nextCharge?: Money | null | undefined;
}

/** The answer to `getBilling`, its alert chosen as the server chooses it. */
export function billingFor(options: BillingFixtureOptions = {}): Billing {
  const { role = 'owner', overduePayment = null } = options;
  const permissions: Permission[] = PERMISSIONS_BY_ROLE[role];
  const seesAmounts = permissions.includes('invoices:view');
  const given = options.subscription === undefined ? subscriptions.active : options.subscription;
  const subscription = given === null || seesAmounts ? given : { ...given, money: null };
  const paymentMethod = options.paymentMethod === undefined ? visa : options.paymentMethod;
  const charge =
    options.nextCharge === undefined
      ? (subscription?.pendingChange?.money ?? subscription?.money ?? null)
      : options.nextCharge;
  const chargedAt = subscription === null ? null : nextChargeAt(subscription);
  const input: BillingAlertInput = { now: NOW, subscription, overduePayment, paymentMethod, permissions };
  return {
    asOf: NOW,
    revision: 'r1',
    owner: { type: 'organization', id: 'org_1', name: 'Nordlicht GmbH' },
    permissions,
    subscription,
    pauseOptions:
      subscription !== null && permissions.includes('subscription:manage')
        ? pauseOptionsFor(subscription)
        : [],
    nextCharge:
      chargedAt !== null && charge !== null && seesAmounts ? { at: chargedAt, money: charge } : null,
    paymentMethod:
      subscription !== null && permissions.includes('payment_methods:manage') ? paymentMethod : null,
    entitlements: [],
    alert: billingAlert(input),
  };
}

function nextChargeAt(subscription: Subscription): Instant | null {
  const { status, cancelAtPeriodEnd, pauseAtPeriodEnd, resumesAt, currentPeriodEnd } = subscription;
  if (cancelAtPeriodEnd) return null;
  if (status === 'paused' || pauseAtPeriodEnd) return resumesAt;
  return ['active', 'trialing', 'past_due'].includes(status) ? currentPeriodEnd : null;
}

/** Pauses of one, two and three months from the end of the period, for what can be paused. */
function pauseOptionsFor(subscription: Subscription): PauseOption[] {
  const { status, cancelAtPeriodEnd, pauseAtPeriodEnd, pendingChange, currentPeriodEnd } = subscription;
  if (status !== 'active' || cancelAtPeriodEnd || pauseAtPeriodEnd || pendingChange !== null) return [];
  return [1, 2, 3].map((months) => {
    const resumesAt = new Date(currentPeriodEnd);
    resumesAt.setUTCMonth(resumesAt.getUTCMonth() + months);
    return { months, pausesAt: currentPeriodEnd, resumesAt: resumesAt.toISOString() };
  });
}

/** The answer to `getCatalog` that goes with a `getBilling` answer. */
export function catalogFor(billing: Billing, currency: Currency = 'USD'): Catalog {
  const isFixed = billing.subscription !== null && billing.subscription.status !== 'canceled';
  const { subscription, permissions } = billing;
  return {
    asOf: NOW,
    currency,
    currencies: isFixed ? [currency] : ['EUR', 'JPY', 'USD'],
    plans: planActions({ plans: plansIn(currency), subscription, permissions }),
    addOns: ADD_ONS.map(([id, name, description, amount, unit]) => ({
      id,
      name,
      description,
      interval: 'month',
      money: money(currency === 'JPY' ? amount * 1.5 : amount, currency),
      unit,
    })),
  };
}

const none = money(0, 'USD');

/** An upgrade from Professional to Enterprise in the middle of a period: paid at once. */
export function upgradeQuote(overrides: Partial<ChangeQuote> = {}): ChangeQuote {
  return {
    id: 'quote_1',
    asOf: NOW,
    expiresAt: '2026-11-23T10:10:00.000Z',
    from: side('professional', 'Professional', 7900),
    to: side('enterprise', 'Enterprise', 19900),
    direction: 'upgrade',
    effect: 'now',
    effectiveAt: NOW,
    accuracy: 'exact',
    lines: [
      { kind: 'unused_time', planName: 'Professional', money: money(-7368, 'USD') },
      { kind: 'remaining_time', planName: 'Enterprise', money: money(18560, 'USD') },
    ],
    subtotal: money(11192, 'USD'),
    tax: money(2126, 'USD'),
    appliedBalance: none,
    dueNow: money(13318, 'USD'),
    credited: none,
    nextInvoice: { at: '2026-12-21T09:00:00.000Z', money: money(19900, 'USD') },
    ...overrides,
  };
}

/** A downgrade from Professional to Starter at the end of the period: nothing now. */
export function downgradeQuote(overrides: Partial<ChangeQuote> = {}): ChangeQuote {
  return upgradeQuote({
    to: side('starter', 'Starter', 2900),
    direction: 'downgrade',
    effect: 'period_end',
    effectiveAt: '2026-12-21T09:00:00.000Z',
    lines: [],
    subtotal: none,
    tax: none,
    dueNow: none,
    nextInvoice: { at: '2026-12-21T09:00:00.000Z', money: money(2900, 'USD') },
    ...overrides,
  });
}

/** The end of a pause of Professional: a new period, paid at once. */
export function resumeQuote(overrides: Partial<ChangeQuote> = {}): ChangeQuote {
  return upgradeQuote({
    to: side('professional', 'Professional', 7900),
    direction: 'resume',
    lines: [{ kind: 'full_period', planName: 'Professional', money: money(7900, 'USD') }],
    subtotal: money(7900, 'USD'),
    tax: money(1501, 'USD'),
    dueNow: money(9401, 'USD'),
    nextInvoice: { at: '2026-12-23T10:00:00.000Z', money: money(7900, 'USD') },
    ...overrides,
  });
}

/** The quote of whatever is asked for. */
export function quoteFor(change: PreviewChangeInput): ChangeQuote {
  if ('resume' in change) return resumeQuote();
  return change.priceId.startsWith('starter') ? downgradeQuote() : upgradeQuote();
}

function side(planId: string, planName: string, amount: number): ChangeQuote['from'] {
  const priceId = `${planId}-month`;
  return { planId, planName, priceId, money: money(amount, 'USD'), interval: 'month', intervalCount: 1 };
}

/** What canceling the active subscription means. */
export function cancelOptionsWith(overrides: Partial<CancelOptions> = {}): CancelOptions {
  return {
    asOf: NOW,
    planName: 'Professional',
    endsAt: '2026-12-21T09:00:00.000Z',
    isTrialing: false,
    reasons: [
      'too_expensive',
      'missing_features',
      'switched_service',
      'unused',
      'customer_service',
      'low_quality',
      'too_complex',
      'other',
    ],
    featuresLost: (plansIn('USD')[1]?.features ?? []).map((feature) => feature),
    ...overrides,
  };
}

/** A checkout for Professional in a state. */
export function checkoutIn(status: CheckoutStatus): Checkout {
  return {
    asOf: NOW,
    id: 'co_1',
    status,
    priceId: 'professional-month',
    planName: 'Professional',
    url: status === 'open' ? 'https://pay.example/co_1' : null,
    expiresAt: '2026-11-24T10:00:00.000Z',
  };
}

/** A paid renewal, in USD unless said otherwise. */
export function invoiceWith(overrides: Partial<Invoice> = {}, currency = 'USD'): Invoice {
  const zero = money(0, currency);
  const total = overrides.total ?? money(9401, currency);
  return {
    id: 'inv_7',
    number: 'NL-0007',
    status: 'paid',
    billingReason: 'subscription_cycle',
    planName: 'Professional',
    createdAt: '2026-11-21T09:00:00.000Z',
    subtotal: total,
    discount: zero,
    tax: zero,
    total,
    appliedBalance: zero,
    amountDue: zero,
    refunded: zero,
    nextPaymentAttemptAt: null,
    ...overrides,
  };
}

/** Invoices of every kind, newest first. */
export const invoices: Invoice[] = [
  invoiceWith({
    id: 'inv_8',
    number: null,
    status: 'pending',
    createdAt: '2026-11-22T09:00:00.000Z',
    nextPaymentAttemptAt: '2026-11-26T09:00:00.000Z',
  }),
  invoiceWith(),
  invoiceWith({
    id: 'inv_6',
    number: 'NL-0006',
    billingReason: 'subscription_update',
    createdAt: '2026-11-02T09:00:00.000Z',
    total: money(-2050, 'USD'),
  }),
  invoiceWith({ id: 'inv_5', number: 'NL-0005', createdAt: '2026-10-21T09:00:00.000Z' }),
  invoiceWith({
    id: 'inv_4',
    number: 'NL-0004',
    status: 'partially_refunded',
    createdAt: '2026-09-21T09:00:00.000Z',
    refunded: money(2000, 'USD'),
  }),
  invoiceWith({
    id: 'inv_1',
    number: 'NL-0001',
    billingReason: 'subscription_create',
    status: 'paid',
    createdAt: '2026-08-21T09:00:00.000Z',
    total: none,
  }),
];

/** The answer to `listInvoices`. */
export function invoicePage(
  items: readonly Invoice[] = invoices,
  nextCursor: string | null = null,
): InvoicePage {
  return { asOf: NOW, items: [...items], nextCursor };
}
