import type {
  BenefitGrantRecord,
  BenefitRecord,
  BillingStore,
  CheckoutIntentRecord,
  CheckoutRecord,
  CustomerMeterRecord,
  CustomerRecord,
  DiscountRecord,
  InvoiceRecord,
  MeterRecord,
  PaymentMethodRecord,
  PaymentRecord,
  ProductRecord,
  QuoteRecord,
  ReconcileReport,
  RefundRecord,
  SeatRecord,
  Snapshot,
  SnapshotCounts,
  SnapshotSource,
  SubscriptionRecord,
} from '../../server/ports/index.ts';

/** The owner whose customer is {@link customer}. */
export const OWNER = 'organization_acme';

/** A moment on the first of January 2030, `microseconds` after midnight. */
export function moment(microseconds = 0): string {
  return `2030-01-01T00:00:00.${String(microseconds).padStart(6, '0')}Z`.replace(/000Z$/, 'Z');
}

/** A customer of {@link OWNER}. */
export function customer(changes: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    id: 'cus_1',
    externalId: OWNER,
    type: 'team',
    name: 'Acme',
    email: 'billing@acme.example',
    billingName: null,
    hasBillingAddress: false,
    defaultPaymentMethodId: null,
    createdAt: moment(),
    modifiedAt: moment(),
    deletedAt: null,
    ...changes,
  };
}

/** What a run of the reconciliation found: nothing. */
export function reconcileReport(changes: Partial<ReconcileReport> = {}): ReconcileReport {
  const none: SnapshotCounts = {
    customer: 0,
    product: 0,
    subscription: 0,
    invoice: 0,
    checkout: 0,
    payment_methods: 0,
    refund: 0,
    payment: 0,
    benefit: 0,
    benefit_grant: 0,
    seat: 0,
    discount: 0,
    meter: 0,
    customer_meter: 0,
  };
  return {
    externalId: null,
    startedAt: moment(),
    finishedAt: moment(1),
    seconds: 1,
    calls: 20,
    read: none,
    repaired: none,
    drift: {},
    unreadable: [],
    endpoint: 'healthy',
    redelivered: 0,
    ...changes,
  };
}

