import { createPart } from '../lib/create-part.ts';

/** The price with its interval. Renders a `<p>`. */
export const PlanSelectorPrice = createPart(
  'p',
  'plan-selector-price',
  'floe:flex floe:flex-wrap floe:items-baseline floe:gap-x-1 floe:text-muted',
);
