import { createPolar as createPolar202604 } from '@polar-sh/sdk/2026-04';
import { createPolar as createPolar202701 } from '@polar-sh/sdk/2027-01';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { webhookEventTypes } from '../../src/emulator/wire/lists.ts';
import { type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const url = 'http://localhost:9/hook';
const create = (body: Record<string, unknown> = {}) =>
  rig.polar.webhooks.createWebhookEndpoint({ url, format: 'raw', events: ['customer.created'], ...body });
const makeCustomer = (email: string) => rig.polar.customers.create({ email });

/** A request in a version of one's own, with fields that no SDK has. */
async function ask(version: string, path: string, body: unknown, method = 'POST') {
  const response = await fetch(`${rig.url}/v1/webhooks/endpoints${path}`, {
    method,
    headers: {
      authorization: `Bearer ${rig.emulator.accessToken}`,
      'polar-version': version,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: await response.json() };
}

describe('the secret of an endpoint', () => {
  it('is 32 bytes in base64 after whsec_, signed with in the standard way', async () => {
    const endpoint = await create();
    expect(endpoint.uses_standard_webhook_signature).toBe(true);
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect(Buffer.from(endpoint.secret.slice(6), 'base64')).toHaveLength(32);
  });

  it('may be of one’s own in 2026-04 only, is then at least 32 characters, and signed with in the old way', async () => {
    const secret = 'x'.repeat(32);
    const body = { url, format: 'raw', events: [], secret };
    expect((await ask('2026-04', '', body)).json).toMatchObject({
      secret,
      uses_standard_webhook_signature: false,
    });
    expect(await ask('2026-04', '', { ...body, secret: 'short' })).toMatchObject({
      status: 422,
      json: { detail: [{ type: 'string_too_short', loc: ['body', 'secret'] }] },
    });
    for (const version of ['2026-10', '2027-01']) {
      const { json } = await ask(version, '', body);
      expect(json.secret).not.toBe(secret);
      expect(json.uses_standard_webhook_signature).toBe(true);
    }
  });

  it('may be changed to one of one’s own in 2026-04, and reset to the standard form in any', async () => {
    const { id } = await create();
    const secret = 'y'.repeat(40);
    expect((await ask('2026-04', `/${id}`, { secret }, 'PATCH')).json).toMatchObject({
      secret,
      uses_standard_webhook_signature: false,
    });
    expect((await ask('2026-10', `/${id}`, { secret: 'z'.repeat(40) }, 'PATCH')).json.secret).toBe(secret);
    const reset = await rig.polar.webhooks.resetWebhookEndpointSecret(id);
    expect(reset.secret).toMatch(/^whsec_/);
    expect(reset.uses_standard_webhook_signature).toBe(true);
  });
});

describe('an endpoint', () => {
  it('listens to all 42 types of events', async () => {
    expect(new Set(webhookEventTypes).size).toBe(42);
    const endpoint = await create({ events: [...webhookEventTypes] });
    expect(endpoint.events).toEqual(webhookEventTypes);
    expect(await refusal(create({ events: ['payment.created'] }))).toMatchObject({
      status: 422,
      error: { detail: [{ type: 'enum', loc: ['body', 'events', 0] }] },
    });
  });

  it('is told in the version of its own, whatever version it was made in', async () => {
    const options = { accessToken: rig.emulator.accessToken, baseUrl: rig.url };
    const format = 'raw' as const;
    expect(await create()).toMatchObject({ api_version: '2026-10' });
    await createPolar202604(options).webhooks.createWebhookEndpoint({
      url,
      format,
      events: ['customer.created'],
      api_version: '2026-04',
    });
    await createPolar202701(options).webhooks.createWebhookEndpoint({
      url,
      format,
      events: ['customer.created'],
      api_version: '2027-01',
    });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const versions = rig.received.map(({ headers, body }) => [
      headers['webhook-api-version'],
      JSON.parse(body).api_version,
    ]);
    expect(versions).toEqual([
      ['2026-10', '2026-10'],
      ['2026-04', '2026-04'],
      ['2027-01', '2027-01'],
    ]);
  });

  it('has an id of its own for each fact, and the same instant as the others', async () => {
    await create();
    await create();
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    const [first, second] = rig.received;
    expect(first?.id).not.toBe(second?.id);
    expect(first?.payload).toEqual(second?.payload);
  });

  it('changes in what is given; null leaves a field as it is', async () => {
    const { id } = await create({ name: 'Ours' });
    const changed = await rig.polar.webhooks.updateWebhookEndpoint(id, {
      url: 'https://example.com/hook',
      events: ['order.paid'],
      api_version: '2026-04',
      name: null,
    });
    expect(changed).toMatchObject({
      url: 'https://example.com/hook',
      events: ['order.paid'],
      api_version: '2026-04',
      name: 'Ours',
      enabled: true,
      modified_at: expect.any(String),
    });
    expect(await rig.polar.webhooks.getWebhookEndpoint(id)).toEqual(changed);
  });

  it('that is off is told nothing, and not later either; then it is on again', async () => {
    const { id } = await create();
    await rig.polar.webhooks.updateWebhookEndpoint(id, { enabled: false });
    await makeCustomer('ada@example.com');
    await rig.emulator.clock.advance('PT1H');
    await rig.polar.webhooks.updateWebhookEndpoint(id, { enabled: true });
    await makeCustomer('bob@example.com');
    await rig.emulator.clock.advance('PT1H');
    expect(rig.received.map(({ payload }) => payload.data)).toMatchObject([{ email: 'bob@example.com' }]);
  });

  it('that is deleted is forgotten, with what waited for it', async () => {
    const { id } = await create();
    rig.answer.with = () => new Response(null, { status: 500 });
    await makeCustomer('ada@example.com');
    await rig.emulator.settled();
    await rig.polar.webhooks.deleteWebhookEndpoint(id);
    await rig.emulator.clock.advance('PT1H');
    expect(rig.received).toHaveLength(1);
    expect(await refusal(rig.polar.webhooks.getWebhookEndpoint(id))).toMatchObject({ status: 404 });
  });

  it('stands before those made earlier in the list', async () => {
    const made = [await create(), await create(), await create()].map(({ id }) => id);
    const listed = (await rig.polar.webhooks.listWebhookEndpoints()).items.map(({ id }) => id);
    expect(listed).toEqual(made.reverse());
    const { items } = await rig.polar.webhooks.listWebhookEndpoints({
      organization_id: '00000000-0000-4000-8000-000000000000',
    });
    expect(items).toEqual([]);
  });

  it.each(['discord', 'slack'])('of format %s is not built', async (format) => {
    const { status, json } = await ask('2026-10', '', { url, format, events: [] });
    expect([status, json]).toEqual([
      501,
      { error: 'NotImplemented', detail: `webhooks of format ${format}; see docs/emulator.md` },
    ]);
  });
});

describe('the URL of an endpoint', () => {
  it.each([
    ['https://example.com/hook', 'https://example.com/hook'],
    [' https://example.com ', 'https://example.com/'],
    ['http://localhost:3000/hook', 'http://localhost:3000/hook'],
    ['http://127.0.0.1:3000/hook', 'http://127.0.0.1:3000/hook'],
    ['http://[::1]:3000/hook', 'http://[::1]:3000/hook'],
  ])('may be %s', async (given, kept) => {
    expect((await create({ url: given })).url).toBe(kept);
  });

  it.each([
    ['http://example.com/hook', 'url_scheme'],
    ['ftp://localhost/hook', 'url_scheme'],
    ['javascript:alert(1)', 'url_scheme'],
    ['example.com/hook', 'url_parsing'],
    ['', 'url_parsing'],
    [`https://example.com/${'x'.repeat(2083)}`, 'url_too_long'],
    [17, 'url_parsing'],
  ])('may not be %s', async (given, type) => {
    expect(await refusal(create({ url: given }))).toMatchObject({
      status: 422,
      error: { detail: [{ type, loc: ['body', 'url'] }] },
    });
  });
});
