import { createPart } from '../lib/create-part.ts';

/** The choice of the interval: a radio group. Renders a `<fieldset>`. */
export const PlanSelectorIntervals = createPart(
  'fieldset',
  'plan-selector-intervals',
  'floe:inline-flex floe:min-w-0 floe:max-w-full floe:gap-1 floe:rounded-control floe:bg-sunken floe:p-1 floe:max-sm:flex floe:max-sm:w-full',
);
