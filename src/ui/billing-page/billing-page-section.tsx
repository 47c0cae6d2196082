import { createPart } from '../lib/create-part.ts';

/** A section with its heading. Renders a `<section>`. */
export const BillingPageSection = createPart(
  'section',
  'billing-page-section',
  'floe:flex floe:min-w-0 floe:flex-col floe:gap-4',
);
