import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createPrometheus } from '../../../src/cli/serve/prometheus.ts';
import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  type OperationName,
  operationMethod,
  operationPath,
  operations,
} from '../../../src/contract/index.ts';
import type { BillingSession } from '../../../src/server/index.ts';
import { signedDelivery } from '../support/signed-delivery.ts';
import { APP_URL, newKey, openWorld, WEBHOOK_URL, type World } from '../support/world.ts';
import { personal, spot, toText } from './support/canaries.ts';

/** Where something is told, and to whom it may not be told. */
type Channel =
  | 'log'
  | 'console'
  | 'error answers'
  /** What is one's own may be seen, but no secret. */
  | 'own answers'
  | 'answers to others'
  | 'live messages'
  | 'spans'
  | 'metrics'
  | 'addresses asked for'
  | 'callbacks'
  | 'audit log'
  | 'kept errors'
  | 'messages and jobs'
  | 'operator';

const people: Record<string, BillingSession> = {
  ada: {
    userId: 'user-ada',
    userName: personal.userName,
    userEmail: personal.userEmail,
    owner: { type: 'organization', id: 'northwind', name: personal.ownerName, email: personal.ownerEmail },
    role: 'owner',
  },
  // Whose address the provider does not take.
  bea: {
    userId: 'user-bea',
    userName: personal.userName,
    userEmail: personal.brokenEmail,
    owner: { type: 'user', id: 'bea', name: personal.ownerName, email: personal.brokenEmail },
    role: 'owner',
  },
  // Somebody else, who hears of nothing.
  elena: {
    userId: 'user-elena',
    userName: 'Elena',
    userEmail: 'elena@alpine.example',
    owner: { type: 'organization', id: 'alpine', name: 'Alpine', email: 'office@alpine.example' },
    role: 'owner',
  },
};

/** A world whose people, and all they send, bear marks, and what of it was told where. */
async function openMarkedWorld() {
  const told = new Map<Channel, string[]>();
  const tell = (channel: Channel, ...values: unknown[]) =>
    void told.set(channel, [...(told.get(channel) ?? []), ...values.map(toText)]);

  for (const method of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    const spy = vi.spyOn(console, method).mockImplementation((...values) => tell('console', values));
    onTestFinished(() => spy.mockRestore());
  }
  const prometheus = createPrometheus();
  onTestFinished(() => prometheus.close());
  const spans = new InMemorySpanExporter();
  const world = await openWorld({
    server: {
      authenticate: ({ headers }) => people[headers.get('x-person') ?? ''] ?? null,
      trustedProxyHeader: 'x-forwarded-for',
      telemetry: {
        meterProvider: prometheus.meterProvider,
        tracerProvider: new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }),
      },
      onEvent: (event) => tell('callbacks', event),
      listMailRecipients: () => Promise.resolve(['user-ada']),
      deliverMail: () =>
        // As a mail server refuses, and as nodemailer tells of it.
        Promise.reject(
          Object.assign(new Error(`550 <${personal.userEmail}> is unknown here`), {
            responseCode: 550,
            response: `550 <${personal.userEmail}> is unknown here`,
            rejected: [personal.userEmail],
          }),
        ),
    },
  });

  async function send(person: string | null, name: OperationName, input: object = {}, headers = {}) {
    const isCommand = operations[name].kind === 'command';
    const search = isCommand ? '' : `?${new URLSearchParams(Object.entries(input))}`;
    return hand(
      new Request(`${APP_URL}/api/billing${operationPath(name)}${search}`, {
        method: operationMethod(name),
        headers: {
          ...(person === null ? {} : { 'x-person': person }),
          'x-forwarded-for': personal.address,
          'user-agent': personal.agent,
          cookie: personal.cookie,
          authorization: personal.bearer,
          ...(isCommand
            ? {
                'content-type': 'application/json',
                [CLIENT_HEADER]: CLIENT_VERSION,
                'idempotency-key': newKey(),
              }
            : {}),
          ...headers,
        },
        ...(isCommand ? { body: JSON.stringify(input) } : {}),
      }),
      person === 'ada' ? 'own answers' : 'answers to others',
    );
  }

  async function hand(request: Request, channel: Channel) {
    const response = await world.billing.handler(request);
    const text = await response.text();
    const heads = [...response.headers];
    if (!response.ok) tell('error answers', response.status, heads, text);
    else tell(channel, heads, text);
    return { ok: response.ok, body: text.startsWith('{') ? JSON.parse(text) : null };
  }

  const secrets = [world.webhookSecret, world.emulator.accessToken];
  return {
    world,
    send,
    hand,
    secrets,
    tell,
    /** Everything that was told, by where. */
    async allTold() {
      tell('log', ...world.logs);
      tell('spans', ...spans.getFinishedSpans().map(facts));
      tell('metrics', await prometheus.read());
      tell('addresses asked for', ...world.gateway.addresses, ...world.webhooks.sent.map(({ url }) => url));
      const read = async (query: string) => (await world.database.db.execute(sql.raw(query))).rows;
      tell('audit log', ...(await read('select * from floe_billing.billing_audit_log')));
      for (const queue of ['outbox', 'jobs']) {
        tell('messages and jobs', ...(await read(`select * from floe_billing.${queue}`)));
      }
      for (const queue of ['webhook_inbox', 'outbox', 'jobs']) {
        const query = `select key, kind, last_error, outcome from floe_billing.${queue} where last_error is not null`;
        tell('kept errors', ...(await read(query)));
      }
      return told;
    },
  };
}

