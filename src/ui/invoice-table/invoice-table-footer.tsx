import { createPart } from '../lib/create-part.ts';

/** The way to other pages. Renders a `<nav>`. */
export const InvoiceTableFooter = createPart(
  'nav',
  'invoice-table-footer',
  'floe:flex floe:items-center floe:justify-between floe:gap-3 floe:border-t floe:border-border floe:px-6 floe:py-3',
);
