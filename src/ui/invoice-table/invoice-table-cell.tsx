import { createPart } from '../lib/create-part.ts';

/** One fact of an invoice. Renders a `<td>`. */
export const InvoiceTableCell = createPart(
  'td',
  'invoice-table-cell',
  'floe:min-w-0 floe:align-middle floe:tabular-nums floe:@xl:px-3 floe:@xl:py-3 floe:@xl:first:ps-6 floe:@xl:last:pe-6',
  'cell',
);
