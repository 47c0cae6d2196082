export type { CatalogProduct, CatalogProductPrice } from './catalog/catalog-product.ts';
export type { CatalogChange, CatalogComparison, ProductDifference } from './catalog/compare-catalog.ts';
export {
  type CreatePolarCatalogOptions,
  createPolarCatalog,
  type PolarCatalog,
} from './catalog/create-polar-catalog.ts';
export { type CreatePolarProviderOptions, createPolarProvider } from './create-polar-provider.ts';
export type { PolarLogger } from './logger.ts';
export {
  type RegisterWebhookEndpointOptions,
  registerWebhookEndpoint,
} from './register-webhook-endpoint.ts';
export type { WebhookSecrets } from './webhooks/create-webhooks.ts';
