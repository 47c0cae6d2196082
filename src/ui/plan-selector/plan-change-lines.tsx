import { createPart } from '../lib/create-part.ts';

/** What a change costs. Renders a `<dl>`. */
export const PlanChangeLines = createPart(
  'dl',
  'plan-change-lines',
  'floe:mt-4 floe:flex floe:flex-col floe:gap-2 floe:rounded-control floe:bg-sunken floe:px-4 floe:py-3',
);
