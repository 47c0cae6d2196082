import { describe, expect, it } from 'vitest';
import {
  type BillingAlertInput,
  billingAlert,
  cardExpiresAt,
  money,
  type PaymentMethod,
  PERMISSIONS,
} from '../../src/core/index.ts';
import { subscription } from './fixtures.ts';

const card: PaymentMethod = {
  id: 'pm_1',
  type: 'card',
  brand: 'visa',
  last4: '4242',
  expiryMonth: 12,
  expiryYear: 2027,
};

function alertFor(input: Partial<BillingAlertInput>) {
  return billingAlert({
    now: '2026-11-20T00:00:00Z',
    subscription: subscription(),
    overduePayment: null,
    paymentMethod: card,
    permissions: PERMISSIONS,
    ...input,
  });
}

describe('billingAlert', () => {
  it('says nothing when all is well', () => {
    expect(alertFor({})).toBeNull();
    expect(alertFor({ subscription: null })).toBeNull();
  });

  it('escalates a failed payment and comes back after being dismissed', () => {
    const overdue = { money: money(7900, 'USD'), nextAttemptAt: '2026-11-22T00:00:00Z' };
    const pastDue = subscription({ status: 'past_due', pastDueAt: '2026-11-20T00:00:00Z' });
    const first = alertFor({ subscription: pastDue, overduePayment: { ...overdue, attempts: 1 } });
    const second = alertFor({ subscription: pastDue, overduePayment: { ...overdue, attempts: 2 } });

    expect(first).toMatchObject({ kind: 'payment_failed', severity: 'warning', attempts: 1 });
    expect(second).toMatchObject({ severity: 'critical', at: '2026-11-22T00:00:00Z' });
    expect(second?.id).not.toBe(first?.id);
  });

  it('shows the amount only to those who may see invoices', () => {
    const input = {
      subscription: subscription({ status: 'past_due' }),
      overduePayment: { money: money(7900, 'USD'), attempts: 1, nextAttemptAt: null },
    };

    expect(alertFor(input)?.money).toEqual(money(7900, 'USD'));
    expect(alertFor({ ...input, permissions: ['billing:view'] })).toMatchObject({
      money: null,
      canAct: false,
    });
  });

  it('puts the failed payment before the scheduled cancellation', () => {
    const both = subscription({ status: 'past_due', cancelAtPeriodEnd: true });

    expect(alertFor({ subscription: both })?.kind).toBe('payment_failed');
  });

  it.each([
    [
      'canceled',
      subscription({ status: 'canceled', endedAt: '2026-11-10T00:00:00Z' }),
      '2026-11-10T00:00:00Z',
    ],
    ['cancel_scheduled', subscription({ cancelAtPeriodEnd: true }), '2026-12-01T00:00:00Z'],
    ['pause_scheduled', subscription({ pauseAtPeriodEnd: true }), '2026-12-01T00:00:00Z'],
    ['paused', subscription({ status: 'paused', resumesAt: '2027-01-01T00:00:00Z' }), '2027-01-01T00:00:00Z'],
  ] as const)('tells of %s with its date', (kind, state, at) => {
    expect(alertFor({ subscription: state })).toMatchObject({ kind, at });
  });

  it.each([
    ['2026-11-16T23:59:59Z', null],
    ['2026-11-17T00:00:00Z', 'trial_ending:2026-11-20T00:00:00Z:soon'],
    ['2026-11-19T00:00:00Z', 'trial_ending:2026-11-20T00:00:00Z:last_day'],
  ])('at %s the trial that ends on the 20th gives %s', (now, id) => {
    const trialing = subscription({ status: 'trialing', trialEnd: '2026-11-20T00:00:00Z' });

    expect(alertFor({ now, subscription: trialing })?.id ?? null).toBe(id);
  });

  it('warns of an expiring card and worsens once it has expired', () => {
    const expiring = { ...card, expiryMonth: 11, expiryYear: 2026 };

    expect(alertFor({ paymentMethod: expiring })).toMatchObject({
      kind: 'card_expiring',
      severity: 'warning',
    });
    expect(alertFor({ paymentMethod: expiring, now: '2026-12-01T00:00:00Z' })?.severity).toBe('critical');
  });
});

describe('cardExpiresAt', () => {
  it('is the end of the printed month', () => {
    expect(cardExpiresAt(card)).toBe('2028-01-01T00:00:00.000Z');
  });

  it('is null for what does not expire', () => {
    expect(cardExpiresAt({ ...card, expiryYear: null })).toBeNull();
  });
});
