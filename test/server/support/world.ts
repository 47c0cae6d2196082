import { createPolar } from '@polar-sh/sdk/2026-10';
import { onTestFinished } from 'vitest';
import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  type CommandName,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operationMethod,
  operationPath,
  type QueryName,
} from '../../../src/contract/index.ts';
import { operationOutputs } from '../../../src/contract/schemas/index.ts';
import { BillingError, type BillingErrorBody } from '../../../src/core/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { createPolarProvider } from '../../../src/polar/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../../src/polar/webhooks/read-event.ts';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../../src/postgres/index.ts';
import { type PayCheckoutOptions, payCheckout } from '../../../src/sandbox/pay-checkout.ts';
import { sampleCatalog } from '../../../src/sandbox/sample-catalog.ts';
import { type SamplePerson, samplePeople } from '../../../src/sandbox/sample-people.ts';
import {
  type BillingServer,
  type BillingStore,
  type CreateBillingServerOptions,
  createBillingServer,
  type LogFields,
  type Logger,
} from '../../../src/server/index.ts';
import { migratedTemplate } from '../../postgres/support/migrated-template.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { type Gateway, openGateway } from './gateway.ts';

export const APP_URL = 'http://app.test';
export const WEBHOOK_URL = 'https://app.test/api/billing/webhooks/polar';

/** How a test's world differs from the ordinary one. */
export interface WorldOptions {
  /** @default 'postgresql' */
  database?: 'postgresql' | 'pglite' | undefined;
  /** Whether the provider previews changes. @default true */
  changePreview?: boolean | undefined;
  /** What the server's access token may be used for. @default everything */
  scopes?: readonly string[] | undefined;
  /** Stands in for the store, such as one that fails once. */
  wrapStore?: ((store: BillingStore) => BillingStore) | undefined;
  /** A secret that the server would rather see than the one the provider still signs with. @default none */
  newerWebhookSecret?: string | undefined;
  /** How long the provider is waited for. @default as `createPolarProvider` says */
  timeoutInSeconds?: number | undefined;
  /** @default true */
  isStarted?: boolean | undefined;
  /** Told how to end the world, for one that several tests share. @default it ends with the test */
  onEnd?: ((end: () => Promise<void>) => void) | undefined;
  server?: Partial<CreateBillingServerOptions> | undefined;
}

/** One line of the server's log. */
export interface LogLine {
  level: 'info' | 'warn' | 'error';
  fields: LogFields;
  message: string;
}

/** A whole Floe in one process: the local Polar over HTTP, a real database, the server and people. */
export interface World {
  emulator: Emulator;
  gateway: Gateway;
  store: BillingStore;
  database: BillingDatabase;
  billing: BillingServer;
  logs: LogLine[];
  /** The secret the provider signs with. */
  webhookSecret: string;
  /** Whether webhooks reach the server, every attempt of the provider's, and those that came through. */
  webhooks: { areOpen: boolean; sent: Request[]; received: Request[] };
  /** @param server @default the first one */
  as(person: SamplePerson, server?: BillingServer): Person;
  /** Another server process on the same database and provider, with a store of its own where that must differ. */
  startAnother(ownStore?: BillingStore): Promise<BillingServer>;
  /** Resolves when every webhook was delivered and applied. */
  settle(): Promise<void>;
  /** Moves the clock on, with all that follows. */
  advance(duration: string): Promise<void>;
  /** Goes through a whole checkout; the plan is trialing afterwards. */
  subscribe(person: SamplePerson, priceId?: string, options?: PayCheckoutOptions): Promise<string>;
  /** Gives the owner of a person another default card at the provider. */
  replaceCard(person: SamplePerson, number: string, expYear?: number): Promise<void>;
  /** Makes Alpine, of whom the server knows nothing, a customer at Polar who buys a product there. */
  buyPastServer(productId: string): Promise<void>;
  /** Sends a control request to the emulator. */
  control(path: string, body: unknown): Promise<void>;
  polar: ReturnType<typeof createPolar>;
}

