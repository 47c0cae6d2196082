import { createPart } from '../lib/create-part.ts';

/** The column of sections. Renders a `<div>`. */
export const BillingPageRoot = createPart(
  'div',
  'billing-page',
  'floe:@container floe:flex floe:w-full floe:max-w-[68rem] floe:flex-col floe:gap-8 floe:text-body floe:text-text',
);
