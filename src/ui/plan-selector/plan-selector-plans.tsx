import { createPart } from '../lib/create-part.ts';

/** The plans, side by side where there is room. Renders a `<ul>`. */
export const PlanSelectorPlans = createPart(
  'ul',
  'plan-selector-plans',
  'floe:grid floe:grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] floe:gap-4',
);