/** Somebody with a session. Answers are checked against the contract's schemas. */
export interface Person {
  query<Name extends QueryName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>;
  command<Name extends CommandName>(
    name: Name,
    input: OperationInput<Name>,
    key?: string,
  ): Promise<OperationOutput<Name>>;
  send(
    name: OperationName,
    init: { search?: string; body?: unknown; headers?: HeadersInit },
  ): Promise<Response>;
}

let keys = 0;

/** A key of a new intent. */
export function newKey(): string {
  keys += 1;
  return `test-intent-${keys}`;
}

/** Opens a world. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const webhooks: World['webhooks'] = { areOpen: true, sent: [], received: [] };
  const logs: LogLine[] = [];
  let receive: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: '2027-01-01T09:00:00Z' },
    changePreview: options.changePreview ?? true,
    send: (request) => {
      webhooks.sent.push(request.clone());
      if (!webhooks.areOpen) return Promise.resolve(new Response(null, { status: 503 }));
      webhooks.received.push(request.clone());
      return receive(request);
    },
  });
  await emulator.listen();
  const gateway = await openGateway((request) => emulator.handler(request));
  const polar = createPolar({ accessToken: emulator.accessToken, baseUrl: gateway.url });
  const endpoint = await polar.webhooks.createWebhookEndpoint({
    url: WEBHOOK_URL,
    format: 'raw',
    events: [...MIRRORED_EVENT_TYPES],
  });

  const accessToken =
    options.scopes === undefined ? emulator.accessToken : await makeToken(emulator, options.scopes);

  const home =
    options.database === 'pglite'
      ? null
      : await createTestDatabase({ template: migratedTemplate, scope: 'caller' });
  const database = await openDatabase(home === null ? { memory: true } : { databaseUrl: home.url });
  const realStore = createPostgresStore(database);
  const store = options.wrapStore?.(realStore) ?? realStore;

  const logger: Logger = {
    info: (fields, message) => void logs.push({ level: 'info', fields, message }),
    warn: (fields, message) => void logs.push({ level: 'warn', fields, message }),
    error: (fields, message) => void logs.push({ level: 'error', fields, message }),
  };
  const createServer = (ownStore = store) =>
    createBillingServer({
      store: ownStore,
      provider: createPolarProvider({
        accessToken,
        webhookSecrets: [
          ...(options.newerWebhookSecret ? [options.newerWebhookSecret] : []),
          endpoint.secret,
        ],
        baseUrl: gateway.url,
        timeoutInSeconds: options.timeoutInSeconds,
        logger,
      }),
      authenticate: authenticateByHeader,
      catalog: sampleCatalog,
      appUrl: APP_URL,
      webhookUrl: WEBHOOK_URL,
      clock: emulator.clock,
      // Tests that lose webhooks say themselves when what was missed is found.
      schedule: { reconcileEveryHours: null },
      logger,
      ...options.server,
    });
  const servers = [createServer()];
  const billing = servers[0] ?? createServer();
  receive = (request) => billing.handler(request);

  const onEnd = options.onEnd ?? onTestFinished;
  onEnd(async () => {
    await emulator.close();
    await gateway.close();
    for (const server of servers) await server.close();
    await database.close();
    await home?.drop();
  });
  if (options.isStarted ?? true) await billing.start();

  const world: World = {
    emulator,
    gateway,
    store,
    database,
    billing,
    logs,
    webhookSecret: endpoint.secret,
    webhooks,
    polar,
    as: (person, server = billing) => toPerson(person, server),
    async startAnother(ownStore) {
      const server = createServer(ownStore);
      servers.push(server);
      await server.start();
      return server;
    },
    async settle() {
      await emulator.settled();
      await billing.settled();
    },
    async advance(duration) {
      await emulator.clock.advance(duration);
      await world.settle();
    },
    async subscribe(person, priceId = 'professional-month', payOptions) {
      const checkout = await world.as(person).command('startCheckout', { priceId, returnPath: '/billing' });
      const outcome = await payCheckout(checkout.url ?? '', payOptions);
      if (outcome !== 'paid') throw new Error('The card was declined.');
      await world.settle();
      return checkout.id;
    },
    async replaceCard(person, number, expYear = 2034) {
      const customer = await world.store.findCustomerByExternalId(
        `organization_${samplePeople[person].owner.id}`,
      );
      await world.control(`customers/${customer?.id}/payment-method`, { number, exp_year: expYear });
      await world.settle();
    },
    async buyPastServer(productId) {
      await polar.customers.create({
        type: 'team',
        external_id: 'organization_alpine',
        name: 'Alpine Works',
        email: 'office@alpine.example',
        owner: { external_id: 'user-elena', email: 'elena@alpine.example', name: 'Elena' },
      });
      const checkout = await polar.checkouts.create({
        products: [productId],
        external_customer_id: 'organization_alpine',
      });
      await payCheckout(checkout.url);
    },
    async control(path, body) {
      const response = await emulator.handler(
        new Request(`http://emulator.test/_emulator/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
      if (!response.ok) throw new Error(await response.text());
    },
  };
  return world;
}

async function makeToken(emulator: Emulator, scopes: readonly string[]): Promise<string> {
  const response = await emulator.handler(
    new Request('http://emulator.test/_emulator/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scopes }),
    }),
  );
  if (!response.ok) throw new Error(await response.text());
  // The control API answers with the token it made.
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** A world where Northwind pays for a plan by the month, ten days into its first paid period. */
export async function openPayingWorld(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options);
  await world.subscribe('ada', 'professional-month');
  await world.advance('P24D');
  return world;
}

