import { expect, it } from 'vitest';
import { createPolarProvider } from '../../src/polar/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../src/polar/webhooks/read-event.ts';
import { card, checkout, order, product, subscription, teamCustomer } from './support/fixtures.ts';
import { createLogRecorder } from './support/log-recorder.ts';
import {
  createScriptedPolar,
  type ReceivedRequest,
  resourceNotFound,
  type ScriptedAnswer,
} from './support/scripted-polar.ts';

async function start(answer: (request: ReceivedRequest, index: number) => ScriptedAnswer) {
  const polar = await createScriptedPolar(answer);
  const logger = createLogRecorder();
  const provider = createPolarProvider({
    accessToken: 'polar_oat_test',
    webhookSecrets: ['secret'],
    // A slash at the end is easily typed and must not double.
    baseUrl: `${polar.baseUrl}/`,
    timeoutInSeconds: 5,
    logger,
  });
  return { provider, requests: polar.requests, logger };
}

const ok = (body: unknown): ScriptedAnswer => ({ status: 200, body });
const pageOf = (items: unknown[], max_page: number) =>
  ok({ items, pagination: { total_count: 0, max_page } });

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const acme = {
  externalId: 'org:acme',
  type: 'team',
  name: 'Acme',
  email: 'billing@acme.example',
  person: { userId: 'user-1', name: 'Jo', email: 'jo@acme.example' },
} as const;

it('asks for the API version it was written for, with the token', async () => {
  const { provider, requests } = await start(() => ok(product));

  await provider.getProduct(product.id);

  expect(requests[0]).toMatchObject({
    path: `/v1/products/${product.id}`,
    headers: { 'polar-version': '2026-10', authorization: 'Bearer polar_oat_test' },
  });
});

it('refuses to start without a token', () => {
  expect(() => createPolarProvider({ accessToken: '', webhookSecrets: ['secret'] })).toThrow(/accessToken/);
});

it('walks all pages, a hundred entries at a time', async () => {
  const { provider, requests } = await start(({ query }) =>
    pageOf([{ ...order, id: `order-${query.get('page')}` }], 3),
  );

  const invoices = await collect(provider.listInvoices(teamCustomer.id));

  expect(invoices.map(({ id }) => id)).toEqual(['order-1', 'order-2', 'order-3']);
  expect(requests.map(({ query }) => query.toString())).toEqual(
    [1, 2, 3].map((page) =>
      expect.stringContaining(`customer_id=${teamCustomer.id}&page=${page}&limit=100&sorting=-created_at`),
    ),
  );
});

it('waits as long as Polar asks between two pages', async () => {
  const { provider, requests } = await start((_, index) =>
    index === 1 ? { status: 429, body: {}, headers: { 'retry-after': '1' } } : pageOf([order], 2),
  );
  const startedAt = performance.now();

  expect(await collect(provider.listInvoices())).toHaveLength(2);

  expect(requests.map(({ query }) => query.get('page'))).toEqual(['1', '2', '2']);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
});

it('does not repeat by itself what is no walk', async () => {
  const { provider, requests } = await start(() => ({
    status: 429,
    body: {},
    headers: { 'retry-after': '7' },
  }));

  await expect(provider.getProduct(product.id)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 7,
  });
  expect(requests).toHaveLength(1);
});

it('leaves one unreadable entry out of a list and says so', async () => {
  const { provider, logger } = await start(() =>
    pageOf([{ ...subscription, id: 'strange', status: 'hibernating' }, subscription], 1),
  );

  expect((await collect(provider.listSubscriptions())).map(({ id }) => id)).toEqual([subscription.id]);
  expect(logger.entries).toEqual([
    expect.objectContaining({ level: 'error', details: { operation: 'list subscriptions' } }),
  ]);
});

it('reports an answer it cannot read as internal', async () => {
  const { provider } = await start(() => ok({ ...subscription, status: 'hibernating' }));

  await expect(provider.getSubscription(subscription.id)).rejects.toMatchObject({ code: 'internal' });
});

it('reports a lost connection as unavailable, keeping the cause', async () => {
  const { provider } = await start(() => 'hang up');

  await expect(
    provider.changeSubscription({
      subscriptionId: subscription.id,
      productId: product.id,
      proration: 'invoice',
    }),
  ).rejects.toMatchObject({ code: 'provider_unavailable', cause: { name: 'PolarNetworkError' } });
});

it('gives up waiting after the time that was given', async () => {
  const polar = await createScriptedPolar(() => 'keep waiting');
  const provider = createPolarProvider({
    accessToken: 'polar_oat_test',
    webhookSecrets: ['secret'],
    baseUrl: polar.baseUrl,
    timeoutInSeconds: 0.05,
  });

  await expect(provider.getProduct(product.id)).rejects.toMatchObject({ code: 'provider_unavailable' });
});

