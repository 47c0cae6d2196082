import { createPart } from '../lib/create-part.ts';

/** The amount of a price. Renders a `<span>`. */
export const PlanSelectorAmount = createPart(
  'span',
  'plan-selector-amount',
  'floe:text-price floe:font-strong floe:tracking-tight floe:tabular-nums floe:text-text',
);
