import { createPart } from '../lib/create-part.ts';

/** One add-on with its price. Renders an `<li>`. */
export const PlanSelectorAddOn = createPart(
  'li',
  'plan-selector-add-on',
  'floe:flex floe:items-baseline floe:justify-between floe:gap-6 floe:border-t floe:border-border floe:py-3 floe:last:pb-0',
);
