import { type models, webhooks } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

/** What an endpoint got, as it came: with some faults it is not even JSON. */
interface Raw {
  body: string;
  headers: Record<string, string>;
}

let rig: Rig;
let raw: Raw[];
let secret: string;

beforeEach(async () => {
  raw = [];
  rig = await startRig({
    async send(request) {
      const headers = Object.fromEntries(request.headers);
      const delivery = { body: await request.text(), headers };
      raw.push(delivery);
      try {
        await webhooks.validateEvent(delivery.body, headers, secret);
      } catch (error) {
        // Receivers acknowledge a type that they do not know, or it would be sent again for nothing.
        const isUnknownType = error instanceof webhooks.PolarWebhookUnknownTypeError;
        return new Response(String(error), { status: isUnknownType ? 202 : 403 });
      }
      return new Response(null, { status: 202 });
    },
  });
  const endpoint = await rig.polar.webhooks.createWebhookEndpoint({
    url: 'http://localhost:9/hook',
    format: 'raw',
    events: ['customer.created', 'customer.updated', 'subscription.created', 'subscription.active'],
  });
  secret = endpoint.secret;
});
afterEach(() => rig.close());

const makeCustomer = (email: string) => rig.polar.customers.create({ email });
const set = (faults: Record<string, unknown>) => rig.call('/_emulator/settings', { faults });
const settled = () => rig.emulator.settled();
const emails = () => raw.map(({ body }) => JSON.parse(body).data.email.slice(0, 1));
const outcomes = async () => {
  const { items } = await rig.polar.webhooks.listWebhookDeliveries({ limit: 100 });
  return items.reverse().map(({ succeeded, response }) => [succeeded, response]);
};

async function create(...names: string[]): Promise<void> {
  for (const name of names) await makeCustomer(`${name}@example.com`);
  await settled();
}

describe('a fault', () => {
  it('strikes always, until it is switched off', async () => {
    await set({ drop: true });
    await create('a', 'b');
    await set({ drop: false });
    await create('c');
    expect(emails()).toEqual(['c']);
  });

  it('strikes once, or the next n times', async () => {
    await set({ drop: { times: 2 } });
    await create('a', 'b', 'c', 'd');
    expect(emails()).toEqual(['c', 'd']);
    const { json } = await rig.call('/_emulator/settings');
    expect(json).toMatchObject({ faults: { drop: null } });
  });

  it('strikes only events of the types that are named', async () => {
    await set({ drop: { types: ['customer.created'] } });
    const { id } = await makeCustomer('ada@example.com');
    await rig.polar.customers.update(id, { name: 'Ada' });
    await settled();
    expect(raw.map(({ body }) => JSON.parse(body).type)).toEqual(['customer.updated']);
  });

  it('leaves the others as they are', async () => {
    await set({ duplicate: true });
    const { json } = await set({ drop: { times: 1 } });
    expect(json).toMatchObject({
      faults: {
        drop: { times: 1, types: null },
        duplicate: { times: null, types: null },
        delay: null,
        timeout: null,
      },
    });
  });

  it.each([
    [{ droop: true }, ['body', 'faults', 'droop']],
    [{ drop: 'yes' }, ['body', 'faults', 'drop']],
    [{ drop: { times: 0 } }, ['body', 'faults', 'drop', 'times']],
    [{ drop: { types: ['payment.created'] } }, ['body', 'faults', 'drop', 'types', 0]],
    [{ delay: true }, ['body', 'faults', 'delay', 'ms']],
    [{ clockSkew: { seconds: 'late' } }, ['body', 'faults', 'clockSkew', 'seconds']],
  ])('is refused when it is not one: %j', async (faults, loc) => {
    const { status, json } = await set(faults);
    expect(status).toBe(422);
    expect(json).toMatchObject({ detail: [{ loc }] });
  });
});

