import { expect, it } from 'vitest';
import { seedProductIds } from '../../../src/emulator/index.ts';
import type { AuditEntry } from '../../../src/server/index.ts';
import type { WorkOperator } from '../../../src/server/work/create-work-operator.ts';
import { PermanentWorkError } from '../../../src/server/work/permanent-work-error.ts';
import { signedDelivery } from '../support/signed-delivery.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

const actor = 'operator-1';
const queue = 'webhook_inbox';
const SECRET_NAME = 'Nobody Must Read This';

/** A world in which deliveries are parked that a person may look at. */
async function openParkedWorld(count = 1, options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options);
  for (let index = 0; index < count; index += 1) {
    const broken = JSON.stringify({
      type: 'customer.updated',
      timestamp: '2027-01-01T09:00:00Z',
      data: { id: `broken_${index}`, name: SECRET_NAME },
    });
    await world.billing.handler(signedDelivery(world, broken, { id: `evt_broken_${index}` }));
  }
  await world.billing.settled();
  return world;
}

const parked = (work: WorkOperator) => work.listParked({ actor, queue });

it('lists what is parked, in pages, without what it holds', async () => {
  const { billing } = await openParkedWorld(3);

  const first = await billing.work.listParked({ actor, queue, limit: 2 });
  const second = await billing.work.listParked({ actor, queue, limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ key }) => key)).toEqual([
    'evt_broken_0',
    'evt_broken_1',
    'evt_broken_2',
  ]);
  expect(second.nextCursor).toBeNull();
  expect(JSON.stringify([first, second])).not.toContain(SECRET_NAME);
});

it('shows what a delivery says without what is personal, and all of it only when asked so', async () => {
  const { billing } = await openParkedWorld();
  const [item] = (await parked(billing.work)).items;

  const redacted = await billing.work.inspect({ actor, queue, id: item?.id ?? '' });
  expect(redacted?.payload).toMatchObject({
    json: { type: 'customer.updated', data: { name: `[${SECRET_NAME.length} characters]` } },
  });
  expect(JSON.stringify(redacted)).not.toContain(SECRET_NAME);

  const whole = await billing.work.inspectWithPersonalData({ actor, queue, id: item?.id ?? '' });
  expect(JSON.stringify(whole)).toContain(SECRET_NAME);
  expect(await billing.work.inspect({ actor, queue, id: '999999' })).toBeNull();
});

it('replays one, and it is applied once its cause is mended', async () => {
  let isBroken = true;
  const world = await openWorld({
    wrapStore: (store) => ({
      ...store,
      transaction: (run) =>
        store.transaction((transaction) =>
          run({
            ...transaction,
            applySnapshot: (snapshot, source) =>
              isBroken && snapshot.kind === 'subscription'
                ? Promise.reject(new PermanentWorkError('mended later'))
                : transaction.applySnapshot(snapshot, source),
          }),
        ),
    }),
  });
  world.webhooks.areOpen = false;
  await world.buyPastServer(seedProductIds.starter.month);
  await world.emulator.settled();
  const bodies = await Promise.all(world.webhooks.sent.map((request) => request.clone().text()));
  const created = bodies.find((body) => JSON.parse(body).type === 'subscription.created') ?? '';
  await world.billing.handler(signedDelivery(world, created));
  await world.billing.settled();
  const [item] = (await parked(world.billing.work)).items;

  isBroken = false;
  const replayed = await world.billing.work.replay({ actor, queue, ids: [item?.id ?? ''] });
  await world.billing.settled();

  expect(replayed.map(({ key }) => key)).toEqual(['evt_1']);
  expect((await parked(world.billing.work)).items).toEqual([]);
  expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
});

it('replays a range, up to as many as asked for', async () => {
  const { billing } = await openParkedWorld(3);
  const all = { from: '2020-01-01T00:00:00.000Z' };

  expect(await billing.work.replay({ actor, queue, parked: { until: all.from } })).toEqual([]);
  expect(await billing.work.replay({ actor, queue, parked: all, limit: 2 })).toHaveLength(2);
  await billing.settled();
  // They are as broken as before.
  expect((await parked(billing.work)).items).toHaveLength(3);
});

it('writes into the audit log who looked at what and who replayed it', async () => {
  const entries: AuditEntry[] = [];
  const { billing } = await openParkedWorld(1, {
    wrapStore: (store) => ({
      ...store,
      transaction: (run) =>
        store.transaction((transaction) =>
          run({
            ...transaction,
            appendAudit: (entry) => {
              entries.push(entry);
              return transaction.appendAudit(entry);
            },
          }),
        ),
    }),
  });
  const [item] = (await parked(billing.work)).items;
  const id = item?.id ?? '';
  await billing.work.inspect({ actor, queue, id });
  await billing.work.inspectWithPersonalData({ actor, queue, id });
  await billing.work.replay({ actor, queue, ids: [id] });

  const acts = entries.filter((entry) => entry.actor === actor);
  expect(acts.map(({ action, subjectId }) => [action, subjectId])).toEqual([
    ['work.listed', null],
    ['work.inspected', `${queue}:${id}`],
    ['work.inspected_with_personal_data', `${queue}:${id}`],
    ['work.replay_asked', null],
    ['work.replayed', `${queue}:${id}`],
  ]);
});

it('does nothing for nobody', async () => {
  const { billing } = await openParkedWorld();

  await expect(billing.work.listParked({ actor: ' ', queue })).rejects.toThrow(/say who does it/);
});
