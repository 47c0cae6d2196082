import { createHmac } from 'node:crypto';
import { webhooks } from '@polar-sh/sdk/2026-10';
import { importSigningKeys } from '../src/polar/webhooks/signing-keys.ts';
import { verifyDelivery } from '../src/polar/webhooks/verify-delivery.ts';
import { standardKey } from '../test/polar/webhooks/sign.ts';
import { compare } from './support/compare.ts';
import { openBenchServer, WEBHOOK_URL } from './support/open-bench-server.ts';

// What a delivery costs until it is acknowledged, apart from keeping it: the store answers at once.
const server = await openBenchServer({
  database: { memory: true },
  wrapStore: (store) => ({
    ...store,
    inbox: { ...store.inbox, claim: async () => [], nextDueAt: async () => null },
    recordDeliveries: async (deliveries) => deliveries.map(() => 'new' as const),
  }),
});
const secretBytes = standardKey(server.secret);
const text = JSON.stringify({
  type: 'subscription.updated',
  timestamp: '2027-01-01T09:00:00Z',
  data: {
    id: 'bench',
    metadata: Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`key_${n}`, 'x'.repeat(60)])),
  },
});
const body = new TextEncoder().encode(text);
const { headers } = server.sign('evt_bench', body);
const webHeaders = new Headers(headers);
const keys = await importSigningKeys([server.secret]);
const now = () => Math.floor(Date.now() / 1000);

await compare(`Verifying and acknowledging one delivery of ${(body.length / 1000).toFixed(1)} kB`, {
  'bare HMAC over the bytes': () =>
    createHmac('sha256', secretBytes).update('evt_bench.1.').update(body).digest('base64'),
  'a Request is made and its body read, nothing else': async () => {
    await new Request(WEBHOOK_URL, { method: 'POST', headers, body }).arrayBuffer();
  },
  'Floe: signature verified': () => verifyDelivery(keys, body, webHeaders, now()),
  'Floe: whole route, from Request to 202': async () => {
    await server.billing.handler(new Request(WEBHOOK_URL, { method: 'POST', headers, body }));
  },
  "Polar's SDK: validateEvent alone": () => webhooks.validateEvent(body, headers, server.secret),
});
await server.close();
