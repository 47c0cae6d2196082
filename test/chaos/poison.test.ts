import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { passRealTime } from '../server/support/pass-real-time.ts';
import { signedDelivery } from '../server/support/signed-delivery.ts';
import { openWorld, type World } from '../server/support/world.ts';

// One event that cannot be applied, among many that can. What it costs the others is measured by `npm run bench -- poison`.

const CUSTOMERS = 25;

async function inbox({ database }: World, state: string): Promise<string[]> {
  const { rows } = await database.db.execute<{ key: string }>(
    sql`select key from floe_billing.webhook_inbox where state = ${state}`,
  );
  return rows.map(({ key }) => key).sort();
}

const idOf = ({ headers }: Request) => headers.get('webhook-id') ?? '';

/** What the provider tells of many customers, and of one who bought something without us hearing that there is one. */
async function tellOfMany(world: World): Promise<{ others: Request[]; strange: Request }> {
  world.webhooks.areOpen = false;
  await world.buyPastServer(seedProductIds.starter.month);
  await world.emulator.settled();
  const alpines = world.webhooks.sent.splice(0);
  for (let number = 0; number < CUSTOMERS; number += 1) {
    const { id } = await world.polar.customers.create({
      type: 'individual',
      external_id: `user_${number}`,
      name: `Customer ${number}`,
      email: `customer-${number}@somewhere.example`,
    });
    await world.polar.customers.update(id, { name: `Renamed ${number}` });
  }
  await world.emulator.settled();
  for (const request of alpines) {
    const { type } = (await request.clone().json()) as { type: string };
    if (type === 'subscription.created') return { others: world.webhooks.sent, strange: request };
  }
  throw new Error('The provider told of no subscription.');
}

it('applies everything else while one event waits for an answer that does not come, and one is nonsense', async () => {
  const world = await openWorld({ timeoutInSeconds: 1 });
  const { others, strange } = await tellOfMany(world);
  const nonsense = signedDelivery(
    world,
    JSON.stringify({ type: 'subscription.updated', timestamp: '2027-01-01T09:00:00Z', data: { id: 5 } }),
    { id: 'nonsense' },
  );
  world.gateway.faultOf = () => 'silent';
  // First, so that every worker could be waiting for them.
  for (const request of [strange, nonsense]) {
    expect((await world.billing.handler(request)).status).toBe(202);
  }
  await Promise.all(others.map((request) => world.billing.handler(request)));

  await vi.waitFor(async () => expect(await inbox(world, 'done')).toEqual(others.map(idOf).sort()), {
    timeout: 15_000,
  });
  expect(await inbox(world, 'pending')).toEqual([idOf(strange)]);
  expect(await inbox(world, 'parked')).toEqual(['nonsense']);

  world.gateway.faultOf = () => 'none';
  await vi.waitFor(
    async () => {
      await passRealTime(world.database.db, 1800);
      await world.settle();
      expect(await inbox(world, 'pending')).toEqual([]);
    },
    { timeout: 15_000, interval: 300 },
  );
  expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
});
