import { createPolar } from '@polar-sh/sdk/2026-10';
import pg from 'pg';
import { CLIENT_HEADER, CLIENT_VERSION, operationPath } from '../../src/contract/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { createPolarProvider } from '../../src/polar/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../src/polar/webhooks/read-event.ts';
import { createPostgresStore, type DatabaseLocation, openDatabase } from '../../src/postgres/index.ts';
import { payCheckout } from '../../src/sandbox/pay-checkout.ts';
import { sampleCatalog } from '../../src/sandbox/sample-catalog.ts';
import { samplePeople } from '../../src/sandbox/sample-people.ts';
import { type BillingStore, createBillingServer } from '../../src/server/index.ts';
import { signatureOf, standardKey } from '../../test/polar/webhooks/sign.ts';
import { startPostgres } from '../../test/support/start-postgres.ts';

export const APP_URL = 'http://app.bench';
export const WEBHOOK_URL = 'https://app.bench/api/billing/webhooks/polar';

/** How a server to measure is put together. */
export interface BenchServerOptions {
  database: DatabaseLocation;
  /** Stands in for the store. */
  wrapStore?: ((store: BillingStore) => BillingStore) | undefined;
}

/** A whole server over a real database and a local Polar, with one owner who pays. Limits on requests are out of the way. */
export async function openBenchServer({ database: where, wrapStore = (store) => store }: BenchServerOptions) {
  const webhooks: { type: string; body: Uint8Array<ArrayBuffer> }[] = [];
  let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: '2027-01-01T09:00:00Z' },
    send: async (request) => {
      const body = new Uint8Array(await request.clone().arrayBuffer());
      webhooks.push({ type: JSON.parse(new TextDecoder().decode(body)).type, body });
      return receive(request);
    },
  });
  const { url: baseUrl } = await emulator.listen();
  const polar = createPolar({ accessToken: emulator.accessToken, baseUrl });
  const { secret } = await polar.webhooks.createWebhookEndpoint({
    url: WEBHOOK_URL,
    format: 'raw',
    events: [...MIRRORED_EVENT_TYPES],
  });

  const database = await openDatabase(where);
  const store = createPostgresStore(database);
  const unlimited = 1_000_000_000;
  const rateLimits = { perAddress: unlimited, queries: unlimited, commands: unlimited, previews: unlimited };
  const billing = createBillingServer({
    store: wrapStore(store),
    provider: createPolarProvider({ accessToken: emulator.accessToken, webhookSecrets: [secret], baseUrl }),
    authenticate: () => samplePeople.ada,
    catalog: sampleCatalog,
    appUrl: APP_URL,
    webhookUrl: WEBHOOK_URL,
    clock: emulator.clock,
    schedule: { reconcileEveryHours: null },
    rateLimits,
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (fields, text) => console.error(text, fields),
    },
  });
  receive = (request) => billing.handler(request);
  await billing.start();

  const settle = async () => {
    await emulator.settled();
    await billing.settled();
  };
  const key = standardKey(secret);
  return {
    store,
    database,
    billing,
    emulator,
    secret,
    settle,
    /** What the provider has sent, as examples of real bodies. */
    webhooks,
    /** Makes the owner pay for a plan by the month. */
    async subscribe() {
      const response = await billing.handler(
        new Request(`${APP_URL}/api/billing${operationPath('startCheckout')}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            [CLIENT_HEADER]: CLIENT_VERSION,
            'idempotency-key': 'bench-checkout',
          },
          body: JSON.stringify({ priceId: 'professional-month', returnPath: '/billing' }),
        }),
      );
      const checkout = (await response.json()) as { url?: string };
      if (checkout.url === undefined) throw new Error(`No checkout: ${JSON.stringify(checkout)}`);
      await payCheckout(checkout.url);
      await settle();
      await emulator.clock.advance('P40D');
      await settle();
    },
    /** A delivery of a body, signed now. */
    sign(
      id: string,
      body: Uint8Array<ArrayBuffer>,
    ): { headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
      const seconds = Math.floor(Date.now() / 1000);
      return {
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signatureOf(key, id, seconds, body),
        },
      };
    },
    async close() {
      await billing.close();
      await emulator.close();
      await database.close();
    },
  };
}

/** A PostgreSQL whose commits wait for the disk, with an empty database. */
export async function openDurablePostgres() {
  const server = await startPostgres({ isDurable: true });
  const client = new pg.Client({ connectionString: `${server.url}/postgres` });
  await client.connect();
  await client.query('create database bench');
  await client.end();
  return { url: `${server.url}/bench`, stop: server.stop };
}
