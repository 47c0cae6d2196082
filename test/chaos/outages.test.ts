import { expect, it, vi } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import type { Fault } from '../server/support/gateway.ts';
import { passRealTime } from '../server/support/pass-real-time.ts';
import { openPayingWorld, openWorld, type World } from '../server/support/world.ts';

// The provider is gone for hours, in every way in which providers are. Nobody does anything about it.

/** More than it takes to try anything that waits once more, in seconds. */
const HALF_AN_HOUR = 1800;

/** Lets hours go by, with all the attempts that fall due meanwhile. */
async function passHours(world: World, hours: number): Promise<void> {
  for (let passed = 0; passed < hours * 3600; passed += HALF_AN_HOUR) {
    await passRealTime(world.database.db, HALF_AN_HOUR);
    await world.billing.settled();
  }
}

async function depths({ store }: World) {
  const all = await Promise.all([store.inbox.depth(), store.jobs.depth(), store.outbox.depth()]);
  return {
    pending: all.reduce((sum, { pending }) => sum + pending, 0),
    parked: all.reduce((sum, { parked }) => sum + parked, 0),
  };
}

/** Waits until nothing is left to do; the circuit closes after some real seconds. */
async function untilHealed(world: World): Promise<void> {
  await vi.waitFor(
    async () => {
      await passRealTime(world.database.db, HALF_AN_HOUR);
      await world.settle();
      expect(await depths(world)).toEqual({ pending: 0, parked: 0 });
    },
    { timeout: 30_000, interval: 500 },
  );
}

/** What the provider tells of a customer nobody here knows, but not that there is one. */
async function hearOfStrangers(world: World): Promise<Request[]> {
  world.webhooks.areOpen = false;
  const before = world.webhooks.sent.length;
  await world.buyPastServer(seedProductIds.starter.month);
  await world.emulator.settled();
  const events: Request[] = [];
  for (const request of world.webhooks.sent.slice(before)) {
    const { type } = (await request.clone().json()) as { type: string };
    if (/^(subscription|order)\./.test(type)) events.push(request);
  }
  return events;
}

const outages: readonly Fault[] = ['down', 'broken', 'rate_limited', 'silent'];

it.each(outages)(
  'heals by itself after hours in which the provider was %s',
  { timeout: 90_000 },
  async (fault) => {
    const world = await openPayingWorld({ timeoutInSeconds: 0.3 });
    const ada = world.as('ada');
    const before = await ada.query('getBilling', {});
    const events = await hearOfStrangers(world);
    let hasAsked = false;
    world.gateway.faultOf = (request) => {
      if (hasAsked) return fault;
      hasAsked = request.startsWith('PATCH');
      return hasAsked ? 'answer_lost' : 'none';
    };

    const { revision } = before;
    await expect(ada.command('cancelSubscription', { revision, reason: 'other' })).rejects.toMatchObject({
      retryable: true,
    });
    for (const event of events) expect((await world.billing.handler(event)).status).toBe(202);
    await passHours(world, 7);

    expect(await ada.query('getBilling', {})).toEqual(before);
    const { pending, parked } = await depths(world);
    expect(parked).toBe(0);
    expect(pending).toBeGreaterThan(events.length);

    world.gateway.faultOf = () => 'none';
    await untilHealed(world);
    expect((await ada.query('getBilling', {})).subscription).toMatchObject({ cancelAtPeriodEnd: true });
    expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({
      planId: 'starter',
    });
    expect(world.gateway.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
  },
);

it('finds what it missed when the reconciliation fell into an outage, without webhooks or a hand', async () => {
  const world = await openWorld({ server: { schedule: { reconcileEveryHours: 6 } } });
  await world.subscribe('ada');
  world.webhooks.areOpen = false;
  world.gateway.faultOf = () => 'broken';
  await world.advance('P14D');
  await passHours(world, 7);
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
  expect(await depths(world)).toMatchObject({ parked: 0 });

  world.gateway.faultOf = () => 'none';
  await untilHealed(world);
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({ status: 'active' });
});
