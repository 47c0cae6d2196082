import { appendFileSync } from 'node:fs';
import { createPolarProvider } from '../../../src/polar/index.ts';
import { createPostgresStore, type DatabaseLocation, openDatabase } from '../../../src/postgres/index.ts';
import { listen } from '../../../src/sandbox/listen.ts';
import { sampleCatalog } from '../../../src/sandbox/sample-catalog.ts';
import { type BillingSession, createBillingServer } from '../../../src/server/index.ts';
import { WEBHOOK_URL } from './live-randomly.ts';

/** What a server process is told when it starts. */
export interface ServerProcessConfig {
  database: DatabaseLocation;
  polar: { accessToken: string; baseUrl: string };
  webhookSecret: string;
  /** Business time: it stands still. */
  now: string;
  /** Where a line is added for whatever is handed over: this process, `mail` or `callback`, and the key. */
  handedFile: string;
}

// A server that is killed at any moment. It says where it listens, and nothing else.
const config = JSON.parse(process.argv[2] ?? '') as ServerProcessConfig;

/** Between hand-over and record is a moment: the one in which a kill repeats what was handed over. */
async function handOver(kind: 'mail' | 'callback', key: string): Promise<void> {
  appendFileSync(config.handedFile, `${process.pid} ${kind} ${key}\n`);
  await new Promise((resolve) => setTimeout(resolve, 5));
}

const database = await openDatabase(config.database);
const billing = createBillingServer({
  store: createPostgresStore(database),
  provider: createPolarProvider({ ...config.polar, webhookSecrets: [config.webhookSecret] }),
  authenticate: ({ headers }): BillingSession | null => {
    const owner = headers.get('x-owner');
    if (owner === null) return null;
    const email = `${owner}@somewhere.example`;
    return {
      userId: `user-${owner}`,
      userName: owner,
      userEmail: email,
      owner: { type: 'organization', id: owner, name: owner, email },
      role: 'owner',
    };
  },
  catalog: sampleCatalog,
  appUrl: 'http://app.test',
  webhookUrl: WEBHOOK_URL,
  clock: { now: () => config.now },
  schedule: { reconcileEveryHours: null },
  rateLimits: { perAddress: 1e9, queries: 1e9, commands: 1e9, previews: 1e9 },
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  onEvent: ({ key }) => handOver('callback', key),
  deliverMail: (_mail, key) => handOver('mail', key),
});
await billing.start();
const { port } = await listen(0, (request) => billing.handler(request));
console.log(`listening at ${port}`);
