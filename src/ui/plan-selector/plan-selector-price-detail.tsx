import { createPart } from '../lib/create-part.ts';

/** What the price means: per month, after the trial. Renders a `<p>`. */
export const PlanSelectorPriceDetail = createPart(
  'p',
  'plan-selector-price-detail',
  'floe:mt-1 floe:min-h-[1lh] floe:text-meta floe:tabular-nums floe:text-muted',
);
