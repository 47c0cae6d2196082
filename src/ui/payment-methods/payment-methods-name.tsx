import { createPart } from '../lib/create-part.ts';

/** What it is, and its state. Renders a `<p>`. */
export const PaymentMethodsName = createPart(
  'p',
  'payment-methods-name',
  'floe:flex floe:flex-wrap floe:items-center floe:gap-2 floe:font-medium',
);
