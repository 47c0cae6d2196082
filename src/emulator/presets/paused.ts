import { daysBefore, monthBefore } from './before.ts';
import type { Preset } from './preset.ts';

/** Three days ago a period ended, and a pause began that somebody had asked for. */
export const paused: Preset = {
  name: 'paused',
  title: 'Paused',
  description: 'A subscription by the month that has been paused for three days, until somebody resumes it.',
  isTold: true,
  begins: (end) => monthBefore(daysBefore(end, 3)),
  async play(story) {
    const bought = await story.buy({ productId: await story.monthlyPlan() });
    await story.wait('P20D');
    await story.change(bought.subscription_id, { pause_at_period_end: true });
    return bought;
  },
};
