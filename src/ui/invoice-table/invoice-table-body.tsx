import { createPart } from '../lib/create-part.ts';

/** The rows. Renders a `<tbody>`. */
export const InvoiceTableBody = createPart(
  'tbody',
  'invoice-table-body',
  'floe:block floe:transition-opacity floe:aria-busy:opacity-55 floe:@xl:table-row-group',
  'rowgroup',
);
