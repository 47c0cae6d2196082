import { afterAll, beforeAll, expect, it } from 'vitest';
import { operations } from '../../src/emulator/http/operations.ts';
import { misfitOf } from './check-responses.ts';
import { errorMisfit, payloadMisfit, returnMisfit } from './response-schemas.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await listenToAll(rig.polar);
  await subscribe(rig.polar, { trial: false });
});

afterAll(() => rig.close());

it('take what fits, and refuse a property too many, one too few and a value that is unknown', async () => {
  const { json } = await rig.call('/v1/subscriptions/');
  const { items, pagination } = json as { items: [Record<string, unknown>]; pagination: unknown };
  const changed = (change: Record<string, unknown>) =>
    returnMisfit('subscriptions.list', { items: [{ ...items[0], ...change }], pagination });
  expect(changed({})).toBeNull();
  expect(changed({ mood: 'good' })).toContain('mood');
  expect(changed({ status: 'sleeping' })).toContain('/items/0/status');
  expect(changed({ amount: undefined })).toContain('amount');
  expect(changed({ product: null })).toContain('/items/0/product');
});

it('hold for webhooks', async () => {
  await rig.emulator.settled();
  const { payload } = rig.received.at(-1) ?? { payload: null };
  expect(payloadMisfit(payload)).toBeNull();
  expect(payloadMisfit({ ...payload, type: 'subscription.slept' })).toContain('type');
});

it('hold for errors: declared ones are as declared, and all have a form that Polar has', () => {
  const missing = { error: 'ResourceNotFound', detail: 'Not found' };
  expect(errorMisfit('orders.get', 404, missing)).toBeNull();
  expect(errorMisfit('orders.get', 404, { ...missing, error: 'OrderNotFound' })).toContain('/error');
  expect(errorMisfit('orders.get', 418, { message: 'teapot' })).toContain('message');
});

it('refuse a fault of the emulator whatever it says', async () => {
  const request = new Request('http://localhost/v1/orders/');
  expect(await misfitOf(request, Response.json({ detail: 'oh' }, { status: 500 }))).toContain('fault');
});

// Last, because it takes a while, in which no connection is served and all would be closed.
it('there is one for what each operation returns', () => {
  for (const { name } of operations) expect(() => returnMisfit(name, null), name).not.toThrow();
});
