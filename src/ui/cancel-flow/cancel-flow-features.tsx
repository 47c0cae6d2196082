import { createPart } from '../lib/create-part.ts';

/** What will no longer be there. Renders a `<ul>`. */
export const CancelFlowFeatures = createPart(
  'ul',
  'cancel-flow-features',
  'floe:mt-2 floe:flex floe:flex-col floe:gap-1.5',
);
