import { createPart } from '../lib/create-part.ts';

/** The name of a plan. Renders an `<h3>`. */
export const PlanSelectorPlanName = createPart(
  'h3',
  'plan-selector-plan-name',
  'floe:min-w-0 floe:text-title floe:font-strong floe:wrap-anywhere',
);
