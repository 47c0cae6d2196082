import { createPart } from '../lib/create-part.ts';

/** The heading of a section. Renders an `<h2>`. */
export const BillingPageHeading = createPart(
  'h2',
  'billing-page-heading',
  'floe:text-title floe:font-strong floe:outline-none floe:scroll-mt-6',
);
