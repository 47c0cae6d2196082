import { expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { openWorld, type World } from './support/world.ts';

/** Sends what came again, to a server whose mirror is empty. */
async function replayAll(world: World, deliveries: readonly Request[]): Promise<void> {
  for (const delivery of deliveries) {
    expect((await world.billing.handler(delivery.clone())).status).toBe(202);
  }
  await world.settle();
}

it('has done with the events of a customer whom neither the mirror nor the provider knows', async () => {
  const world = await openWorld();
  world.webhooks.areOpen = false;
  await world.buyPastServer(seedProductIds.professional.month);
  await world.emulator.settled();
  const missed = world.webhooks.sent.map((request) => request.clone());
  const customer = await world.polar.customers.getExternal('organization_alpine');
  await world.polar.customers.delete(customer.id);
  await world.emulator.settled();

  world.webhooks.areOpen = true;
  const withoutCustomer = await Promise.all(
    missed.map(async (request) => ({ request, body: await request.clone().text() })),
  );
  await replayAll(
    world,
    withoutCustomer
      .filter(({ body }) => /"type":"(subscription|order)\./.test(body))
      .map(({ request }) => request),
  );

  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: 0 });
  expect(world.logs.filter(({ level }) => level !== 'info')).toEqual([]);
  expect(await world.store.findCustomerByExternalId('organization_alpine')).toBeNull();
});

it('keeps out customers of the provider that are not ours, and what is theirs', async () => {
  const world = await openWorld();
  const { id } = await world.polar.customers.create({
    type: 'individual',
    email: 'someone@elsewhere.example',
  });
  await world.settle();

  expect(await world.store.findExternalId(id)).toBeNull();
  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: 0 });
});

it('holds the same cards whether events told of their owner or one reconciliation', async () => {
  async function buyAndEnd(areOpen: boolean) {
    const world = await openWorld();
    world.webhooks.areOpen = areOpen;
    await world.buyPastServer(seedProductIds.professional.month);
    await world.settle();
    const [subscription] = (await world.polar.subscriptions.list()).items;
    await world.polar.subscriptions.update(subscription?.id ?? '', { revoke: true });
    await world.settle();
    return world;
  }
  const told = await buyAndEnd(true);
  const read = await buyAndEnd(false);
  await read.billing.reconcile();

  const { version: _, ...byEvents } = await told.store.getBillingState('organization_alpine');
  const { version: __, ...byReading } = await read.store.getBillingState('organization_alpine');
  expect(byEvents).toMatchObject({ subscription: { status: 'canceled' } });
  expect(byEvents.defaultPaymentMethod).toMatchObject({ last4: '4242' });
  expect(byReading).toEqual(byEvents);
});
