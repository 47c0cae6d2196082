import { createPart } from '../lib/create-part.ts';

/** What a section is for. Renders a `<p>`. */
export const BillingPageDescription = createPart(
  'p',
  'billing-page-description',
  'floe:max-w-prose floe:text-muted',
);
