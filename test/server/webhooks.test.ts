import { expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { nowInSeconds, signedDelivery } from './support/signed-delivery.ts';
import { openWorld, WEBHOOK_URL, type World } from './support/world.ts';

const unknownEvent = JSON.stringify({
  type: 'planet.aligned',
  timestamp: '2027-01-01T00:00:00Z',
  data: { id: 'p' },
});

/** The bodies of the events of one type that the provider has sent so far. */
async function sentBodies(world: World, type: string): Promise<string[]> {
  const bodies = await Promise.all(world.webhooks.sent.map((request) => request.clone().text()));
  return bodies.filter((body) => JSON.parse(body).type === type);
}

it('stores a delivery before it answers 202, and answers a second attempt alike', async () => {
  const world = await openWorld();

  const first = await world.billing.handler(signedDelivery(world, unknownEvent));
  expect(first.status).toBe(202);
  expect(await first.text()).toBe('');
  expect((await world.billing.handler(signedDelivery(world, unknownEvent))).status).toBe(202);
});

it('keeps and acknowledges what it does not know', async () => {
  const world = await openWorld();
  await world.billing.handler(signedDelivery(world, unknownEvent));
  await world.settle();

  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: 0 });
  expect(world.logs).toContainEqual(
    expect.objectContaining({ level: 'warn', fields: { type: 'planet.aligned', deliveryId: 'evt_1' } }),
  );
});

it('refuses what is not signed by the provider, and stores nothing of it', async () => {
  const world = await openWorld();
  const otherSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const tampered = signedDelivery(world, unknownEvent);
  const requests: Record<string, Request> = {
    'another secret': signedDelivery(world, unknownEvent, { secret: otherSecret }),
    'an old timestamp': signedDelivery(world, unknownEvent, { timestamp: nowInSeconds() - 301 }),
    'a timestamp to come': signedDelivery(world, unknownEvent, { timestamp: nowInSeconds() + 301 }),
    'no headers': new Request(WEBHOOK_URL, { method: 'POST', body: unknownEvent }),
    'another body': new Request(WEBHOOK_URL, {
      method: 'POST',
      headers: tampered.headers,
      body: unknownEvent.replace('aligned', 'stolen'),
    }),
  };

  for (const [name, request] of Object.entries(requests)) {
    const response = await world.billing.handler(request);
    expect(response.status, name).toBe(403);
    expect(await response.text(), name).toBe('');
  }
  expect(await world.store.inbox.nextDueAt()).toBeNull();
});

it('measures the age of a signature in real time, wherever the business clock stands', async () => {
  const world = await openWorld();
  await world.advance('P1Y');

  expect((await world.billing.handler(signedDelivery(world, unknownEvent))).status).toBe(202);
});

it('refuses a body beyond a megabyte before and while it reads', async () => {
  const world = await openWorld();
  const large = 'x'.repeat(1024 * 1024 + 1);
  let pulls = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const streamed = new Request(WEBHOOK_URL, { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
  const announced = new Request(WEBHOOK_URL, {
    method: 'POST',
    headers: { 'content-length': String(large.length) },
    body: large,
  });

  expect((await world.billing.handler(announced)).status).toBe(413);
  expect((await world.billing.handler(streamed)).status).toBe(413);
  expect(pulls).toBeLessThan(25);
});

it('answers 503 when it could not store a delivery, so that the provider tries again', async () => {
  const world = await openWorld({
    wrapStore: (store) => ({ ...store, recordDeliveries: () => Promise.reject(new Error('disk full')) }),
  });

  const response = await world.billing.handler(signedDelivery(world, unknownEvent));
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('');
});

it('parks what it cannot read, without holding up anybody else', async () => {
  const world = await openWorld();
  await world.billing.handler(signedDelivery(world, 'no json', { id: 'evt_broken' }));
  await world.subscribe('ada');

  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: 1 });
  const errors = world.logs.filter(({ level }) => level === 'error');
  expect(errors.map(({ fields }) => fields.key)).toEqual(['evt_broken']);
});

it('keeps the newer state when an older event arrives late', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  await world.advance('P14D');
  const [created] = await sentBodies(world, 'subscription.created');
  const before = await world.as('ada').query('getBilling', {});

  await world.billing.handler(signedDelivery(world, created ?? '', { id: 'evt_late' }));
  await world.billing.settled();

  expect(before.subscription).toMatchObject({ status: 'active' });
  expect(await world.as('ada').query('getBilling', {})).toEqual(before);
});

it('asks the provider when an event claims the instant of what it contradicts', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  const [updated] = (await sentBodies(world, 'subscription.updated')).slice(-1);
  const contradicting = JSON.parse(updated ?? '{}');
  contradicting.data.status = 'past_due';

  await world.billing.handler(signedDelivery(world, JSON.stringify(contradicting), { id: 'evt_tie' }));
  await world.billing.settled();

  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
  expect(await world.store.inbox.depth()).toMatchObject({ pending: 0, parked: 0 });
});

it('reads the customer when an event about their subscription overtook the one about them', async () => {
  const world = await openWorld();
  world.webhooks.areOpen = false;
  await world.buyPastServer(seedProductIds.starter.month);
  await world.emulator.settled();
  const [created] = await sentBodies(world, 'subscription.created');

  await world.billing.handler(signedDelivery(world, created ?? ''));
  await world.billing.settled();

  expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({
    status: 'trialing',
    planId: 'starter',
  });
});

it('shares one commit between deliveries that arrive together', async () => {
  let commits = 0;
  const world = await openWorld({
    wrapStore: (store) => ({
      ...store,
      recordDeliveries: (deliveries) => {
        commits += 1;
        return store.recordDeliveries(deliveries);
      },
    }),
  });

  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      world.billing.handler(signedDelivery(world, unknownEvent, { id: `evt_${index}` })),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(202));
  expect(commits).toBeLessThan(10);
});

it('counts failed attempts and tells the next one after a renewal could not be charged', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'professional-month', { card: 'declined_later' });
  await world.advance('P14D');

  const billing = await world.as('ada').query('getBilling', {});
  expect(billing).toMatchObject({
    subscription: { status: 'past_due' },
    entitlements: [],
    alert: {
      kind: 'payment_failed',
      attempts: 1,
      money: { amount: 7900, currency: 'USD' },
      canAct: true,
    },
  });
  expect(Date.parse(billing.alert?.at ?? '')).toBe(Date.parse('2027-01-17T09:00:00Z'));
  const [invoice] = (await world.as('ada').query('listInvoices', {})).items;
  expect(invoice).toMatchObject({ status: 'pending', amountDue: { amount: 7900 } });

  await world.replaceCard('ada', '4242424242424242');
  expect(await world.as('ada').query('getBilling', {})).toMatchObject({
    subscription: { status: 'active' },
    alert: null,
    paymentMethod: { last4: '4242' },
  });
});
