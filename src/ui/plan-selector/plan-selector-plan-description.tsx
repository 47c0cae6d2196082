import { createPart } from '../lib/create-part.ts';

/** Whom a plan is for. Renders a `<p>`. */
export const PlanSelectorPlanDescription = createPart(
  'p',
  'plan-selector-plan-description',
  'floe:w-full floe:text-muted',
);
