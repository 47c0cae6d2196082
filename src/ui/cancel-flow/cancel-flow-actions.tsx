import { createPart } from '../lib/create-part.ts';

/** The buttons of a step; on a phone one under the other. Renders a `<div>`. */
export const CancelFlowActions = createPart(
  'div',
  'cancel-flow-actions',
  'floe:mt-6 floe:flex floe:flex-wrap floe:justify-end floe:gap-2 floe:max-sm:flex-col-reverse floe:max-sm:*:w-full',
);
