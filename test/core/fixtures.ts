import type { PlanWithoutActions, Subscription } from '../../src/core/index.ts';
import { money } from '../../src/core/index.ts';

/** An active monthly Professional subscription, in the middle of its period. */
export function subscription(overrides: Partial<Subscription> = {}): Subscription {
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
    startedAt: '2026-11-01T00:00:00Z',
    currentPeriodStart: '2026-11-01T00:00:00Z',
    currentPeriodEnd: '2026-12-01T00:00:00Z',
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

/** A plan with a monthly and a yearly price in USD. */
export function plan(id: string, rank: number, month: number, year: number): PlanWithoutActions {
  const price = (interval: 'month' | 'year', amount: number) => ({
    id: `${id}-${interval}`,
    interval,
    intervalCount: 1,
    money: money(amount, 'USD'),
    trial: { interval: 'day' as const, intervalCount: 14 },
  });
  return {
    id,
    name: id,
    description: '',
    rank,
    isHighlighted: false,
    features: [],
    contactUrl: null,
    prices: [price('month', month), price('year', year)],
  };
}

export const plans: PlanWithoutActions[] = [
  plan('starter', 1, 2900, 29000),
  plan('professional', 2, 7900, 79000),
  plan('enterprise', 3, 19900, 199000),
];
