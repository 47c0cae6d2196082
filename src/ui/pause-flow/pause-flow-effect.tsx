import { createPart } from '../lib/create-part.ts';

/** One thing that a pause means. Renders an `<li>`. */
export const PauseFlowEffect = createPart('li', 'pause-flow-effect', '');
