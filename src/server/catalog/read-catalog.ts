import type { Logger } from '../logger.ts';
import type { BillingStore } from '../ports/index.ts';
import type { CatalogDefinition } from './define-catalog.ts';
import { type PricedCatalog, priceCatalog } from './priced-catalog.ts';

/** Makes the function that reads the catalog from the mirror. It warns once about each price that is not sold. */
export function createCatalogReader(
  store: Pick<BillingStore, 'listProducts'>,
  definition: CatalogDefinition,
  logger: Logger,
): () => Promise<PricedCatalog> {
  const warned = new Set<string>();
  return async () => {
    const catalog = priceCatalog(definition, await store.listProducts());
    for (const omission of catalog.omissions.filter((text) => !warned.has(text))) {
      warned.add(omission);
      logger.warn({}, omission);
    }
    return catalog;
  };
}
