import { createPolarCore } from '@polar-sh/sdk/2026-10';
import {
  createWebhookEndpointWebhooks,
  iterListWebhookEndpointsWebhooks,
  updateWebhookEndpointWebhooks,
} from '@polar-sh/sdk/2026-10/services/webhooks';
import { unheardEventTypes, withUnheard } from './endpoints.ts';

/** Options of {@link registerWebhookEndpoint}. */
export interface RegisterWebhookEndpointOptions {
  /** An organization access token with the scope `webhooks:write`. */
  accessToken: string;
  /** Where the server takes webhooks, such as `https://app.example.com/api/billing/webhooks/polar`. */
  url: string;
  /** What the endpoint is called at Polar: one of this name is moved to `url` instead of making a second. @default 'Floe' */
  name?: string | undefined;
  /** @default 'production' */
  environment?: 'production' | 'sandbox' | undefined;
  /** Another Polar than the environment's, such as the emulator's. */
  baseUrl?: string | undefined;
}

/**
 * Sees to it that Polar tells the server of everything the mirror holds. Safe to run at every start.
 *
 * @returns the secret that deliveries are signed with.
 * @throws {PolarError} as the SDK does.
 */
export async function registerWebhookEndpoint(options: RegisterWebhookEndpointOptions): Promise<string> {
  const { accessToken, url, name = 'Floe', environment = 'production', baseUrl } = options;
  const core = createPolarCore({
    accessToken,
    environment,
    timeout: 30,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
  for await (const endpoint of iterListWebhookEndpointsWebhooks(core)({ limit: 100 })) {
    const isThere = endpoint.url === url;
    if (!isThere && endpoint.name !== name) continue;
    // One that an earlier version made knows nothing of what the mirror has come to hold since.
    if (isThere && unheardEventTypes(endpoint.events).length === 0) return endpoint.secret;
    const change = { events: withUnheard(endpoint.events), ...(isThere ? {} : { url, enabled: true }) };
    return (await updateWebhookEndpointWebhooks(core)(endpoint.id, change)).secret;
  }
  const events = withUnheard([]);
  return (await createWebhookEndpointWebhooks(core)({ url, name, format: 'raw', events })).secret;
}
