import { createProducts, listProducts, updateProducts } from '@polar-sh/sdk/2026-10/services/products';
import type { CodeCatalog } from '../../server/catalog/code-catalog.ts';
import { silentLogger } from '../logger.ts';
import { createPolarClient } from '../polar-client.ts';
import { walkPages } from '../walk-pages.ts';
import { type CatalogProduct, toCatalogProduct } from './catalog-product.ts';
import { type CatalogChange, type CatalogComparison, compareCatalog } from './compare-catalog.ts';
import { explainFailure } from './explain-failure.ts';
import { toProductCreate, toProductUpdate } from './product-body.ts';

/** Options of {@link createPolarCatalog}. */
export interface CreatePolarCatalogOptions {
  /** An organization access token with the scopes `products:read` and, to change anything, `products:write`. */
  accessToken: string;
  /** @default 'production' */
  environment?: 'production' | 'sandbox' | undefined;
  /** Another Polar than the environment's, such as the emulator's. */
  baseUrl?: string | undefined;
}

/** The products of a Polar organization, beside a catalog in code. */
export interface PolarCatalog {
  /**
   * Reads all products and says what differs. Changes nothing.
   *
   * @throws {Error} what is wrong, and what to do about it.
   */
  compare(catalog: CodeCatalog): Promise<CatalogComparison>;
  /**
   * Makes one change. Nothing is ever deleted: products and prices are archived, for those who have them.
   *
   * @throws {Error} what Polar says against it.
   */
  apply(change: CatalogChange): Promise<void>;
}

/**
 * Opens the products of a Polar organization.
 *
 * @example
 * const polar = createPolarCatalog({ accessToken, environment: 'sandbox' });
 * const { changes, problems } = await polar.compare(parseCodeCatalog(file));
 * if (problems.length === 0) for (const change of changes) await polar.apply(change);
 */
export function createPolarCatalog(options: CreatePolarCatalogOptions): PolarCatalog {
  const client = createPolarClient({
    accessToken: options.accessToken,
    environment: options.environment ?? 'production',
    baseUrl: options.baseUrl?.replace(/\/+$/, ''),
    timeoutInSeconds: 30,
    logger: silentLogger,
  });
  const { core } = client;

  async function send(change: CatalogChange): Promise<unknown> {
    switch (change.kind) {
      case 'create':
        return createProducts(core)(toProductCreate(change.price));
      case 'update':
        return updateProducts(core)(change.product.id, toProductUpdate(change.price, change.product));
      case 'archive':
        return updateProducts(core)(change.product.id, { is_archived: true });
    }
  }

  return {
    async compare(catalog) {
      const walk = walkPages(client, {
        operation: 'list products',
        fetchPage: listProducts(core),
        toRecord: toCatalogProduct,
      });
      try {
        const products: CatalogProduct[] = [];
        for await (const product of walk) products.push(product);
        return compareCatalog(catalog, products);
      } catch (error) {
        throw explainFailure(error);
      }
    },
    async apply(change) {
      try {
        await send(change);
      } catch (error) {
        throw explainFailure(error);
      }
    },
  };
}
