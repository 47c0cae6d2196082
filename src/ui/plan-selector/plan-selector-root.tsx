import { createPart } from '../lib/create-part.ts';

/** The container of the selector. Renders a `<section>`. */
export const PlanSelectorRoot = createPart(
  'section',
  'plan-selector',
  'floe:@container floe:flex floe:flex-col floe:gap-4 floe:text-body floe:text-text floe:outline-none',
);
