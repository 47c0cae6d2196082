import { webhooks } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backoffSeconds } from '../../src/emulator/webhooks/backoff.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const makeCustomer = (email: string) => rig.polar.customers.create({ email });
const onlyCustomers = () =>
  rig.polar.webhooks.createWebhookEndpoint({
    url: 'http://localhost:9/hook',
    format: 'raw',
    events: ['customer.created'],
  });

describe('a delivery', () => {
  it('is signed so that the official SDK accepts it, with payload instants in emulator time', async () => {
    const endpoint = await onlyCustomers();
    expect(endpoint).toMatchObject({ uses_standard_webhook_signature: true, enabled: true });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const [delivery] = rig.received;
    const event = await webhooks.validateEvent(
      delivery?.body ?? '',
      delivery?.headers ?? {},
      endpoint.secret,
    );
    expect(event).toMatchObject({ type: 'customer.created', api_version: '2026-10' });
    expect(event.timestamp.slice(0, 10)).toBe('2027-01-10');
    expect(delivery?.headers).toMatchObject({
      'user-agent': 'polar.sh webhooks',
      'webhook-api-version': '2026-10',
      'content-type': 'application/json',
    });
  });

  it('of an endpoint with a secret of its own is signed in the old way', async () => {
    const { json } = await fetch(`${rig.url}/v1/webhooks/endpoints`, {
      method: 'POST',
      headers: { authorization: `Bearer ${rig.emulator.accessToken}`, 'polar-version': '2026-04' },
      body: JSON.stringify({
        url: 'http://localhost:9/hook',
        format: 'raw',
        events: ['customer.created'],
        secret: 'a secret of ours, of thirty-two characters',
      }),
    }).then(async (response) => ({ json: await response.json() }));
    expect(json).toMatchObject({
      secret: 'a secret of ours, of thirty-two characters',
      uses_standard_webhook_signature: false,
    });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const [delivery] = rig.received;
    const event = await webhooks.validateEvent(
      delivery?.body ?? '',
      delivery?.headers ?? {},
      'a secret of ours, of thirty-two characters',
    );
    expect(event.type).toBe('customer.created');
  });

  it('fails on a redirect and is tried again on the test clock, under the same webhook-id', async () => {
    await onlyCustomers();
    rig.answer.with = () =>
      new Response(null, { status: 302, headers: { location: 'http://localhost:9/other' } });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(1);
    rig.answer.with = () => new Response(null, { status: 202 });
    await rig.emulator.clock.advance('PT4S');
    expect(new Set(rig.received.map(({ id }) => id)).size).toBe(1);
    const { items } = await rig.polar.webhooks.listWebhookDeliveries();
    expect(items.map(({ succeeded, http_code }) => [succeeded, http_code])).toEqual([
      [true, 202],
      [false, 302],
    ]);
  });

  it('keeps the order of events', async () => {
    await onlyCustomers();
    for (const name of ['a', 'b', 'c', 'd']) await makeCustomer(`${name}@example.com`);
    await rig.emulator.settled();
    expect(
      rig.received.map(({ payload }) => (payload.type === 'customer.created' ? payload.data.email : '')),
    ).toEqual(['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com']);
  });
});

describe('failing deliveries', () => {
  it('end after ten attempts, and ten events that end so switch the endpoint off', async () => {
    const { id } = await onlyCustomers();
    rig.answer.with = () => new Response('no', { status: 500 });
    for (let index = 0; index < 10; index += 1) await makeCustomer(`c${index}@example.com`);
    await rig.emulator.settled();
    await rig.emulator.clock.advance('PT2H');
    expect(rig.received).toHaveLength(100);
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toMatchObject({ enabled: false });
    await makeCustomer('late@example.com');
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(100);
  });

  it('can be made again by hand, under the same webhook-id', async () => {
    await onlyCustomers();
    rig.answer.with = () => new Response('no', { status: 500 });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    rig.answer.with = () => new Response(null, { status: 202 });
    const [failed] = (await rig.polar.webhooks.listWebhookDeliveries({ succeeded: false })).items;
    await rig.polar.webhooks.redeliverWebhookEvent(failed?.webhook_event.id ?? '');
    await rig.emulator.settled();
    const [newest] = (await rig.polar.webhooks.listWebhookDeliveries()).items;
    expect(newest).toMatchObject({
      succeeded: true,
      webhook_event: { id: failed?.webhook_event.id, succeeded: true },
    });
  });

  it('wait longer each time, within the jitter', () => {
    expect([1, 2, 9, 10].map((attempt) => [backoffSeconds(attempt, 0), backoffSeconds(attempt, 1)])).toEqual([
      [2, 4],
      [4, 8],
      [512, 1024],
      [600, 1200],
    ]);
  });
});

describe('fault switches', () => {
  it('lose deliveries', async () => {
    await onlyCustomers();
    await rig.call('/_emulator/settings', { faults: { drop: true } });
    await makeCustomer('ada@example.com');
    expect(await rig.takeTypes()).toEqual([]);
    await rig.call('/_emulator/settings', { faults: { drop: false } });
    await makeCustomer('bob@example.com');
    expect(await rig.takeTypes()).toEqual(['customer.created']);
  });

  it('double deliveries', async () => {
    await onlyCustomers();
    await rig.call('/_emulator/settings', { faults: { duplicate: true } });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    expect(rig.received).toHaveLength(2);
    expect(rig.received[0]?.id).toBe(rig.received[1]?.id);
  });

  it('delay deliveries, on the test clock', async () => {
    await onlyCustomers();
    await rig.call('/_emulator/settings', { faults: { delay: { ms: 40_000 } } });
    await makeCustomer('ada@example.com');
    expect(await rig.takeTypes()).toEqual([]);
    await rig.emulator.clock.advance('PT39S');
    expect(await rig.takeTypes()).toEqual([]);
    await rig.emulator.clock.advance('PT1S');
    expect(await rig.takeTypes()).toEqual(['customer.created']);
  });
});

describe('endpoints', () => {
  it('get a new secret, change and go', async () => {
    const endpoint = await listenToAll(rig.polar);
    const renewed = await rig.polar.webhooks.resetWebhookEndpointSecret(endpoint.id);
    expect(renewed.secret).not.toBe(endpoint.secret);
    expect(await rig.polar.webhooks.updateWebhookEndpoint(endpoint.id, { enabled: false })).toMatchObject({
      enabled: false,
    });
    await rig.polar.webhooks.deleteWebhookEndpoint(endpoint.id);
    expect((await rig.polar.webhooks.listWebhookEndpoints()).items).toEqual([]);
  });

  it('may call back while they are told of something', async () => {
    await listenToAll(rig.polar);
    const seen: string[] = [];
    rig.answer.with = async () => {
      seen.push((await rig.polar.organizations.list()).items[0]?.slug ?? '');
      return new Response(null, { status: 202 });
    };
    await subscribe(rig.polar);
    await rig.emulator.settled();
    expect(seen.length).toBeGreaterThan(5);
  });
});
