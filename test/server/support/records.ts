import type { SamplePerson } from '../../../src/sandbox/sample-people.ts';
import { samplePeople } from '../../../src/sandbox/sample-people.ts';
import type {
  BillingState,
  CustomerRecord,
  InvoiceRecord,
  PaymentMethodRecord,
  ProductRecord,
  SubscriptionRecord,
} from '../../../src/server/index.ts';
import { permissionsOf } from '../../../src/server/permissions.ts';
import type { Caller } from '../../../src/server/server-context.ts';

const created = { createdAt: '2027-01-01T09:00:00.000001Z', modifiedAt: '2027-01-15T09:00:00.000001Z' };

/** Northwind at the provider. */
export const customerRecord: CustomerRecord = {
  ...created,
  id: 'cus-1',
  externalId: 'organization_northwind',
  type: 'team',
  name: 'Northwind Construction',
  email: 'accounts@northwind.example',
  billingName: 'Northwind Construction',
  hasBillingAddress: true,
  defaultPaymentMethodId: 'pm-1',
  deletedAt: null,
};

/** Northwind's active subscription of product `pro-month`. */
export const subscriptionRecord: SubscriptionRecord = {
  ...created,
  id: 'sub-1',
  customerId: 'cus-1',
  productId: 'pro-month',
  status: 'active',
  money: { amount: 7900, currency: 'USD' },
  interval: 'month',
  intervalCount: 1,
  seats: null,
  startedAt: '2027-01-01T09:00:00Z',
  currentPeriodStart: '2027-01-15T09:00:00Z',
  currentPeriodEnd: '2027-02-15T09:00:00Z',
  trialStart: '2027-01-01T09:00:00Z',
  trialEnd: '2027-01-15T09:00:00Z',
  cancelAtPeriodEnd: false,
  canceledAt: null,
  endsAt: null,
  endedAt: null,
  pastDueAt: null,
  pauseAtPeriodEnd: false,
  pausedAt: null,
  resumesAt: null,
  pendingChange: null,
  checkoutId: 'chk-1',
};

/** A card that pays. */
export const paymentMethodRecord: PaymentMethodRecord = {
  id: 'pm-1',
  customerId: 'cus-1',
  type: 'card',
  brand: 'visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2034,
  isDefault: true,
};

/** Northwind's invoice for the first month. */
export const invoiceRecord: InvoiceRecord = {
  ...created,
  id: 'inv-1',
  customerId: 'cus-1',
  subscriptionId: 'sub-1',
  productId: 'pro-month',
  checkoutId: null,
  description: 'Professional at the provider',
  number: 'TT-0001',
  status: 'paid',
  billingReason: 'subscription_cycle',
  currency: 'USD',
  subtotalAmount: 7900,
  discountAmount: 0,
  taxAmount: 1501,
  totalAmount: 9401,
  appliedBalanceAmount: 401,
  dueAmount: 9000,
  refundedAmount: 0,
  nextPaymentAttemptAt: null,
  isDocumentReady: false,
  lines: [],
};

/** What the mirror holds for Northwind. */
export const billingState: BillingState = {
  customer: customerRecord,
  subscription: subscriptionRecord,
  overdueInvoice: null,
  overdueAttempts: 0,
  defaultPaymentMethod: paymentMethodRecord,
  version: '7',
};

/** A product billed by the month unless told otherwise, in dollars and yen. */
export function productRecord(id: string, changes: Partial<ProductRecord> = {}): ProductRecord {
  return {
    ...created,
    id,
    name: `${id} at the provider`,
    isArchived: false,
    interval: 'month',
    intervalCount: 1,
    trialInterval: null,
    trialIntervalCount: 0,
    prices: [
      { id: `${id}-usd`, amountType: 'fixed', currency: 'USD', money: { amount: 7900, currency: 'USD' } },
      { id: `${id}-jpy`, amountType: 'fixed', currency: 'JPY', money: { amount: 12_000, currency: 'JPY' } },
    ],
    ...changes,
  };
}

/** A caller as their session makes them. */
export function callerOf(person: SamplePerson): Caller {
  const session = samplePeople[person];
  return {
    session,
    externalId: `organization_${session.owner.id}`,
    permissions: permissionsOf(session.role),
    ipAddress: null,
    userAgent: null,
  };
}
