import { createPart } from '../lib/create-part.ts';

/** The group of lengths. Renders a `<fieldset>`. */
export const PauseFlowOptions = createPart(
  'fieldset',
  'pause-flow-options',
  'floe:mt-4 floe:flex floe:min-w-0 floe:flex-col floe:gap-1',
);
