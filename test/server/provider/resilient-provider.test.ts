import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { BillingError } from '../../../src/core/index.ts';
import { createEmulator } from '../../../src/emulator/index.ts';
import { createPolarProvider } from '../../../src/polar/index.ts';
import type { PaymentProvider } from '../../../src/server/index.ts';
import { makeResilient } from '../../../src/server/provider/resilient-provider.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

const missing = '00000000-0000-4000-8000-000000000000';
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

let gateway: Gateway;
let provider: PaymentProvider;
let answer: ((request: Request) => Promise<Response>) | null;

beforeEach(async () => {
  const emulator = await createEmulator({ clock: { mode: 'frozen' } });
  answer = null;
  gateway = await openGateway((request) => (answer ?? ((asked) => emulator.handler(asked)))(request));
  onTestFinished(async () => {
    await gateway.close();
    await emulator.close();
  });
  provider = makeResilient(
    createPolarProvider({
      accessToken: emulator.accessToken,
      webhookSecrets: ['secret'],
      baseUrl: gateway.url,
    }),
    logger,
  );
});

const cancel = () => provider.cancelSubscription({ subscriptionId: missing, reason: 'other', comment: null });

it('tries a read again until it gets an answer', async () => {
  gateway.faultOf = () => (gateway.requests.length < 3 ? 'down' : 'none');

  expect(await provider.findCustomer('nobody')).toBeNull();
  expect(gateway.requests).toHaveLength(3);
});

it('gives a read up after three attempts', async () => {
  gateway.faultOf = () => 'down';

  await expect(provider.findCustomer('nobody')).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(gateway.requests).toHaveLength(3);
});

it('never repeats what changes or charges', async () => {
  gateway.faultOf = () => 'answer_lost';

  await expect(cancel()).rejects.toMatchObject({ code: 'provider_unavailable' });
  await expect(
    provider.changeSubscription({ subscriptionId: missing, productId: missing, proration: 'invoice' }),
  ).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(gateway.requests).toHaveLength(2);
});

it('asks once when the answer is no', async () => {
  await expect(provider.getCustomer(missing)).rejects.toMatchObject({ code: 'not_found' });
  expect(gateway.requests).toHaveLength(1);
});

it('waits as the provider asks when that is short, and passes a long wait on', async () => {
  const limited = (seconds: string) => async () =>
    Response.json({ detail: 'slow down' }, { status: 429, headers: { 'retry-after': seconds } });
  answer = limited('120');
  await expect(provider.findCustomer('nobody')).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 120,
  });
  expect(gateway.requests).toHaveLength(1);

  answer = async () => {
    answer = null;
    return limited('1')();
  };
  const startedAt = performance.now();
  expect(await provider.findCustomer('nobody')).toBeNull();
  expect(performance.now() - startedAt).toBeGreaterThan(950);
});

it('leaves a provider alone that keeps failing, and comes back to it', async () => {
  gateway.faultOf = () => 'down';
  for (let attempt = 0; attempt < 8; attempt++) await cancel().catch(() => undefined);
  const asked = gateway.requests.length;
  await expect(cancel()).rejects.toMatchObject({ code: 'provider_unavailable', retryAfterSeconds: 3 });
  expect(gateway.requests).toHaveLength(asked);

  gateway.faultOf = () => 'none';
  await vi.waitFor(async () => expect(await provider.findCustomer('nobody')).toBeNull(), { timeout: 10_000 });
});

it('lets people cancel while reads fail, and read while changes do', async () => {
  gateway.faultOf = (request) => (request.startsWith('GET') ? 'down' : 'none');
  for (let attempt = 0; attempt < 8; attempt++) await provider.findCustomer('nobody').catch(() => undefined);
  const asked = gateway.requests.length;
  await expect(provider.findCustomer('nobody')).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(gateway.requests).toHaveLength(asked);
  await expect(cancel()).rejects.toMatchObject({ code: 'not_found' });
});

it('keeps slow reads from filling the line that a change takes', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  answer = async (request) => {
    if (request.method === 'GET') await held;
    return Response.json({ error: 'ResourceNotFound', detail: 'Not found' }, { status: 404 });
  };
  const reads = Array.from({ length: 300 }, () => provider.getCustomer(missing).then(String, codeOf));
  await vi.waitFor(() => expect(gateway.requests.length).toBe(20));

  await expect(cancel()).rejects.toMatchObject({ code: 'not_found' });
  // As many as are open, and no more: the others wait, and those that the line has no place for are told so.
  expect(gateway.requests).toHaveLength(21);
  release();
  const told = await Promise.all(reads);
  expect(told.filter((code) => code === 'not_found')).toHaveLength(220);
  expect(told.filter((code) => code === 'provider_unavailable')).toHaveLength(80);
});

function codeOf(error: unknown): string {
  return BillingError.is(error) ? error.code : String(error);
}
