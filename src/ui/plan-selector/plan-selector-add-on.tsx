import { createPart } from '../lib/create-part.ts';

/** One add-on with its price. Renders an `<li>`. */
export const PlanSelectorAddOn = createPart(
  'li',
  'plan-selector-add-on',
  'floe:flex floe:flex-wrap floe:items-baseline floe:justify-between floe:gap-x-6 floe:gap-y-0.5 floe:border-t floe:border-border floe:py-3 floe:last:pb-0',
);
