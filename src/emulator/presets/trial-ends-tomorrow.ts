import { daysBefore } from './before.ts';
import type { Preset } from './preset.ts';

/** Thirteen days ago somebody began a trial of two weeks. */
export const trialEndsTomorrow: Preset = {
  name: 'trial-ends-tomorrow',
  title: 'Trial ends tomorrow',
  description: 'A trial of two weeks, on its last day. The card on file pays.',
  isTold: true,
  begins: (end) => daysBefore(end, 13),
  async play(story) {
    return story.buy({ productId: await story.monthlyPlan(), trialDays: 14 });
  },
};
