import { createPart } from '../lib/create-part.ts';

/** The table; rows become cards where there is little room. Renders a `<table>`. */
export const InvoiceTableTable = createPart(
  'table',
  'invoice-table-table',
  'floe:block floe:w-full floe:border-collapse floe:text-start floe:@xl:table',
  'table',
);
