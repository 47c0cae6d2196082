import { createPart } from '../lib/create-part.ts';

/** One payment method. Renders a `<li>`. */
export const PaymentMethodsItem = createPart(
  'li',
  'payment-methods-item',
  'floe:flex floe:flex-wrap floe:items-center floe:gap-x-4 floe:gap-y-2 floe:border-b floe:border-border floe:ps-6 floe:pe-2.5 floe:py-3 floe:min-h-15',
);
