import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { createEmulator, seedProductIds } from '../../src/emulator/index.ts';
import { createPolarProvider } from '../../src/polar/index.ts';
import { payCheckout } from '../../src/sandbox/pay-checkout.ts';

interface Delivery {
  body: Uint8Array<ArrayBuffer>;
  headers: Headers;
}

/** An endpoint that keeps what it is sent, and answers with `status`. */
async function createEndpoint() {
  const deliveries: Delivery[] = [];
  const endpoint = { status: 202, deliveries, url: '' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    deliveries.push({
      body: new Uint8Array(Buffer.concat(chunks)),
      headers: new Headers(request.headers as Record<string, string>),
    });
    response.writeHead(endpoint.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The endpoint has no port.');
  endpoint.url = `http://127.0.0.1:${address.port}/webhooks`;
  return endpoint;
}

async function start(version: '2026-04' | '2026-10', ownSecret?: string) {
  const emulator = await createEmulator({ clock: { mode: 'frozen' } });
  onTestFinished(() => emulator.close());
  const { url } = await emulator.listen();
  const endpoint = await createEndpoint();
  const events = [
    'customer.created',
    'subscription.created',
    'subscription.updated',
    'order.paid',
    'checkout.updated',
  ];
  const response = await fetch(`${url}/v1/webhooks/endpoints`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${emulator.accessToken}`,
      'content-type': 'application/json',
      'polar-version': version,
    },
    body: JSON.stringify({ url: endpoint.url, format: 'raw', events, secret: ownSecret }),
  });
  const { secret } = (await response.json()) as { secret: string };
  const provider = createPolarProvider({
    accessToken: emulator.accessToken,
    webhookSecrets: [secret],
    baseUrl: url,
  });
  return { emulator, endpoint, provider };
}

const nowInSeconds = () => Math.floor(Date.now() / 1000);

it.each([
  ['a secret of Polar’s own', '2026-10', undefined],
  ['a secret of the merchant’s', '2026-04', 'a secret of our own, long enough for Polar'],
] as const)('verifies and reads what is signed with %s', async (_, version, ownSecret) => {
  const { emulator, endpoint, provider } = await start(version, ownSecret);
  const customer = await provider.ensureCustomer({
    externalId: 'org-hooks',
    type: 'team',
    name: 'Hooks',
    email: null,
    person: { userId: 'user-1', name: null, email: 'jo@hooks.example.com' },
  });
  const checkout = await provider.createCheckout({
    externalCustomerId: 'org-hooks',
    productId: seedProductIds.starter.month,
    currency: 'USD',
    successUrl: 'http://localhost:4000/billing',
    returnUrl: 'http://localhost:4000/billing',
    customerIpAddress: null,
    metadata: {},
    requestId: 'request-1',
  });
  await payCheckout(checkout.url);
  await emulator.settled();

  const ids = new Set<string>();
  for (const { body, headers } of endpoint.deliveries) {
    const verified = await provider.webhooks.verify(body, headers, nowInSeconds());
    expect(verified).toMatchObject({ secretIndex: 0 });
    ids.add(verified?.deliveryId ?? '');
  }
  expect(ids.size).toBe(endpoint.deliveries.length);

  const events = endpoint.deliveries.map(({ body }) => provider.webhooks.read(body));
  expect(events.every(({ isKnown }) => isKnown)).toBe(true);
  const snapshots = events.flatMap(({ snapshots }) => snapshots);
  // What an event tells is what a read would have told.
  expect(snapshots).toContainEqual({ kind: 'customer', record: customer });
  const { subscriptionId } = await provider.getCheckout(checkout.id);
  expect(snapshots).toContainEqual({
    kind: 'subscription',
    record: await provider.getSubscription(subscriptionId ?? ''),
  });
});

it('finds its endpoint, sees what was not delivered and has it sent again', async () => {
  const { emulator, endpoint, provider } = await start('2026-10');
  endpoint.status = 500;
  await provider.ensureCustomer({
    externalId: 'org-down',
    type: 'team',
    name: 'Down',
    email: null,
    person: { userId: 'user-1', name: null, email: 'jo@down.example.com' },
  });
  await emulator.settled();

  const sick = await provider.findEndpointHealth(endpoint.url);
  expect(sick).toMatchObject({ isEnabled: true, undeliveredEventIds: [expect.any(String)] });

  endpoint.status = 202;
  await provider.redeliver(sick?.undeliveredEventIds[0] ?? '');
  await emulator.settled();
  expect(await provider.findEndpointHealth(endpoint.url)).toMatchObject({
    isEnabled: true,
    undeliveredEventIds: [],
  });
  await expect(provider.redeliver('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
    code: 'not_found',
  });
});
