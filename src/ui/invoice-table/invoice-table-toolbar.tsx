import { createPart } from '../lib/create-part.ts';

/** Search and filter. Renders a `<div role="search">`. */
export const InvoiceTableToolbar = createPart(
  'div',
  'invoice-table-toolbar',
  'floe:flex floe:flex-wrap floe:items-center floe:gap-3 floe:border-b floe:border-border floe:px-6 floe:py-4',
  'search',
);
