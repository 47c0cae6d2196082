import { createPart } from '../lib/create-part.ts';

/** The group of reasons. Renders a `<fieldset>`. */
export const CancelFlowReasons = createPart(
  'fieldset',
  'cancel-flow-reasons',
  'floe:mt-4 floe:flex floe:min-w-0 floe:flex-col floe:gap-1',
);
