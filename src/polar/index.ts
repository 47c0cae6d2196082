export { type CreatePolarProviderOptions, createPolarProvider } from './create-polar-provider.ts';
export type { PolarLogger } from './logger.ts';
export {
  type RegisterWebhookEndpointOptions,
  registerWebhookEndpoint,
} from './register-webhook-endpoint.ts';
export type { WebhookSecrets } from './webhooks/create-webhooks.ts';
