import { createPart } from '../lib/create-part.ts';

/** Until when it can be charged, or why it stays. Renders a `<p>`. */
export const PaymentMethodsDetail = createPart(
  'p',
  'payment-methods-detail',
  'floe:text-meta floe:text-muted',
);
