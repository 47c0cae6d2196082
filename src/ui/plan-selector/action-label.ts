import type { PlanAction, PlanPrice, Subscription } from '../../core/index.ts';
import type { Words } from '../lib/use-words.ts';

/** What the words of an action depend on. */
export interface ActionLabelInput {
  planName: string;
  price: Pick<PlanPrice, 'interval' | 'intervalCount'>;
  subscription: Subscription | null;
  asOf: string;
}

/** Says what pressing the button of a price does; `null` where there is nothing to press. */
export function actionLabel(action: PlanAction, input: ActionLabelInput, words: Words): string | null {
  const { planSelector: m } = words.messages;
  const { planName: plan, subscription, price } = input;
  switch (action.kind) {
    case 'checkout':
      return action.trial === null
        ? m.subscribe({ plan })
        : m.startTrial({ interval: action.trial.interval, count: action.trial.intervalCount });
    case 'change':
      return changeLabel(action, input, words);
    case 'scheduled':
      if (!action.canDrop || subscription === null) return null;
      return subscription.pendingChange?.planId === subscription.planId
        ? m.keepInterval({ interval: subscription.interval, count: subscription.intervalCount })
        : m.keepPlan({ plan: subscription.planName });
    case 'contact':
      return m.contact;
    case 'current':
    case 'unavailable':
      return null;
    default:
      return action satisfies never;
  }

  function changeLabel(
    { direction, effect }: Extract<PlanAction, { kind: 'change' }>,
    { asOf }: ActionLabelInput,
    { day }: Words,
  ): string {
    const span = { interval: price.interval, count: price.intervalCount };
    const date = effect === 'now' || subscription === null ? null : day(subscription.currentPeriodEnd, asOf);
    switch (direction) {
      case 'upgrade':
        return m.upgrade({ plan });
      case 'downgrade':
        return date === null ? m.downgrade({ plan }) : m.downgradeOn({ date });
      case 'interval':
        return date === null ? m.switchInterval(span) : m.switchIntervalOn({ ...span, date });
      default:
        return direction satisfies never;
    }
  }
}
