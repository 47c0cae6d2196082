import { z } from 'zod';

/** What the mirror reads, and so all that the server has to be told of. */
const EVENTS = [
  'checkout.created',
  'checkout.updated',
  'checkout.expired',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'order.created',
  'order.updated',
  'order.paid',
  'order.refunded',
  'product.created',
  'product.updated',
  'subscription.created',
  'subscription.updated',
  'subscription.active',
  'subscription.canceled',
  'subscription.uncanceled',
  'subscription.cycled',
  'subscription.revoked',
  'subscription.past_due',
  'subscription.paused',
  'subscription.resumed',
];

const NAME = 'Floe sandbox';

const endpoint = z.object({ id: z.string(), name: z.string().nullish(), secret: z.string() });
const endpoints = z.object({ items: z.array(endpoint) });

/** Where the emulator's API is, and how one gets in. */
export interface EmulatorAccess {
  url: string;
  accessToken: string;
}

async function send(
  { url, accessToken }: EmulatorAccess,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const response = await fetch(`${url}/v1/webhooks/endpoints${path}`, {
    method,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'polar-version': '2026-10',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json();
  throw new Error(
    `floe-billing: the emulator refused the sandbox's webhook endpoint (${response.status}): ${await response.text()}`,
  );
}

/**
 * Has the emulator send its webhooks to `webhookUrl`. An emulator that was started before keeps its endpoint, and
 * with it the secret, under the new address.
 *
 * @returns the secret that deliveries are signed with.
 */
export async function registerWebhookEndpoint(emulator: EmulatorAccess, webhookUrl: string): Promise<string> {
  const { items } = endpoints.parse(await send(emulator, 'GET', '?limit=100'));
  const existing = items.find(({ name }) => name === NAME);
  const answer =
    existing === undefined
      ? await send(emulator, 'POST', '', { url: webhookUrl, name: NAME, format: 'raw', events: EVENTS })
      : await send(emulator, 'PATCH', `/${existing.id}`, { url: webhookUrl, enabled: true });
  return endpoint.parse(answer).secret;
}
