import { createPolar } from '@polar-sh/sdk/2026-10';
import { POLAR_WEBHOOK_EVENTS } from 'floe-billing/polar';

/**
 * Finds the endpoint of this address at Polar, or registers it, and gives the secret that signs its deliveries.
 * With the real Polar this is done once in the dashboard; the local one keeps it in its own state.
 */
export async function webhookSecretFor(
  url: string,
  polarAccess: { accessToken: string; baseUrl: string },
): Promise<string> {
  const polar = createPolar(polarAccess);
  for await (const endpoint of polar.webhooks.iterListWebhookEndpoints()) {
    if (endpoint.url === url) return endpoint.secret;
  }
  const created = await polar.webhooks.createWebhookEndpoint({
    url,
    format: 'raw',
    events: [...POLAR_WEBHOOK_EVENTS],
  });
  return created.secret;
}
