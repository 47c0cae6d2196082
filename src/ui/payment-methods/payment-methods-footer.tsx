import { createPart } from '../lib/create-part.ts';

/** The way to add one. Renders a `<div>`. */
export const PaymentMethodsFooter = createPart(
  'div',
  'payment-methods-footer',
  'floe:flex floe:flex-wrap floe:items-center floe:justify-between floe:gap-x-4 floe:gap-y-2 floe:ps-6 floe:pe-6 floe:py-3',
);
