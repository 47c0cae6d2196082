import { createPart } from '../lib/create-part.ts';

/** What can be done with one. Renders a `<div>`. */
export const PaymentMethodsActions = createPart(
  'div',
  'payment-methods-actions',
  'floe:ms-auto floe:flex floe:flex-wrap floe:gap-1',
);
