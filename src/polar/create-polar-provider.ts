import type { PaymentProvider } from '../server/ports/index.ts';
import { createPreviewOperations } from './change-preview.ts';
import { createCheckoutOperations } from './checkouts.ts';
import { createCustomerOperations } from './customers.ts';
import { createEndpointOperations } from './endpoints.ts';
import { createInvoiceOperations } from './invoices.ts';
import { type PolarLogger, silentLogger } from './logger.ts';
import { createPaymentMethodOperations } from './payment-methods.ts';
import { type CallTimeouts, createPolarClient } from './polar-client.ts';
import { createProductOperations } from './products.ts';
import { createRecordOperations } from './record-operations.ts';
import { createSubscriptionOperations } from './subscriptions.ts';
import { createPolarWebhooks, type WebhookSecrets } from './webhooks/create-webhooks.ts';

/** Options of {@link createPolarProvider}. */
export interface CreatePolarProviderOptions {
  /** An organization access token (`polar_oat_…`). Stays on the server. */
  accessToken: string;
  /**
   * Secrets of the webhook endpoint, newest first: several while one is being rotated. A function is asked for each
   * delivery, so that a secret can be replaced without a restart.
   */
  webhookSecrets: WebhookSecrets;
  /** @default 'production' */
  environment?: 'production' | 'sandbox' | undefined;
  /** Another Polar than the environment's, such as the emulator's `http://localhost:4010`. */
  baseUrl?: string | undefined;
  /**
   * How long to wait for an answer: one number for all, or by what is asked. Polar charges within some requests, so that
   * a short wait gives up on charges that happen.
   * @default 10 for reads, 20 for changes, 45 for what charges
   */
  timeoutInSeconds?: number | CallTimeouts | undefined;
  /** Hears what only an operator can mend. @default none */
  logger?: PolarLogger | undefined;
}

/**
 * The payment provider on Polar's API of 2026-10.
 *
 * @throws {Error} when the token is empty, or `webhookSecrets` names no secret or an empty one.
 * @example
 * const { polar } = readBillingEnvironment(process.env);
 * const provider = createPolarProvider(polar);
 */
export function createPolarProvider(options: CreatePolarProviderOptions): PaymentProvider {
  if (options.accessToken.trim() === '') {
    throw new Error('floe-billing: `accessToken` is empty. Create an organization access token at Polar.');
  }
  const webhooks = createPolarWebhooks(options.webhookSecrets);
  const client = createPolarClient({
    accessToken: options.accessToken,
    environment: options.environment ?? 'production',
    baseUrl: options.baseUrl?.replace(/\/+$/, ''),
    timeoutInSeconds: options.timeoutInSeconds,
    logger: options.logger ?? silentLogger,
  });
  const checkouts = createCheckoutOperations(client);
  const subscriptions = createSubscriptionOperations(client);
  return {
    webhooks,
    ...createCustomerOperations(client),
    ...createPaymentMethodOperations(client),
    ...createProductOperations(client),
    ...checkouts,
    ...subscriptions,
    ...createPreviewOperations(client, { getSubscription: subscriptions.getSubscription }),
    ...createInvoiceOperations(client),
    ...createRecordOperations(client, checkouts),
    ...createEndpointOperations(client),
  };
}
