import { createPart } from '../lib/create-part.ts';

/** One invoice. Renders a `<tr>`. */
export const InvoiceTableRow = createPart(
  'tr',
  'invoice-table-row',
  'floe:grid floe:grid-cols-[1fr_auto] floe:gap-x-4 floe:gap-y-1 floe:border-b floe:border-border floe:px-6 floe:py-4 floe:last:border-b-0 floe:@xl:table-row floe:@xl:px-0 floe:@xl:py-0',
  'row',
);
