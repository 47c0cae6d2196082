import type { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createMailer } from 'floe-billing/emails';
import { createEmulator } from 'floe-billing/emulator';
import { createPolarProvider, registerWebhookEndpoint } from 'floe-billing/polar';
import { createPostgresStore, openDatabase } from 'floe-billing/postgres';
import { sampleCatalog } from 'floe-billing/sandbox';
import { createBillingServer } from 'floe-billing/server';
import { createApp } from './app.ts';
import { authenticateWith } from './auth/authenticate.ts';
import { createAuth } from './auth/create-auth.ts';
import { prepareDatabase } from './auth/prepare-database.ts';
import { keptSecret } from './auth/secret.ts';
import { claimDataDir } from './data-dir.ts';
import { createMailbox } from './mail/create-mailbox.ts';
import { listRecipients } from './mail/list-recipients.ts';
import type { DemoOptions } from './options.ts';
import { assertPortIsFree } from './ports.ts';

/** A running demo. */
export interface Demo {
  url: string;
  close(): Promise<void>;
}

/** Starts the local Polar, the billing server and TenderTrack's web app, in this one process. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  await assertPortIsFree(options.port, '--port');
  await assertPortIsFree(options.emulatorPort, '--emulator-port');
  const claim = claimDataDir(options.dataDir, options);

  const url = `http://localhost:${options.port}`;
  const emulator = await createEmulator({ dataDir: join(options.dataDir, 'emulator') });
  const { url: baseUrl } = await emulator.listen({ port: options.emulatorPort, host: 'localhost' });
  const polarAccess = { accessToken: emulator.accessToken, baseUrl };
  const webhookUrl = `${url}/api/billing/webhooks/polar`;
  const secret = await registerWebhookEndpoint({ ...polarAccess, url: webhookUrl });

  const { databaseUrl, dataDir } = options;
  const database = await openDatabase(
    databaseUrl === undefined ? { dataDir: join(dataDir, 'database') } : { databaseUrl },
  );
  await prepareDatabase(database.db);
  const auth = createAuth({ database, secret: keptSecret(dataDir), url });
  const mailbox = createMailbox(() => emulator.clock.now());
  const writing = {
    brand: {
      name: 'TenderTrack 360',
      accentColor: '#1f5fa8',
      supportAddress: 'help@tendertrack.example',
      imprint: ['TenderTrack GmbH, Beispielweg 1, 20095 Hamburg'],
    },
    billingUrl: `${url}/settings/billing`,
    preferencesUrl: `${url}/mails`,
  };
  const billing = createBillingServer({
    ...createMailer({
      ...writing,
      transport: mailbox,
      from: 'billing@tendertrack.example',
      listRecipients: (externalId) => listRecipients(externalId, database),
    }),
    store: createPostgresStore(database),
    provider: createPolarProvider({ ...polarAccess, webhookSecrets: [secret] }),
    authenticate: authenticateWith(auth),
    catalog: sampleCatalog,
    appUrl: url,
    webhookUrl,
    clock: emulator.clock,
  });

  const webDir = fileURLToPath(new URL('./web/dist', import.meta.url));
  const app = createApp({ auth, database, billing, emulator, mailbox, writing, webDir });
  const listener = await listen(app.fetch, options.port);
  await billing.start();

  return {
    url,
    async close() {
      await stopListening(listener);
      await emulator.close();
      await billing.close();
      await database.close();
      claim.release();
    },
  };
}

function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Server> {
  return new Promise((resolve) => {
    // The passwords are known to everybody, so it is for this machine only.
    const server = serve({ fetch, port, hostname: 'localhost' }, () => resolve(server as Server));
  });
}

// Live-event streams never end by themselves.
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
