import { createPart } from '../lib/create-part.ts';
import { DIALOG_ACTIONS } from '../lib/dialog-actions.ts';

/** The buttons of the confirmation. Renders a `<div>`. */
export const PaymentMethodsDialogActions = createPart(
  'div',
  'payment-methods-dialog-actions',
  DIALOG_ACTIONS,
);
