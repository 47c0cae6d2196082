import { createPart } from '../lib/create-part.ts';

/** Name, mark and description. Renders a `<div>`. */
export const PlanSelectorPlanHeader = createPart(
  'div',
  'plan-selector-plan-header',
  'floe:flex floe:min-w-0 floe:flex-wrap floe:content-start floe:items-center floe:gap-x-2 floe:gap-y-1',
);