describe('faults of events', () => {
  it('duplicate: it comes twice, under one webhook-id', async () => {
    await set({ duplicate: { times: 1 } });
    await create('a', 'b');
    expect(emails()).toEqual(['a', 'a', 'b']);
    expect(raw[0]?.headers['webhook-id']).toBe(raw[1]?.headers['webhook-id']);
    expect(raw[0]?.body).toBe(raw[1]?.body);
  });

  it('delay: it comes later on the test clock, and those behind it wait', async () => {
    await set({ delay: { ms: 30_000, times: 1 } });
    await create('a', 'b');
    await rig.emulator.clock.advance('PT29S');
    expect(raw).toEqual([]);
    await rig.emulator.clock.advance('PT1S');
    expect(emails()).toEqual(['a', 'b']);
  });

  it('delay: in real time while the clock runs', async () => {
    await rig.emulator.clock.setMode('live');
    await set({ delay: { ms: 40 } });
    const startedAt = performance.now();
    await create('a');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(39);
    expect(emails()).toEqual(['a']);
  });

  it('reorder: it comes after the others of the same change', async () => {
    await set({ reorder: { types: ['subscription.created'] } });
    await subscribe(rig.polar);
    await settled();
    const types = raw.map(({ body }) => JSON.parse(body).type);
    expect(types.filter((type) => type.startsWith('subscription'))).toEqual([
      'subscription.active',
      'subscription.created',
    ]);
  });

  it('reorder: it comes some time later, and the others do not wait', async () => {
    await set({ reorder: { ms: 5_000, times: 1 } });
    await create('a', 'b');
    expect(emails()).toEqual(['b']);
    await rig.emulator.clock.advance('PT5S');
    expect(emails()).toEqual(['b', 'a']);
  });
});

describe('faults of attempts', () => {
  /** The first attempt is refused for a reason, and the second one is as it should be. */
  async function expectRefusal(reason: string): Promise<void> {
    await create('a');
    expect(await outcomes()).toEqual([[false, expect.stringContaining(reason)]]);
    await rig.emulator.clock.advance('PT4S');
    expect(await outcomes()).toEqual([
      [false, expect.stringContaining(reason)],
      [true, null],
    ]);
  }

  it('wrongSignature: the SDK refuses it', async () => {
    await set({ wrongSignature: { times: 1 } });
    await expectRefusal('No matching signature found');
  });

  it('clockSkew: the SDK finds it too old, or too new', async () => {
    await set({ clockSkew: { seconds: -301, times: 1 } });
    await expectRefusal('Message timestamp too old');
    await set({ clockSkew: { seconds: 302, types: ['customer.updated'] } });
    const { items } = await rig.polar.customers.list();
    await rig.polar.customers.update(items[0]?.id ?? '', { name: 'Ada' });
    await settled();
    expect((await outcomes()).at(-1)).toEqual([false, expect.stringContaining('timestamp too new')]);
  });

  it('clockSkew: within the tolerance it passes, because it is signed so', async () => {
    await set({ clockSkew: { seconds: 200 } });
    await create('a');
    expect(await outcomes()).toEqual([[true, null]]);
    expect(Number(raw[0]?.headers['webhook-timestamp'])).toBeGreaterThan(Date.now() / 1000 + 150);
  });

  it('truncatedBody: half of it is missing', async () => {
    await set({ truncatedBody: { times: 1 } });
    await expectRefusal('No matching signature found');
    const [torn, whole] = raw;
    expect(whole?.body.startsWith(torn?.body ?? '-')).toBe(true);
    expect(torn?.body.length).toBeLessThan((whole?.body.length ?? 0) / 2 + 1);
    const { json } = await rig.call('/_emulator/deliveries');
    expect(json).toMatchObject({
      items: [
        {
          payload: whole?.body,
          deliveries: [
            { body: torn?.body, url: 'http://localhost:9/hook', headers: torn?.headers },
            { body: null },
          ],
        },
      ],
    });
  });

  it('unknownType: the signature is right, and the SDK does not know the type', async () => {
    await set({ unknownType: { times: 1 } });
    await create('a');
    expect(await outcomes()).toEqual([[true, expect.stringContaining('Unknown webhook event type')]]);
    expect(JSON.parse(raw[0]?.body ?? '').data.email).toBe('a@example.com');
  });

  it('unknownFields: every object has one more, metadata aside', async () => {
    await set({ unknownFields: true });
    await rig.polar.customers.create({
      email: 'a@example.com',
      metadata: { ours: 1 },
      billing_address: { country: 'DE' },
    });
    await settled();
    const { data } = JSON.parse(raw[0]?.body ?? '');
    expect(data.emulator_unknown_field).toBeDefined();
    expect(data.billing_address.emulator_unknown_field).toBeDefined();
    expect(data.metadata).toEqual({ ours: 1 });
    expect(await outcomes()).toEqual([[true, null]]);
  });

  it('unknownValues: enums have values that nobody knows', async () => {
    await set({ unknownValues: { types: ['subscription.created'] } });
    await subscribe(rig.polar);
    await settled();
    const created = raw
      .map(({ body }) => JSON.parse(body))
      .find(({ type }) => type === 'subscription.created');
    expect(created.data).toMatchObject({
      status: 'emulator_unknown',
      recurring_interval: 'emulator_unknown',
      currency: 'usd',
    });
    expect((await outcomes()).every(([succeeded]) => succeeded)).toBe(true);
  });

  it('networkError: nothing arrives, and it is tried again', async () => {
    await set({ networkError: { times: 2 } });
    await create('a');
    expect(raw).toEqual([]);
    await rig.emulator.clock.advance('PT12S');
    expect((await outcomes()).map(([succeeded]) => succeeded)).toEqual([false, false, true]);
    expect(emails()).toEqual(['a']);
  });

  it('timeout: it arrives, counts as failed, and comes again', async () => {
    await set({ timeout: { times: 1 } });
    await create('a');
    await rig.emulator.clock.advance('PT4S');
    expect(emails()).toEqual(['a', 'a']);
    expect(await outcomes()).toEqual([
      [false, expect.stringContaining('Timed out')],
      [true, null],
    ]);
  });

  it('at the same time: each does its part', async () => {
    await set({ unknownType: { times: 1 }, unknownFields: { times: 1 }, timeout: { times: 1 } });
    await create('a');
    const { type, data } = JSON.parse(raw[0]?.body ?? '');
    expect([type, typeof data.emulator_unknown_field]).toEqual(['emulator.unknown', 'object']);
    expect((await outcomes())[0]?.[0]).toBe(false);
  });
});