it('does not take a removed API version for a missing customer', async () => {
  const { provider, logger } = await start(() => ({ status: 404, body: { detail: 'Not Found' } }));

  await expect(provider.findCustomer('org:acme')).rejects.toMatchObject({ code: 'internal' });
  expect(logger.entries[0]?.message).toContain('API version 2026-10');
});

it('returns the customer that another request created in between', async () => {
  const { provider, requests } = await start(({ method }, index) => {
    if (method === 'POST') return { status: 422, body: { error: 'PolarRequestValidationError', detail: [] } };
    return index === 0 ? resourceNotFound : ok(teamCustomer);
  });

  expect(await provider.ensureCustomer(acme)).toMatchObject({ id: teamCustomer.id });
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
});

it('creates a team without an address when another customer has it', async () => {
  const { provider, requests } = await start(({ method, body }) => {
    if (method === 'GET') return resourceNotFound;
    const isTaken = (body as { email: string | null }).email !== null;
    return isTaken
      ? { status: 422, body: { error: 'PolarRequestValidationError', detail: [] } }
      : { status: 201, body: { ...teamCustomer, email: null } };
  });

  expect(await provider.ensureCustomer(acme)).toMatchObject({ email: null });
  expect(requests.at(-1)?.body).toMatchObject({
    type: 'team',
    email: null,
    owner: { email: 'jo@acme.example', external_id: 'user-1' },
  });
});

