import { createPart } from '../lib/create-part.ts';

/** The buttons of the dialog; on a phone one under the other. Renders a `<div>`. */
export const PlanChangeActions = createPart(
  'div',
  'plan-change-actions',
  'floe:mt-6 floe:flex floe:flex-wrap floe:justify-end floe:gap-2 floe:max-sm:flex-col-reverse floe:max-sm:*:w-full',
);