/** A monthly product with a price in two currencies. */
export function product(changes: Partial<ProductRecord> = {}): ProductRecord {
  return {
    id: 'prod_1',
    name: 'Professional',
    isArchived: false,
    interval: 'month',
    intervalCount: 1,
    trialInterval: 'day',
    trialIntervalCount: 14,
    prices: [
      { id: 'price_1', amountType: 'fixed', currency: 'USD', money: { amount: 7900, currency: 'USD' } },
      { id: 'price_2', amountType: 'seat_based', currency: 'JPY', money: null },
    ],
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** An active subscription of {@link customer}. */
export function subscription(changes: Partial<SubscriptionRecord> = {}): SubscriptionRecord {
  return {
    id: 'sub_1',
    customerId: 'cus_1',
    productId: 'prod_1',
    status: 'active',
    money: { amount: 7900, currency: 'USD' },
    interval: 'month',
    intervalCount: 1,
    seats: null,
    startedAt: moment(),
    currentPeriodStart: moment(),
    currentPeriodEnd: '2030-02-01T00:00:00.000Z',
    trialStart: null,
    trialEnd: null,
    cancelAtPeriodEnd: false,
    canceledAt: null,
    endsAt: null,
    endedAt: null,
    pastDueAt: null,
    pauseAtPeriodEnd: false,
    pausedAt: null,
    resumesAt: null,
    pendingChange: null,
    checkoutId: null,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** A paid invoice of {@link customer}. */
export function invoice(changes: Partial<InvoiceRecord> = {}): InvoiceRecord {
  return {
    id: 'inv_1',
    customerId: 'cus_1',
    subscriptionId: 'sub_1',
    productId: 'prod_1',
    checkoutId: null,
    description: 'Professional',
    number: 'FLOE-0001',
    status: 'paid',
    billingReason: 'subscription_cycle',
    currency: 'USD',
    subtotalAmount: 7900,
    discountAmount: 0,
    taxAmount: 0,
    totalAmount: 7900,
    appliedBalanceAmount: 0,
    dueAmount: 7900,
    refundedAmount: 0,
    nextPaymentAttemptAt: null,
    isDocumentReady: false,
    lines: [{ label: 'Professional', amount: 7900, isProration: false }],
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** A card of {@link customer}. */
export function paymentMethod(changes: Partial<PaymentMethodRecord> = {}): PaymentMethodRecord {
  return {
    id: 'pm_1',
    customerId: 'cus_1',
    type: 'card',
    brand: 'visa',
    last4: '4242',
    expiryMonth: 12,
    expiryYear: 2031,
    isDefault: true,
    ...changes,
  };
}

/** An open checkout. */
export function checkout(changes: Partial<CheckoutRecord> = {}): CheckoutRecord {
  return {
    id: 'chk_1',
    externalCustomerId: OWNER,
    productId: 'prod_1',
    status: 'open',
    url: 'https://checkout.example/chk_1',
    currency: 'USD',
    subscriptionId: null,
    expiresAt: '2030-01-01T01:00:00.000Z',
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** Half of {@link invoice} given back. */
export function refund(changes: Partial<RefundRecord> = {}): RefundRecord {
  return {
    id: 'ref_1',
    customerId: 'cus_1',
    invoiceId: 'inv_1',
    subscriptionId: 'sub_1',
    status: 'pending',
    reason: 'customer_request',
    currency: 'USD',
    amount: 3950,
    taxAmount: 0,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** An attempt to collect {@link invoice} that the bank refused. */
export function payment(changes: Partial<PaymentRecord> = {}): PaymentRecord {
  return {
    id: 'pay_1',
    invoiceId: 'inv_1',
    status: 'failed',
    currency: 'USD',
    amount: 7900,
    method: 'card',
    brand: 'visa',
    last4: '4242',
    trigger: 'subscription_cycle',
    declineReason: 'insufficient_funds',
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** What comes with {@link product}. */
export function benefit(changes: Partial<BenefitRecord> = {}): BenefitRecord {
  return {
    id: 'ben_1',
    type: 'feature_flag',
    description: 'Exports',
    isDeleted: false,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** That {@link customer} has {@link benefit}. */
export function benefitGrant(changes: Partial<BenefitGrantRecord> = {}): BenefitGrantRecord {
  return {
    id: 'grant_1',
    customerId: 'cus_1',
    benefitId: 'ben_1',
    memberId: null,
    subscriptionId: 'sub_1',
    invoiceId: null,
    isGranted: true,
    isRevoked: false,
    grantedAt: moment(),
    revokedAt: null,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** A seat of {@link subscription} that somebody has. */
export function seat(changes: Partial<SeatRecord> = {}): SeatRecord {
  return {
    id: 'seat_1',
    subscriptionId: 'sub_1',
    status: 'claimed',
    memberId: 'member_1',
    email: 'grace@acme.example',
    invitationExpiresAt: null,
    claimedAt: moment(),
    revokedAt: null,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** Ten dollars off, by a code. */
export function discount(changes: Partial<DiscountRecord> = {}): DiscountRecord {
  return {
    id: 'dis_1',
    name: 'Launch',
    code: 'LAUNCH',
    type: 'fixed',
    basisPoints: null,
    amounts: { JPY: 1500, USD: 1000 },
    duration: 'repeating',
    durationInMonths: 3,
    startsAt: null,
    endsAt: '2030-06-01T00:00:00.000Z',
    maxRedemptions: 100,
    productIds: ['prod_1'],
    isDeleted: false,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** A count of what was called. */
export function meter(changes: Partial<MeterRecord> = {}): MeterRecord {
  return {
    id: 'met_1',
    name: 'Calls',
    unit: 'custom',
    unitLabel: 'calls',
    unitMultiplier: 0.001,
    isArchived: false,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** What {@link customer} has used of {@link meter}. */
export function customerMeter(changes: Partial<CustomerMeterRecord> = {}): CustomerMeterRecord {
  return {
    id: 'usage_1',
    customerId: 'cus_1',
    meterId: 'met_1',
    consumedUnits: 0.1 + 0.2,
    creditedUnits: 100,
    balance: 99.7,
    createdAt: moment(),
    modifiedAt: moment(),
    ...changes,
  };
}

/** What {@link checkout} was started for. */
export function checkoutIntent(changes: Partial<CheckoutIntentRecord> = {}): CheckoutIntentRecord {
  return {
    checkoutId: 'chk_1',
    externalId: OWNER,
    priceId: 'professional-month',
    productId: 'prod_1',
    currency: 'USD',
    returnPath: '/settings/billing',
    expiresAt: '2030-01-01T01:00:00.000Z',
    ...changes,
  };
}

/** A quote shown to {@link OWNER}. */
export function quote(changes: Partial<QuoteRecord> = {}): QuoteRecord {
  const plan = {
    planId: 'professional',
    planName: 'Professional \u0000 ☃',
    priceId: 'professional-month',
    money: { amount: 7900, currency: 'USD' },
    interval: 'month',
    intervalCount: 1,
  } as const;
  return {
    id: 'quote_1',
    externalId: OWNER,
    subscriptionId: 'sub_1',
    productId: 'prod_1',
    proration: 'invoice',
    expiresAt: '2030-01-01T00:10:00.000Z',
    basis: 'basis',
    quote: {
      id: 'quote_1',
      asOf: moment(),
      expiresAt: '2030-01-01T00:10:00.000Z',
      from: plan,
      to: { ...plan, planId: 'enterprise' },
      direction: 'upgrade',
      effect: 'now',
      effectiveAt: moment(),
      accuracy: 'estimate',
      lines: [{ kind: 'remaining_time', planName: 'Enterprise', money: { amount: -1, currency: 'USD' } }],
      subtotal: { amount: 1, currency: 'USD' },
      tax: null,
      appliedBalance: { amount: 0, currency: 'USD' },
      dueNow: { amount: 1, currency: 'USD' },
      credited: { amount: 0, currency: 'USD' },
      nextInvoice: null,
    },
    ...changes,
  };
}

/** Applies snapshots one after the other in one transaction and returns what became of each. */
export function apply(store: BillingStore, source: SnapshotSource, ...snapshots: readonly Snapshot[]) {
  return store.transaction(async (transaction) => {
    const outcomes = [];
    for (const snapshot of snapshots)
      outcomes.push((await transaction.applySnapshot(snapshot, source)).outcome);
    return outcomes;
  });
}

/** Waits until `find` finds something. */
export async function until<Found>(find: () => Promise<Found | null | undefined>): Promise<Found> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const found = await find();
    if (found !== null && found !== undefined) return found;
    if (performance.now() > giveUpAt) throw new Error('floe-billing: waited 10 s for what did not come.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
