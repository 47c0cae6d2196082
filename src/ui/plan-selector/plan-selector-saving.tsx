import { createPart } from '../lib/create-part.ts';

/** What an interval saves. Renders a `<span>`. */
export const PlanSelectorSaving = createPart(
  'span',
  'plan-selector-saving',
  'floe:text-meta floe:font-medium floe:text-success',
);
