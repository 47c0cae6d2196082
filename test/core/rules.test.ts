import { describe, expect, it } from 'vitest';
import {
  BILLING_ERROR_CODES,
  BillingError,
  cancelFlowReducer,
  daysBetween,
  grantsAccess,
  hasEnded,
  initialCancelFlowState,
  intervalSaving,
  money,
  SUBSCRIPTION_STATUSES,
} from '../../src/core/index.ts';

describe('subscription statuses', () => {
  it('end in exactly three of eight', () => {
    expect(SUBSCRIPTION_STATUSES).toHaveLength(8);
    expect(SUBSCRIPTION_STATUSES.filter(hasEnded)).toEqual(['incomplete_expired', 'canceled', 'unpaid']);
  });

  it('give access while trialing, active and in grace', () => {
    const now = '2026-11-20T00:00:00Z';
    const withAccess = (graceEndsAt: string | null) =>
      SUBSCRIPTION_STATUSES.filter((status) => grantsAccess({ status, graceEndsAt }, now));

    expect(withAccess(null)).toEqual(['trialing', 'active']);
    expect(withAccess('2026-11-21T00:00:00Z')).toEqual(['trialing', 'active', 'past_due']);
    expect(withAccess(now)).toEqual(['trialing', 'active']);
  });
});

describe('intervalSaving', () => {
  const month = { interval: 'month', intervalCount: 1, money: money(2900, 'USD') } as const;

  it('computes two months free from the numbers', () => {
    const year = { interval: 'year', intervalCount: 1, money: money(29000, 'USD') } as const;

    expect(intervalSaving(month, year)).toEqual({ money: money(5800, 'USD'), freePeriods: 2, percent: 16 });
  });

  it.each([
    ['nothing is saved', { interval: 'year', intervalCount: 1, money: money(34800, 'USD') }],
    ['currencies differ', { interval: 'year', intervalCount: 1, money: money(29000, 'EUR') }],
    ['months do not fit', { interval: 'week', intervalCount: 1, money: money(100, 'USD') }],
  ] as const)('is null when %s', (_, longer) => {
    expect(intervalSaving(month, longer)).toBeNull();
  });
});

describe('cancelFlowReducer', () => {
  it('goes from reason over confirm to done', () => {
    const chosen = cancelFlowReducer(initialCancelFlowState, { type: 'choose_reason', reason: 'unused' });
    const confirming = cancelFlowReducer(chosen, { type: 'continue' });

    expect(confirming).toEqual({ step: 'confirm', reason: 'unused', comment: '' });
    expect(cancelFlowReducer(confirming, { type: 'confirmed' }).step).toBe('done');
    expect(cancelFlowReducer(confirming, { type: 'back' }).step).toBe('reason');
  });

  it('stays where it is on what does not fit', () => {
    expect(cancelFlowReducer(initialCancelFlowState, { type: 'continue' })).toBe(initialCancelFlowState);
    expect(cancelFlowReducer(initialCancelFlowState, { type: 'confirmed' })).toBe(initialCancelFlowState);
  });

  it('cuts a comment at what Polar is sent', () => {
    const event = { type: 'write_comment', comment: 'x'.repeat(1500) } as const;

    expect(cancelFlowReducer(initialCancelFlowState, event).comment).toHaveLength(1000);
  });
});

describe('daysBetween', () => {
  it('counts a started day and never goes below zero', () => {
    expect(daysBetween('2026-11-20T00:00:00Z', '2026-11-21T00:00:01Z')).toBe(2);
    expect(daysBetween('2026-11-21T00:00:00Z', '2026-11-20T00:00:00Z')).toBe(0);
  });
});

describe('BillingError', () => {
  it('comes back from the wire as it went', () => {
    const sent = new BillingError('rate_limited', { message: 'Wait a little.', retryAfterSeconds: 3 });
    const received = BillingError.fromBody(JSON.parse(JSON.stringify(sent.toBody())));

    expect(received).toMatchObject({ code: 'rate_limited', message: 'Wait a little.', retryAfterSeconds: 3 });
    expect(received.retryable).toBe(true);
    expect(BillingError.is(received)).toBe(true);
  });

  it('reads a code of a newer server as internal', () => {
    const body = { error: { code: 'teapot' as 'internal', message: 'Short and stout.', retryable: false } };

    expect(BillingError.fromBody(body).code).toBe('internal');
  });

  it('knows fifteen codes', () => {
    expect(BILLING_ERROR_CODES).toHaveLength(15);
  });
});
