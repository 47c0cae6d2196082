import { createPolarCatalog } from '../../polar/index.ts';
import {
  type CatalogDefinition,
  type CodeCatalog,
  codePricesOf,
  type Logger,
  type PolarEnvironment,
  toCatalogDefinition,
} from '../../server/index.ts';
import { isCodeCatalog } from './read-config.ts';

/**
 * The catalog as a server takes it. Prices without a product id are looked for at Polar; when each has one, nobody is
 * asked, so that a server starts while Polar is down.
 *
 * @throws {Error} when Polar does not sell a price yet.
 */
export async function resolveCatalog(
  catalog: CatalogDefinition | CodeCatalog,
  polar: PolarEnvironment,
  logger: Logger,
): Promise<CatalogDefinition> {
  if (!isCodeCatalog(catalog)) return catalog;
  const prices = codePricesOf(catalog);
  if (prices.every(({ productId }) => productId !== null)) {
    return toCatalogDefinition(catalog, ({ id, productId }) => productId ?? id);
  }
  const { changes, problems, productIds } = await createPolarCatalog(polar).compare(catalog);
  const missing = prices.filter(({ id }) => !productIds.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    throw new Error(
      `Polar has no product for ${missing.join(', ')}. Make them with \`floe-billing catalog push\`. ${problems.join(' ')}`.trim(),
    );
  }
  if (changes.length > 0) {
    logger.warn(
      { products: changes.length },
      'The catalog and the products at Polar differ; Polar’s amounts hold. `floe-billing catalog diff` shows in what.',
    );
  }
  return toCatalogDefinition(catalog, ({ id }) => productIds.get(id) ?? id);
}
