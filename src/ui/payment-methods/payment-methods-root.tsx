import { createPart } from '../lib/create-part.ts';

/** The container of the list. Renders a `<section>`. */
export const PaymentMethodsRoot = createPart(
  'section',
  'payment-methods',
  'floe:@container floe:rounded-container floe:border floe:border-border floe:bg-surface floe:text-body floe:text-text floe:outline-none',
);
