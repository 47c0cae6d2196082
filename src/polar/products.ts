import { getProducts, listProducts } from '@polar-sh/sdk/2026-10/services/products';
import type { PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toProductRecord } from './records/product.ts';
import { walkPages } from './walk-pages.ts';

/** What is sold, archived products included: a list without a filter has both. */
export function createProductOperations(
  client: PolarClient,
): Pick<PaymentProvider, 'listProducts' | 'getProduct'> {
  const { core, send } = client;
  return {
    getProduct: (productId) =>
      send('get product', async () => toProductRecord(await getProducts(core)(productId))),
    listProducts: () =>
      walkPages(client, {
        operation: 'list products',
        fetchPage: listProducts(core),
        toRecord: toProductRecord,
      }),
  };
}
