import { productIdsOf } from '../catalog/define-catalog.ts';
import { toInvoice } from '../display/invoice-view.ts';
import type { ServerContext } from '../server-context.ts';
import type { Query } from './query.ts';

const DEFAULT_LIMIT = 20;

/** `GET /list-invoices`: one page of the owner's invoices, newest first. */
export const listInvoices: Query<'listInvoices'> = async (input, caller, context) => {
  const search = input.search || null;
  const [page, catalog] = await Promise.all([
    context.store.listInvoices(caller.externalId, {
      limit: input.limit ?? DEFAULT_LIMIT,
      cursor: input.cursor ?? null,
      status: input.status ?? null,
      search,
      searchProductIds: search === null ? [] : productsNamed(search, context),
    }),
    context.readCatalog(),
  ]);
  return {
    asOf: context.clock.now(),
    items: page.items.map((record) => toInvoice(record, catalog)),
    nextCursor: page.nextCursor,
  };
};

// The names people see are the catalog's, which the database does not know.
function productsNamed(search: string, { definition }: ServerContext): string[] {
  return definition.plans
    .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
    .flatMap(productIdsOf);
}
