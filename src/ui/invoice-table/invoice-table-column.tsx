import { createPart } from '../lib/create-part.ts';

/** The name of a column. Renders a `<th>`. */
export const InvoiceTableColumn = createPart(
  'th',
  'invoice-table-column',
  'floe:px-3 floe:py-2.5 floe:text-meta floe:font-medium floe:whitespace-nowrap floe:text-muted floe:first:ps-6 floe:last:pe-6 floe:@xl:border-b floe:@xl:border-border',
  'columnheader',
);
