import { daysBefore } from './before.ts';
import type { Preset } from './preset.ts';

/** Ten days ago somebody subscribed, and has canceled today. */
export const canceledAtPeriodEnd: Preset = {
  name: 'canceled-at-period-end',
  title: 'Canceled at period end',
  description:
    'A subscription by the month that was canceled on its tenth day, and runs until the month is over.',
  isTold: true,
  begins: (end) => daysBefore(end, 10),
  async play(story) {
    const bought = await story.buy({ productId: await story.monthlyPlan() });
    await story.wait('P10D');
    await story.change(bought.subscription_id, {
      cancel_at_period_end: true,
      customer_cancellation_reason: 'too_expensive',
      customer_cancellation_comment: 'We are only three people for now.',
    });
    return bought;
  },
};
