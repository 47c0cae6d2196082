import { createPart } from '../lib/create-part.ts';

/** The one thing to do with a plan. Renders a `<div>`. */
export const PlanSelectorAction = createPart(
  'div',
  'plan-selector-action',
  'floe:flex floe:min-h-9 floe:max-sm:min-h-11 floe:flex-col floe:justify-center floe:gap-2',
);
