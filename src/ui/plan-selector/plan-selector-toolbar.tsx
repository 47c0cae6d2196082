import { createPart } from '../lib/create-part.ts';

/** Interval and currency. Renders a `<div>`. */
export const PlanSelectorToolbar = createPart(
  'div',
  'plan-selector-toolbar',
  'floe:flex floe:flex-wrap floe:items-center floe:justify-between floe:gap-3',
);
