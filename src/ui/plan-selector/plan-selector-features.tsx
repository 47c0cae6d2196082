import { createPart } from '../lib/create-part.ts';

/** What a plan gives. Renders a `<ul>`. */
export const PlanSelectorFeatures = createPart(
  'ul',
  'plan-selector-features',
  'floe:flex floe:flex-col floe:gap-2 floe:border-t floe:border-border floe:pt-4',
);
