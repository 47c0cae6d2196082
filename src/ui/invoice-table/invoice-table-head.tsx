import { createPart } from '../lib/create-part.ts';

/** The names of the columns. Renders a `<thead>`. */
export const InvoiceTableHead = createPart(
  'thead',
  'invoice-table-head',
  'floe:sr-only floe:@xl:not-sr-only floe:@xl:table-header-group',
  'rowgroup',
);
