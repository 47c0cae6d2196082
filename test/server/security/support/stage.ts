import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  type OperationName,
  operationMethod,
  operationPath,
  operations,
} from '../../../../src/contract/index.ts';
import type { Role } from '../../../../src/core/index.ts';
import { createPolarProvider } from '../../../../src/polar/index.ts';
import { createSandbox, payCheckout, type Sandbox, sampleCatalog } from '../../../../src/sandbox/index.ts';
import { assembleBillingServer } from '../../../../src/server/create-billing-server.ts';
import { createGuards, type Guards } from '../../../../src/server/http/guards.ts';
import type {
  Authenticate,
  BillingServer,
  BillingSession,
  BillingStore,
  CreateBillingServerOptions,
} from '../../../../src/server/index.ts';

/** Where the app of these tests lives. */
export const APP_ORIGIN = 'https://app.example';

/** The header by which these tests' host knows who is signed in: `<organization>/<role>`. */
export const WHO_HEADER = 'x-test-who';

/** The header in which these tests' host finds the address of the connection. */
export const ADDRESS_HEADER = 'x-test-address';

/** An organization, and an address, that have used up their requests. */
export const FLOODED_ORGANIZATION = 'flooded';
export const FLOODED_ADDRESS = '203.0.113.66';
export const FLOODED_WAIT_IN_SECONDS = 7;

/** The organizations with subscriptions: whoever asks belongs to the first. */
export const OWN = 'northwind';
export const FOREIGN = 'alpine';

/** Every role of the contract, and one that a host made up and gave no permission. */
export const TEST_ROLES = ['owner', 'admin', 'manager', 'member', 'auditor'] as const;

/** One of {@link TEST_ROLES}. */
export type TestRole = (typeof TEST_ROLES)[number];

/** What a request is made of beside the operation. */
export interface Sent {
  /** `null` for somebody who is not signed in. */
  who: { organization: string; role: TestRole } | null;
  input?: object | undefined;
  /** Set after all others; `null` leaves one out. */
  headers?: Record<string, string | null> | undefined;
}

/** A route that answers with somebody's billing. */
export type Route = OperationName | 'events';

/** A way to send requests to one server. */
export type Send = (route: Route, sent: Sent) => Promise<Response>;

/** A server under test. */
export interface Served {
  send: Send;
  close(): Promise<void>;
}

/** The whole product with two organizations that pay for a plan. */
export interface Stage {
  sandbox: Sandbox;
  /** What a server of the stage is made from. */
  options(): CreateBillingServerOptions;
  /** A server over the same database and provider; with all guards, unless others are made. */
  serve(
    makeGuards?: (guards: Guards) => Partial<Guards>,
    wrapStore?: (store: BillingStore) => BillingStore,
  ): Promise<Served>;
  /** Resolves when nothing is under way any more, in any of the servers. */
  settled(): Promise<void>;
  /** Everything there is, in the mirror, the log, the queues and at Polar, in a few characters. */
  digest(): Promise<string>;
  close(): Promise<void>;
}

const authenticate: Authenticate = ({ headers }): BillingSession | null => {
  const [organization = '', role = ''] = headers.get(WHO_HEADER)?.split('/') ?? [];
  if (organization === '') return null;
  return {
    userId: `${organization}-${role}`,
    userName: role,
    userEmail: `${role}@${organization}.example`,
    owner: {
      type: 'organization',
      id: organization,
      name: organization,
      email: `billing@${organization}.example`,
    },
    // A host without types may say anything.
    role: role as Role,
  };
};

