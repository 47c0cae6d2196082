import { createPart } from '../lib/create-part.ts';
import { DIALOG_ACTIONS } from '../lib/dialog-actions.ts';

/** The buttons of the dialog; on a phone one under the other. Renders a `<div>`. */
export const PlanChangeActions = createPart('div', 'plan-change-actions', DIALOG_ACTIONS);
