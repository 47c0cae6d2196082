import { createPolar } from '@polar-sh/sdk/2026-10';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { registerWebhookEndpoint } from '../../src/polar/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../src/polar/webhooks/read-event.ts';

let emulator: Emulator;
let access: { accessToken: string; baseUrl: string };

beforeAll(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen' } });
  const { url } = await emulator.listen();
  access = { accessToken: emulator.accessToken, baseUrl: url };
});
afterAll(() => emulator.close());

async function endpoints() {
  return (await createPolar(access).webhooks.listWebhookEndpoints({})).items;
}

it('makes one endpoint, told of everything the mirror holds, however often it is asked', async () => {
  const url = 'https://app.example/hooks';
  const secret = await registerWebhookEndpoint({ ...access, url });

  expect(await registerWebhookEndpoint({ ...access, url })).toBe(secret);
  const [endpoint, ...others] = await endpoints();
  expect(others).toEqual([]);
  expect(endpoint).toMatchObject({ url, secret, enabled: true, events: MIRRORED_EVENT_TYPES });
});

it('has an endpoint of an earlier version told of the rest, and of what its owner added', async () => {
  const url = 'https://app.example/hooks';
  const [endpoint] = await endpoints();
  await createPolar(access).webhooks.updateWebhookEndpoint(endpoint?.id ?? '', {
    events: ['member.created', 'order.created'],
  });

  expect(await registerWebhookEndpoint({ ...access, url })).toBe(endpoint?.secret);
  expect(new Set((await endpoints())[0]?.events)).toEqual(
    new Set(['member.created', ...MIRRORED_EVENT_TYPES]),
  );
});

it('moves the endpoint of its name to another address instead of making a second', async () => {
  const url = 'https://elsewhere.example/hooks';
  await registerWebhookEndpoint({ ...access, url });

  const [endpoint, ...others] = await endpoints();
  expect(others).toEqual([]);
  expect(endpoint).toMatchObject({ url, enabled: true });
});
