import type {
  ChangeDirection,
  ChangeEffect,
  Plan,
  PlanAction,
  PlanPrice,
  UnavailableReason,
} from './catalog.ts';
import { INTERVALS } from './instant.ts';
import type { Permission } from './permission.ts';
import { hasEnded, type Subscription } from './subscription.ts';

/** A plan before the server has said what the caller can do with it. */
export interface PlanWithoutActions extends Omit<Plan, 'prices'> {
  prices: Omit<PlanPrice, 'action'>[];
}

/** Everything that decides what a caller can do with a plan. */
export interface PlanActionsInput {
  plans: readonly PlanWithoutActions[];
  subscription: Subscription | null;
  permissions: readonly Permission[];
}

type ActionPrice = Omit<PlanPrice, 'action'>;

/** The plans with, on each price, the one thing this caller can do with it. */
export function planActions({ plans, subscription, permissions }: PlanActionsInput): Plan[] {
  const running = subscription !== null && !hasEnded(subscription.status) ? subscription : null;
  return plans.map((plan) => ({
    ...plan,
    prices: plan.prices.map((price) => ({
      ...price,
      action: actionFor(plan, price, { plans, subscription: running, permissions }),
    })),
  }));
}

function actionFor(plan: PlanWithoutActions, price: ActionPrice, input: PlanActionsInput): PlanAction {
  const { subscription, permissions } = input;
  const mayManage = permissions.includes('subscription:manage');
  if (subscription !== null && subscription.priceId === price.id) return { kind: 'current' };
  if (subscription?.pendingChange?.priceId === price.id) {
    return { kind: 'scheduled', appliesAt: subscription.pendingChange.appliesAt, canDrop: mayManage };
  }
  if (plan.contactUrl !== null) return { kind: 'contact', url: plan.contactUrl };
  if (price.money === null) return { kind: 'unavailable', reason: 'no_price_in_currency' };
  if (!mayManage) return { kind: 'unavailable', reason: 'permission' };
  if (subscription === null) return { kind: 'checkout', trial: price.trial };
  const reason = changeObstacle(subscription);
  if (reason !== null) return { kind: 'unavailable', reason };
  const direction = changeDirection(plan, price, subscription, input.plans);
  return { kind: 'change', direction, effect: changeEffect(direction, price, subscription) };
}

// Polar refuses a product change while canceling; the other states would move money nobody expects.
function changeObstacle(subscription: Subscription): UnavailableReason | null {
  if (subscription.status === 'past_due') return 'past_due';
  if (subscription.status === 'paused' || subscription.pauseAtPeriodEnd) return 'paused';
  if (subscription.status === 'incomplete') return 'incomplete';
  return subscription.cancelAtPeriodEnd ? 'cancel_scheduled' : null;
}

function changeDirection(
  plan: PlanWithoutActions,
  price: ActionPrice,
  subscription: Subscription,
  plans: readonly PlanWithoutActions[],
): ChangeDirection {
  const currentRank = plans.find(({ id }) => id === subscription.planId)?.rank;
  // A plan that has left the catalog has no rank; any plan still sold counts as a step up from it.
  if (currentRank === undefined || plan.rank > currentRank) return 'upgrade';
  if (plan.rank < currentRank) return 'downgrade';
  return price.interval === subscription.interval ? 'upgrade' : 'interval';
}

/**
 * When a change takes effect: more (a higher rank, a longer interval) at once, less at the end of what is paid.
 * During a trial nothing is paid yet, so every change is at once.
 */
export function changeEffect(
  direction: ChangeDirection,
  price: Pick<PlanPrice, 'interval'>,
  subscription: Pick<Subscription, 'status' | 'interval'>,
): ChangeEffect {
  if (subscription.status === 'trialing') return 'now';
  switch (direction) {
    case 'upgrade':
      return 'now';
    case 'downgrade':
      return 'period_end';
    case 'interval':
      return INTERVALS.indexOf(price.interval) > INTERVALS.indexOf(subscription.interval)
        ? 'now'
        : 'period_end';
    default:
      return direction satisfies never;
  }
}
