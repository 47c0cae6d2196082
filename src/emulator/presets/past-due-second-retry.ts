import { daysBefore, monthBefore } from './before.ts';
import type { Preset } from './preset.ts';

/** Six days ago a renewal failed, four days ago its first retry: retries follow two and seven days after the renewal. */
export const pastDueSecondRetry: Preset = {
  name: 'past-due-second-retry',
  title: 'Past due, second retry',
  description:
    'A renewal and its first retry were declined. The second retry is tomorrow, with the same card.',
  isTold: true,
  begins: (end) => monthBefore(daysBefore(end, 6)),
  async play(story) {
    const bought = await story.buy({ productId: await story.monthlyPlan() });
    await story.replaceCardByOneThatFails(bought.customer_id);
    return bought;
  },
};