describe('an endpoint that is down', () => {
  it('for a day loses what Polar gave up, and keeps what comes after it is on again', async () => {
    const all = await listenToAll(rig.polar);
    secret = all.secret;
    const [first] = (await rig.polar.webhooks.listWebhookEndpoints()).items.slice(-1);
    await rig.polar.webhooks.deleteWebhookEndpoint(first?.id ?? '');
    await set({ networkError: true });
    for (const name of ['a', 'b', 'c', 'd']) await create(name);
    await rig.emulator.clock.advance('P1D');
    const endpoint: models.WebhookEndpoint = await rig.polar.webhooks.getWebhookEndpoint(all.id);
    expect(endpoint.enabled).toBe(false);
    await set({ networkError: false });
    await rig.polar.webhooks.updateWebhookEndpoint(all.id, { enabled: true });
    await create('e');
    expect(raw.map(({ body }) => JSON.parse(body).type)).toEqual([
      'customer.created',
      'member.created',
      'customer.state_changed',
    ]);
  });
});

describe('a frozen clock', () => {
  it('makes the same of the same faults', async () => {
    const play = async () => {
      const one = await startRig({ randomSeed: 'same' });
      await listenToAll(one.polar);
      await one.call('/_emulator/settings', {
        faults: {
          reorder: { ms: 3_000, types: ['subscription.created', 'order.paid'] },
          delay: { ms: 90_000, types: ['order.created'] },
          duplicate: { times: 3 },
          networkError: { times: 5 },
          drop: { types: ['checkout.updated'] },
        },
      });
      await subscribe(one.polar);
      await one.emulator.clock.advance('P1M');
      const got = one.received.map(({ type, id }) => `${type} ${id}`);
      await one.close();
      return got;
    };
    const once = await play();
    expect(once.length).toBeGreaterThan(15);
    expect(await play()).toEqual(once);
  });
});
