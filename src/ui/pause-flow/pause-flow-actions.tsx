import { createPart } from '../lib/create-part.ts';
import { DIALOG_ACTIONS } from '../lib/dialog-actions.ts';

/** The buttons of a step; on a phone one under the other. Renders a `<div>`. */
export const PauseFlowActions = createPart('div', 'pause-flow-actions', DIALOG_ACTIONS);
