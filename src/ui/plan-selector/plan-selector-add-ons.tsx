import { createPart } from '../lib/create-part.ts';

/** What can be added to a plan. Renders a `<section>`. */
export const PlanSelectorAddOns = createPart(
  'section',
  'plan-selector-add-ons',
  'floe:rounded-container floe:border floe:border-border floe:bg-surface floe:p-6',
);