/** Starts a stage with both organizations ten days into their first paid period, on an embedded database or on another. */
export async function openStage(databaseUrl?: string): Promise<Stage> {
  const sandbox = await createSandbox({ authenticate, databaseUrl });
  const servers = new Set<BillingServer>();

  const options = (): CreateBillingServerOptions => ({
    store: sandbox.store,
    provider: createPolarProvider({
      accessToken: sandbox.emulator.accessToken,
      webhookSecrets: ['never used: deliveries go to the sandbox’s own server'],
      baseUrl: sandbox.emulator.url ?? '',
    }),
    authenticate,
    catalog: sampleCatalog,
    appUrl: `${APP_ORIGIN}/somewhere`,
    webhookUrl: `${sandbox.billingUrl}/webhooks/polar`,
    clock: sandbox.clock,
    clientAddress: ({ headers }) => headers.get(ADDRESS_HEADER),
    rateLimiter: {
      count: async ({ key }) =>
        key === FLOODED_ADDRESS || key === `organization_${FLOODED_ORGANIZATION}`
          ? FLOODED_WAIT_IN_SECONDS
          : null,
    },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });

  const stage: Stage = {
    sandbox,
    options,
    async serve(makeGuards = () => ({}), wrapStore = (store) => store) {
      const server = assembleBillingServer(
        { ...options(), store: wrapStore(sandbox.store) },
        (guardOptions) => {
          const guards = createGuards(guardOptions);
          return { ...guards, ...makeGuards(guards) };
        },
      );
      servers.add(server);
      await server.start();
      return {
        send: (route, sent) => server.handler(toRequest(route, sent)),
        async close() {
          servers.delete(server);
          await server.close();
        },
      };
    },
    async settled() {
      // Each may have claimed what another would do.
      await sandbox.settled();
      for (const server of servers) await server.settled();
      await sandbox.settled();
    },
    async digest() {
      const [{ rows }, polar] = await Promise.all([
        sandbox.database.db.execute<{ digest: string }>(digestQuery),
        sandbox.emulator.handler(new Request('http://emulator.test/_emulator/state')),
      ]);
      const hash = createHash('sha256').update(await polar.text());
      return hash.update(JSON.stringify(rows)).digest('base64url');
    },
    async close() {
      for (const server of servers) await server.close();
      await sandbox.close();
    },
  };
  const honest = await stage.serve();
  for (const organization of [OWN, FOREIGN]) await subscribe(honest.send, organization);
  await honest.close();
  await sandbox.clock.advance('P24D');
  await stage.settled();
  return stage;
}

// Keys of intents are the caller's own, and schedules tell when something was last looked for.
const TABLES = [
  ...['owners', 'customers', 'products', 'subscriptions', 'invoices', 'payment_methods', 'checkouts'],
  ...['quotes', 'checkout_intents', 'billing_audit_log', 'outbox', 'jobs', 'notification_preferences'],
];
// That somebody tried is written down, and changes nothing.
const FAILURES: Record<string, string> = { billing_audit_log: ` where action <> 'command.failed'` };
const digestQuery = sql.raw(
  TABLES.map(
    (table) =>
      `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from floe_billing.${table} t${FAILURES[table] ?? ''}`,
  ).join(' union all '),
);

async function subscribe(send: Send, organization: string): Promise<void> {
  const who = { organization, role: 'owner' } as const;
  const input = { priceId: 'professional-month', returnPath: '/billing' };
  const response = await send('startCheckout', { who, input });
  const { url } = (await response.json()) as { url: string };
  await payCheckout(url);
}

let intents = 0;

/** A request as the app's own page sends it, but for what `sent` says. */
export function toRequest(route: Route, { who, input = {}, headers = {} }: Sent): Request {
  const isCommand = route !== 'events' && operations[route].kind === 'command';
  const path = route === 'events' ? '/events' : operationPath(route);
  const search = isCommand ? '' : `?${new URLSearchParams(Object.entries(input))}`;
  intents += 1;
  const all: Record<string, string | null> = {
    'sec-fetch-site': 'same-origin',
    [WHO_HEADER]: who === null ? null : `${who.organization}/${who.role}`,
    ...(isCommand
      ? {
          origin: APP_ORIGIN,
          'content-type': 'application/json',
          'idempotency-key': `intent-${intents}`,
          [CLIENT_HEADER]: CLIENT_VERSION,
        }
      : {}),
    ...headers,
  };
  return new Request(`${APP_ORIGIN}/api/billing${path}${search}`, {
    method: route === 'events' ? 'GET' : operationMethod(route),
    headers: Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as [string, string]],
    ),
    ...(isCommand ? { body: JSON.stringify(input) } : {}),
  });
}
