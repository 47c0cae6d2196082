import { createPart } from '../lib/create-part.ts';

/** What a pause means, in the order in which it happens. Renders an `<ol>`. */
export const PauseFlowEffects = createPart(
  'ol',
  'pause-flow-effects',
  'floe:mt-4 floe:flex floe:flex-col floe:gap-2 floe:rounded-control floe:bg-sunken floe:px-4 floe:py-3',
  'list',
);