/** Asks what a change costs, as Ada, and gives what it takes to confirm it. */
export async function prepareChange(world: World, priceId = 'enterprise-month') {
  const quote = await world.as('ada').query('previewChange', { priceId });
  const { revision } = await world.as('ada').query('getBilling', {});
  return { quote, input: { quoteId: quote.id, revision } };
}

/** How many invoices for plan changes the provider has made, for anybody. */
export async function countCharges(world: World): Promise<number> {
  let count = 0;
  for await (const order of world.polar.orders.iterList()) {
    if (order.billing_reason === 'subscription_update') count += 1;
  }
  return count;
}

/** Who a request of these tests comes from: the name in its header. */
export function authenticateByHeader(request: Request) {
  const name = request.headers.get('x-person') ?? '';
  return name in samplePeople ? samplePeople[name as SamplePerson] : null;
}

function toPerson(person: SamplePerson, billing: BillingServer): Person {
  const send: Person['send'] = (name, { search = '', body, headers }) =>
    billing.handler(
      new Request(`${APP_URL}/api/billing${operationPath(name)}${search}`, {
        method: operationMethod(name),
        headers: {
          'x-person': person,
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', [CLIENT_HEADER]: CLIENT_VERSION }),
          ...Object.fromEntries(new Headers(headers)),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  return {
    send,
    async query(name, input) {
      const search = new URLSearchParams(
        Object.entries(input).map(([key, value]) => [key, String(value)] as [string, string]),
      );
      return readAnswer(name, await send(name, { search: search.size === 0 ? '' : `?${search}` }));
    },
    async command(name, input, key = newKey()) {
      return readAnswer(name, await send(name, { body: input, headers: { 'idempotency-key': key } }));
    },
  };
}

async function readAnswer<Name extends OperationName>(
  name: Name,
  response: Response,
): Promise<OperationOutput<Name>> {
  const body: unknown = await response.json();
  if (!response.ok) throw BillingError.fromBody(body as BillingErrorBody);
  return operationOutputs[name].parse(body) as OperationOutput<Name>;
}
