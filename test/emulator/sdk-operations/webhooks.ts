import { expect } from 'vitest';
import { refusal } from '../support.ts';
import type { Drives } from './drive.ts';
import type { World } from './world.ts';

const endpoint = {
  url: 'http://localhost:9/hook',
  format: 'raw',
  events: ['customer.created'],
} as const;

function makeEndpoint({ polar }: World) {
  return polar.webhooks.createWebhookEndpoint({ ...endpoint, events: [...endpoint.events] });
}

async function deliver(world: World): Promise<string> {
  await makeEndpoint(world);
  await world.makeAda();
  await world.emulator.settled();
  const [delivery] = (await world.polar.webhooks.listWebhookDeliveries()).items;
  return delivery?.webhook_event.id ?? '';
}

export const webhooks = {
  async 'webhooks.listWebhookEndpoints'(list, world) {
    await makeEndpoint(world);
    expect((await list()).items).toMatchObject([endpoint]);
  },
  async 'webhooks.createWebhookEndpoint'(create) {
    expect(await create({ ...endpoint, events: [...endpoint.events] })).toMatchObject({
      ...endpoint,
      enabled: true,
      uses_standard_webhook_signature: true,
    });
  },
  async 'webhooks.getWebhookEndpoint'(get, world) {
    expect(await get((await makeEndpoint(world)).id)).toMatchObject(endpoint);
  },
  async 'webhooks.updateWebhookEndpoint'(update, world) {
    const { id } = await makeEndpoint(world);
    expect(await update(id, { enabled: false })).toMatchObject({ ...endpoint, enabled: false });
  },
  async 'webhooks.resetWebhookEndpointSecret'(reset, world) {
    const { id, secret } = await makeEndpoint(world);
    const renewed = await reset(id);
    expect(renewed.secret).toMatch(/^whsec_/);
    expect(renewed.secret).not.toBe(secret);
  },
  async 'webhooks.deleteWebhookEndpoint'(remove, world) {
    const { id } = await makeEndpoint(world);
    await remove(id);
    expect((await refusal(world.polar.webhooks.getWebhookEndpoint(id))).status).toBe(404);
  },
  async 'webhooks.listWebhookDeliveries'(list, world) {
    const id = await deliver(world);
    expect((await list({ succeeded: true })).items).toMatchObject([
      { succeeded: true, http_code: 202, webhook_event: { id, type: 'customer.created' } },
    ]);
  },
  async 'webhooks.redeliverWebhookEvent'(redeliver, world) {
    const id = await deliver(world);
    expect(await redeliver(id)).toBeNull();
    await world.emulator.settled();
    expect(world.received.map((one) => one.id)).toEqual([id, id]);
  },
} satisfies Drives;
