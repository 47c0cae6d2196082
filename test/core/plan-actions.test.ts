import { describe, expect, it } from 'vitest';
import { PERMISSIONS, type PlanAction, planActions, type Subscription } from '../../src/core/index.ts';
import { plan, plans, subscription } from './fixtures.ts';

function actions(
  current: Subscription | null,
  permissions = PERMISSIONS as readonly (typeof PERMISSIONS)[number][],
) {
  const decided = planActions({ plans, subscription: current, permissions });
  const entries = decided.flatMap(({ prices }) => prices.map(({ id, action }) => [id, action] as const));
  return Object.fromEntries(entries) as Record<string, PlanAction>;
}

const now = { kind: 'change', direction: 'upgrade', effect: 'now' };
const later = { kind: 'change', direction: 'downgrade', effect: 'period_end' };

describe('planActions', () => {
  it('offers a checkout with its trial to someone without a subscription', () => {
    expect(actions(null)['starter-month']).toEqual({
      kind: 'checkout',
      trial: { interval: 'day', intervalCount: 14 },
    });
  });

  it.each(['canceled', 'unpaid', 'incomplete_expired'] as const)(
    'offers a checkout again after %s',
    (status) => {
      expect(actions(subscription({ status }))['professional-month']?.kind).toBe('checkout');
    },
  );

  it('moves up at once and down at the end of the period', () => {
    expect(actions(subscription())).toEqual({
      'starter-month': later,
      'starter-year': later,
      'professional-month': { kind: 'current' },
      'professional-year': { kind: 'change', direction: 'interval', effect: 'now' },
      'enterprise-month': now,
      'enterprise-year': now,
    });
  });

  it('waits for the end of a paid year before it becomes monthly', () => {
    const yearly = subscription({ priceId: 'professional-year', interval: 'year' });

    expect(actions(yearly)['professional-month']).toEqual({
      kind: 'change',
      direction: 'interval',
      effect: 'period_end',
    });
  });

  it('changes everything at once during a trial', () => {
    const trialing = actions(subscription({ status: 'trialing', trialEnd: '2026-11-15T00:00:00Z' }));

    expect(trialing['starter-month']).toEqual({ ...later, effect: 'now' });
  });

  it('marks the price of a scheduled change, droppable by those who may manage', () => {
    const pendingChange = {
      appliesAt: '2026-12-01T00:00:00Z',
      planId: 'starter',
      planName: 'Starter',
      priceId: 'starter-month',
      money: null,
      interval: 'month' as const,
      intervalCount: 1,
    };
    const scheduled = { kind: 'scheduled', appliesAt: '2026-12-01T00:00:00Z' };

    expect(actions(subscription({ pendingChange }))['starter-month']).toEqual({
      ...scheduled,
      canDrop: true,
    });
    expect(actions(subscription({ pendingChange }), ['billing:view'])['starter-month']).toEqual({
      ...scheduled,
      canDrop: false,
    });
  });

  it.each([
    ['past_due', { status: 'past_due' }],
    ['paused', { status: 'paused' }],
    ['paused', { pauseAtPeriodEnd: true }],
    ['incomplete', { status: 'incomplete' }],
    ['cancel_scheduled', { cancelAtPeriodEnd: true }],
  ] as const)('offers no change while %s', (reason, state) => {
    expect(actions(subscription(state))['enterprise-month']).toEqual({ kind: 'unavailable', reason });
  });

  it('shows a member the current plan and nothing to do with the others', () => {
    const seen = actions(subscription(), ['billing:view']);

    expect(seen['professional-month']).toEqual({ kind: 'current' });
    expect(seen['enterprise-month']).toEqual({ kind: 'unavailable', reason: 'permission' });
  });

  it('says when a plan has no price in the currency', () => {
    const [starter] = planActions({
      plans: [
        {
          ...plan('starter', 1, 2900, 29000),
          prices: [{ id: 'a', interval: 'month', intervalCount: 1, money: null, trial: null }],
        },
      ],
      subscription: null,
      permissions: PERMISSIONS,
    });

    expect(starter?.prices[0]?.action).toEqual({ kind: 'unavailable', reason: 'no_price_in_currency' });
  });

  it('treats every plan as a step up from one that left the catalog', () => {
    expect(actions(subscription({ planId: 'retired', priceId: null }))['starter-month']).toEqual(now);
  });
});
