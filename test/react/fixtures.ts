import type {
  Billing,
  CancelOptions,
  Catalog,
  ChangeQuote,
  Invoice,
  InvoicePage,
} from '../../src/core/index.ts';
import { money, type PlanWithoutActions, planActions, type Subscription } from '../../src/core/index.ts';
import { billing } from '../adapters/billing-fixture.ts';
import { plans, subscription } from '../core/fixtures.ts';

export { billing, checkout } from '../adapters/billing-fixture.ts';
export { plan, plans, subscription } from '../core/fixtures.ts';

/** The billing of an organization on monthly Professional. */
export function subscribed(overrides: Partial<Billing> = {}, running: Partial<Subscription> = {}): Billing {
  return billing({ subscription: subscription(running), ...overrides });
}

/** The catalog as the owner of a billing sees it. */
export function catalogFor(owner: Billing, overrides: Partial<Catalog> = {}, sold = plans): Catalog {
  return {
    asOf: owner.asOf,
    currency: 'USD',
    currencies: ['EUR', 'USD'],
    plans: planActions({ plans: sold, subscription: owner.subscription, permissions: owner.permissions }),
    addOns: [],
    ...overrides,
  };
}

/** The plans with every price in another currency. */
export function plansIn(currency: string): PlanWithoutActions[] {
  return plans.map((each) => ({
    ...each,
    prices: each.prices.map((price) => ({ ...price, money: money(price.money?.amount ?? 0, currency) })),
  }));
}

/** A quote for the upgrade from Professional to Enterprise. */
export function quote(overrides: Partial<ChangeQuote> = {}): ChangeQuote {
  const usd = (amount: number) => money(amount, 'USD');
  const month = { interval: 'month' as const, intervalCount: 1 };
  return {
    id: 'quote_1',
    asOf: '2026-11-23T10:00:00.000Z',
    expiresAt: '2026-11-23T10:10:00.000Z',
    from: {
      planId: 'professional',
      planName: 'Professional',
      priceId: 'professional-month',
      money: usd(7900),
      ...month,
    },
    to: {
      planId: 'enterprise',
      planName: 'Enterprise',
      priceId: 'enterprise-month',
      money: usd(19900),
      ...month,
    },
    direction: 'upgrade',
    effect: 'now',
    effectiveAt: '2026-11-23T10:00:00.000Z',
    accuracy: 'exact',
    lines: [],
    subtotal: usd(3000),
    tax: null,
    appliedBalance: usd(0),
    dueNow: usd(3000),
    credited: usd(0),
    nextInvoice: null,
    ...overrides,
  };
}

/** A paid invoice. */
export function invoice(id: string): Invoice {
  const usd = (amount: number) => money(amount, 'USD');
  return {
    id,
    number: id,
    status: 'paid',
    billingReason: 'subscription_cycle',
    planName: 'Professional',
    createdAt: '2026-11-01T00:00:00.000Z',
    subtotal: usd(7900),
    discount: usd(0),
    tax: usd(0),
    total: usd(7900),
    appliedBalance: usd(0),
    amountDue: usd(0),
    refunded: usd(0),
    nextPaymentAttemptAt: null,
  };
}

/** A page of one invoice. */
export function invoicePage(id: string, nextCursor: string | null = null): InvoicePage {
  return { asOf: '2026-11-23T10:00:00.000Z', items: [invoice(id)], nextCursor };
}

/** What canceling Professional would mean. */
export const cancelOptions: CancelOptions = {
  asOf: '2026-11-23T10:00:00.000Z',
  planName: 'Professional',
  endsAt: '2026-12-01T00:00:00.000Z',
  isTrialing: false,
  reasons: ['too_expensive', 'other'],
  featuresLost: [],
};