function facts({ name, attributes, events, status, links, resource }: ReadableSpan) {
  return { name, attributes, events, status, links, resource: resource.attributes };
}

/** What somebody's page hears until the test ends. */
async function listen(world: World, person: string, tell: (text: string) => void): Promise<void> {
  const stopping = new AbortController();
  const headers = { 'x-person': person, 'x-forwarded-for': personal.address };
  const request = new Request(`${APP_URL}/api/billing/events`, { headers, signal: stopping.signal });
  const { body } = await world.billing.handler(request);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const reading = (async () => {
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read())
      tell(chunk.value);
  })();
  onTestFinished(async () => {
    stopping.abort();
    await reading.catch(() => undefined);
  });
}

/** Fills in the hosted page as Northwind does, and pays. */
async function pay(checkoutUrl: string): Promise<void> {
  const { origin, pathname } = new URL(checkoutUrl);
  const response = await fetch(`${origin}/v1/checkouts/client/${pathname.split('/').at(-1)}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      confirmation_token_id: 'ctoken_visa',
      customer_billing_name: personal.billingName,
      customer_billing_address: {
        country: 'DE',
        line1: personal.street,
        city: personal.city,
        postal_code: '10115',
      },
      is_business_customer: true,
      customer_tax_id: personal.taxId,
    }),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Makes every write of a table fail that holds a mark, and the database quote the row. */
async function refuseMarks({ database }: World, table: string, column: string): Promise<() => Promise<void>> {
  const alter = (change: string) =>
    database.db.execute(sql.raw(`alter table floe_billing.${table} ${change}`));
  await alter(`add constraint no_marks check (${column} is null or ${column} !~* 'cnry|c0:ffee') not valid`);
  return async () => void (await alter('drop constraint no_marks'));
}

it('tells no secret and nothing personal, whatever succeeds or fails', { timeout: 120_000 }, async () => {
  const marked = await openMarkedWorld();
  const { world, send, hand, secrets, tell } = marked;
  await listen(world, 'ada', (text) => tell('live messages', text));
  await listen(world, 'elena', (text) => tell('live messages', text));

  // What succeeds.
  const checkout = await send('ada', 'startCheckout', {
    priceId: 'professional-month',
    returnPath: '/billing',
  });
  await pay(checkout.body.url);
  await world.settle();
  await world.advance('P24D');
  const revision = async () => (await send('ada', 'getBilling')).body.revision as string;
  const quote = await send('ada', 'previewChange', { priceId: 'enterprise-month' });
  expect(
    await send('ada', 'changeSubscription', { quoteId: quote.body.id, revision: await revision() }),
  ).toMatchObject({
    ok: true,
  });
  const cancel = async () => ({
    revision: await revision(),
    reason: 'too_expensive',
    comment: personal.comment,
  });
  expect(await send('ada', 'cancelSubscription', await cancel())).toMatchObject({ ok: true });
  expect(await send('ada', 'listInvoices', { search: personal.search })).toMatchObject({ ok: true });
  await send('ada', 'listAuditEntries');
  await world.settle();

  // What the provider refuses, and what it does not answer.
  expect(await send('bea', 'startCheckout', { priceId: 'starter-month', returnPath: '/' })).toMatchObject({
    ok: false,
  });
  world.gateway.faultOf = () => 'answer_lost';
  expect(await send('ada', 'uncancelSubscription', { revision: await revision() })).toMatchObject({
    ok: false,
  });
  world.gateway.faultOf = () => 'down';
  await world.billing.reconcile().catch(() => undefined);
  world.gateway.faultOf = () => 'none';
  await world.replaceCard('ada', '4000000000000341');
  await world.advance('P35D');

  // What the database refuses, quoting what it was given.
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  const allowCustomers = await refuseMarks(world, 'customers', 'name');
  await world.polar.customers.update(customer?.id ?? '', { name: personal.newName });
  await world.settle();
  await world.billing.reconcile().catch(() => undefined);
  await allowCustomers();
  const allowOrigins = await refuseMarks(world, 'billing_audit_origins', 'address');
  const preference = { kind: 'paused', isWanted: false };
  expect(await send('ada', 'updateNotificationPreferences', preference)).toMatchObject({ ok: false });
  await allowOrigins();

  // What makes no sense, whoever sends it.
  for (const name of Object.keys(operations) as OperationName[]) {
    const odd = { revision: personal.stranger, reason: personal.stranger, limit: personal.stranger };
    await send('ada', name, { ...odd, priceId: personal.stranger, quoteId: personal.stranger });
    for (const person of ['elena', null]) await send(person, name, { search: personal.stranger });
    await send('elena', name);
    await send('ada', name, {}, { origin: 'https://elsewhere.example', 'content-type': 'text/plain' });
  }
  const headers = { 'x-person': 'ada', 'content-type': 'application/json', [CLIENT_HEADER]: CLIENT_VERSION };
  for (const body of [`{"revision":"${personal.stranger}`, `["${personal.stranger}"]`, personal.stranger]) {
    const url = `${APP_URL}/api/billing${operationPath('cancelSubscription')}`;
    const key = { 'idempotency-key': newKey() };
    await hand(
      new Request(url, { method: 'POST', headers: { ...headers, ...key }, body }),
      'answers to others',
    );
  }
  await hand(
    new Request(`${APP_URL}/api/billing/${personal.stranger}?a=${personal.stranger}`),
    'answers to others',
  );

  // What a webhook may be.
  const deliver = (id: string, body: string) =>
    hand(signedDelivery(world, body, { id }), 'answers to others');
  const body = (type: string, data: unknown) =>
    JSON.stringify({ type, timestamp: '2027-03-01T00:00:00Z', data });
  await hand(new Request(WEBHOOK_URL, { method: 'POST', body: personal.stranger }), 'answers to others');
  await deliver('evt_no_json', personal.newName);
  await deliver('evt_broken', `{"type":"customer.updated","email":"${personal.userEmail}`);
  await deliver(
    'evt_shape',
    body('customer.updated', { email: personal.userEmail, name: [personal.newName] }),
  );
  await deliver('evt_instant', body('customer.updated', { ...customer, created_at: personal.userName }));
  await deliver('evt_unknown', body('customer.praised', { email: personal.userEmail }));
  await world.settle();
  const { items } = await world.billing.work.listParked({ actor: 'user-olga', queue: 'webhook_inbox' });
  for (const item of items) {
    const found = await world.billing.work.inspect({
      actor: 'user-olga',
      queue: 'webhook_inbox',
      id: item.id,
    });
    tell('operator', item, found);
  }

  // Each value is where it belongs, so that there was something to tell.
  const read = async (query: string) => toText((await world.database.db.execute(sql.raw(query))).rows);
  // What the database refused is tried again, sooner or later than this.
  const customers = await read('select * from floe_billing.customers');
  expect([personal.ownerName, personal.newName].some((name) => customers.includes(name))).toBe(true);
  expect(await read('select * from floe_billing.billing_audit_origins')).toContain(personal.address);
  expect(await read('select * from floe_billing.billing_audit_origins')).toContain(personal.agent);
  const sent = (await Promise.all(world.webhooks.received.map((request) => request.text()))).join();
  for (const name of [
    'ownerName',
    'ownerEmail',
    'billingName',
    'street',
    'city',
    'taxId',
    'comment',
    'newName',
  ] as const) {
    expect(sent).toContain(personal[name]);
  }

  const told = await marked.allTold();
  const failures = told.get('log')?.join() ?? '';
  for (const message of [
    ...['no_marks', 'Failed query', 'mail server answered 550', 'is no JSON'],
    ...['parked', 'webhook_inbox failed', 'outbox failed', 'signature does not prove', 'unknown type'],
  ]) {
    expect(failures).toContain(message);
  }
  const leaks = [...told].flatMap(([channel, texts]) =>
    texts.flatMap((text) =>
      spot(text, secrets)
        .filter((value) => channel !== 'own answers' || secrets.includes(value))
        .map((value) => `${channel}: ${value} in ${text.slice(0, 2_000)}`),
    ),
  );
  expect(leaks).toEqual([]);
  expect([...told.keys()].sort()).toEqual(
    [
      ...[
        'log',
        'error answers',
        'own answers',
        'answers to others',
        'live messages',
        'spans',
        'metrics',
        'operator',
      ],
      ...['addresses asked for', 'callbacks', 'audit log', 'kept errors', 'messages and jobs'],
    ].sort(),
  );
});

it('would see what is told', () => {
  for (const value of Object.values(personal)) {
    expect(spot(`{"said":"${value}"}`, [])).not.toEqual([]);
    expect(spot(`?value=${encodeURIComponent(value)}&more`, [])).not.toEqual([]);
  }
  expect(spot('Signed with whsec_abcdefgh.', ['whsec_abcdefgh'])).toEqual(['whsec_abcdefgh']);
  expect(spot(Buffer.from('whsec_abcdefgh and more').toString('base64'), ['whsec_abcdefgh'])).toHaveLength(1);
  expect(toText({ error: new Error('cnryhidden') })).toContain('cnryhidden');
});
