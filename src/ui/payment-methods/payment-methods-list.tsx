import { createPart } from '../lib/create-part.ts';

/** What is on file. Renders a `<ul>`. */
export const PaymentMethodsList = createPart(
  'ul',
  'payment-methods-list',
  'floe:m-0 floe:list-none floe:p-0',
);