it('gives up on a customer that Polar refuses', async () => {
  const { provider } = await start(({ method }) =>
    method === 'GET'
      ? resourceNotFound
      : { status: 422, body: { error: 'PolarRequestValidationError', detail: [] } },
  );

  await expect(provider.ensureCustomer({ ...acme, type: 'individual' })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('tells a person whose address another customer has that it is the address', async () => {
  const taken = { loc: ['body', 'email'], type: 'value_error', msg: 'Exists.', input: 'jo@acme.example' };
  const { provider } = await start(({ method }) =>
    method === 'GET'
      ? resourceNotFound
      : { status: 422, body: { error: 'PolarRequestValidationError', detail: [taken] } },
  );

  await expect(provider.ensureCustomer({ ...acme, type: 'individual' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/e-mail address.*another customer/),
  });
});

const change = { subscriptionId: subscription.id, productId: product.id, proration: 'invoice' } as const;
const refusedBody = {
  error: 'RequestValidationError',
  detail: [{ type: 'missing', loc: ['body', 'product_ids'], msg: 'Field required', input: {} }],
};

it.each([
  ['no such route', { status: 404, body: { detail: 'Not Found' } }],
  ['it is not built', { status: 501, body: { error: 'NotImplemented', detail: '' } }],
  ['the token may not', { status: 403, body: { error: 'insufficient_scope' } }],
  ['it wants another body', { status: 422, body: refusedBody }],
])('has no preview where Polar says that %s, and does not ask again at once', async (_, answer) => {
  const { provider, requests } = await start(() => answer);

  expect(await provider.previewChange(change)).toBeNull();
  expect(await provider.previewChange(change)).toBeNull();
  expect(requests).toHaveLength(1);
});

it.each([
  ['not_found', resourceNotFound],
  ['conflict', { status: 403, body: { error: 'AlreadyCanceledSubscription', detail: '' } } as const],
])('passes on that a change is %s, and still has previews', async (code, answer) => {
  const { provider, requests } = await start(() => answer);

  await expect(provider.previewChange(change)).rejects.toMatchObject({ code });
  await expect(provider.previewChange(change)).rejects.toMatchObject({ code });
  expect(requests).toHaveLength(2);
});

it('has no preview where Polar answers one of another shape, says so, and does not ask again at once', async () => {
  const { provider, requests, logger } = await start(({ method }) =>
    method === 'GET' ? ok(subscription) : ok({ amount_due: 2000 }),
  );

  expect(await provider.previewChange(change)).toBeNull();
  expect(await provider.previewChange(change)).toBeNull();
  expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(logger.entries).toMatchObject([
    { level: 'error', message: expect.stringContaining('change preview') },
  ]);
});

it('reads a preview in the currency of the subscription', async () => {
  const { provider, requests } = await start(({ method }) =>
    method === 'GET'
      ? ok(subscription)
      : ok({
          base_amount: 0,
          metered_amount: 0,
          proration_amount: 2000,
          prorations: [{ label: 'Remaining time', amount: 2000 }],
          subtotal_amount: 2000,
          discount_amount: 0,
          net_amount: 2000,
          tax_amount: 380,
          total_amount: 2380,
          applied_balance_amount: -380,
          due_amount: 2000,
        }),
  );

  expect(await provider.previewChange(change)).toEqual({
    currency: 'USD',
    prorations: [{ label: 'Remaining time', amount: 2000 }],
    subtotalAmount: 2000,
    discountAmount: 0,
    taxAmount: 380,
    totalAmount: 2380,
    appliedBalanceAmount: 380,
    dueAmount: 2000,
  });
  expect(requests[0]).toMatchObject({
    method: 'POST',
    path: `/v1/subscriptions/${subscription.id}/change-preview`,
    body: { product_id: product.id, proration_behavior: 'invoice' },
  });
});

it('reads what the next charge comes to in the currency of the subscription', async () => {
  const { provider, requests } = await start(({ path }) =>
    path.endsWith('/charge-preview')
      ? ok({
          prorations: [],
          subtotal_amount: 7900,
          discount_amount: 790,
          tax_amount: 1351,
          total_amount: 8461,
          applied_balance_amount: 0,
          due_amount: 8461,
        })
      : ok(subscription),
  );

  expect(await provider.previewNextCharge(subscription.id)).toMatchObject({
    currency: 'USD',
    prorations: [],
    discountAmount: 790,
    dueAmount: 8461,
  });
  expect(requests[0]).toMatchObject({
    method: 'GET',
    path: `/v1/subscriptions/${subscription.id}/charge-preview`,
  });
});

it('starts a checkout that collects what an invoice needs, in the asked currency', async () => {
  const { provider, requests } = await start(() => ({ status: 201, body: checkout }));

  await provider.createCheckout({
    externalCustomerId: 'org:acme',
    productId: product.id,
    currency: 'EUR',
    successUrl: 'https://app.example/billing?checkout_id={CHECKOUT_ID}',
    returnUrl: 'https://app.example/billing',
    customerIpAddress: '203.0.113.7',
    metadata: { priceId: 'professional-month' },
    requestId: 'request-1',
  });

  expect(requests[0]?.body).toEqual({
    products: [product.id],
    external_customer_id: 'org:acme',
    currency: 'eur',
    success_url: 'https://app.example/billing?checkout_id={CHECKOUT_ID}',
    return_url: 'https://app.example/billing',
    customer_ip_address: '203.0.113.7',
    require_billing_address: true,
    metadata: { priceId: 'professional-month', floe_request_id: 'request-1' },
  });
});

it('counts the failed attempts of one order', async () => {
  const { provider, requests } = await start(() =>
    ok({ items: [], pagination: { total_count: 3, max_page: 3 } }),
  );

  expect(await provider.countFailedPayments(order.id)).toBe(3);
  expect(Object.fromEntries(requests[0]?.query ?? [])).toMatchObject({
    order_id: order.id,
    status: 'failed',
  });
});

it('lists the payment methods of a customer', async () => {
  const { provider } = await start(() => pageOf([card], 1));

  expect(await provider.listPaymentMethods(teamCustomer.id)).toEqual([
    expect.objectContaining({ last4: '4242' }),
  ]);
});

const endpoint = {
  id: 'endpoint-1',
  url: 'https://app.example/hooks',
  enabled: false,
  events: [...MIRRORED_EVENT_TYPES],
};

it('names each undelivered event once, without those that arrived later or are archived', async () => {
  const delivery = (id: string, succeeded: boolean | null, is_archived = false) => ({
    webhook_event: { id, succeeded, is_archived },
  });
  const { provider } = await start(({ path }) =>
    path.endsWith('/endpoints')
      ? pageOf([{ ...endpoint, id: 'other', url: 'https://elsewhere.example' }, endpoint], 1)
      : pageOf(
          [delivery('a', false), delivery('a', false), delivery('b', true), delivery('c', false, true)],
          1,
        ),
  );

  expect(await provider.findEndpointHealth('https://app.example/hooks')).toEqual({
    isEnabled: false,
    unheardEventTypes: [],
    undeliveredEventIds: ['a'],
  });
  expect(await provider.findEndpointHealth('https://app.example/unknown')).toBeNull();
});

it('switches its endpoint on again, told of all it needs and of what it was told already', async () => {
  const [missing, ...known] = MIRRORED_EVENT_TYPES;
  const { provider, requests } = await start(({ method }) =>
    method === 'GET' ? pageOf([{ ...endpoint, events: ['member.created', ...known] }], 1) : ok(endpoint),
  );

  await provider.mendEndpoint('https://app.example/hooks');

  expect(requests.at(-1)).toMatchObject({
    method: 'PATCH',
    path: '/v1/webhooks/endpoints/endpoint-1',
    body: { enabled: true, events: ['member.created', ...known, missing] },
  });
  await expect(provider.mendEndpoint('https://app.example/unknown')).rejects.toMatchObject({
    code: 'not_found',
  });
});
