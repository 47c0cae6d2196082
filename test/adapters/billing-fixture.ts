import type { Billing, Checkout } from '../../src/core/index.ts';

/** The billing of an organization without a subscription. */
export function billing(overrides: Partial<Billing> = {}): Billing {
  return {
    asOf: '2026-11-23T10:00:00.000Z',
    revision: 'revision-1',
    owner: { type: 'organization', id: 'org_1', name: 'Acme' },
    permissions: ['billing:view', 'subscription:manage', 'subscription:cancel', 'invoices:view'],
    subscription: null,
    pauseOptions: [],
    nextCharge: null,
    paymentMethod: null,
    entitlements: [],
    alert: null,
    ...overrides,
  };
}

/** An open checkout of the monthly Professional plan. */
export function checkout(overrides: Partial<Checkout> = {}): Checkout {
  return {
    asOf: '2026-11-23T10:00:00.000Z',
    id: 'checkout_1',
    status: 'open',
    priceId: 'professional-month',
    planName: 'Professional',
    url: 'https://polar.example/checkout_1',
    expiresAt: '2026-11-23T11:00:00.000Z',
    ...overrides,
  };
}
