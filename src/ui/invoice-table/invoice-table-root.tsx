import { createPart } from '../lib/create-part.ts';

/** The container of the list. Renders a `<section>`. */
export const InvoiceTableRoot = createPart(
  'section',
  'invoice-table',
  'floe:@container floe:overflow-hidden floe:rounded-container floe:border floe:border-border floe:bg-surface floe:text-body floe:text-text',
);
