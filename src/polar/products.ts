import { getProducts } from '@polar-sh/sdk/2026-10/services/products';
import type { PaymentProvider } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { toProductRecord } from './records/product.ts';

/** What is sold. */
export function createProductOperations({ core, send }: PolarClient): Pick<PaymentProvider, 'getProduct'> {
  return {
    getProduct: (productId) =>
      send('get product', async () => toProductRecord(await getProducts(core)(productId))),
  };
}
