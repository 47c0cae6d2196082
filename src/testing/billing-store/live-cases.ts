import assert from 'node:assert/strict';
import type { BillingStore } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER, until } from './fixtures.ts';

function tell(store: BillingStore, key: string, externalId = OWNER) {
  return store.transaction(async (transaction) => {
    await transaction.lockOwner(externalId);
    await transaction.enqueueMessage(key, { kind: 'live', externalId, stale: [key] });
  });
}

/** Collects what a store notifies, from when it is connected on. */
async function listen(store: BillingStore) {
  const owners: (string | null)[] = [];
  const connections: boolean[] = [];
  const stop = store.notifications.listen({
    onLive: (externalId) => owners.push(externalId),
    onConnectionChange: (isConnected) => connections.push(isConnected),
  });
  await until(async () => connections[0]);
  return { owners, connections, stop };
}

/** How a change reaches the open pages of every process. */
export const liveCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'live: notifies every listener of a message once it is committed, and only then',
    run: async (store) => {
      const here = await listen(store);
      const there = await listen(store);
      const failing = store.transaction(async (transaction) => {
        await transaction.enqueueMessage('given up', { kind: 'live', externalId: 'nobody', stale: [] });
        throw new Error('the cause failed');
      });
      await assert.rejects(failing, /the cause failed/);
      await tell(store, 'first');
      await tell(store, 'first');
      await tell(store, 'second', 'organization_other');

      for (const { owners } of [here, there]) {
        await until(async () => owners[1]);
        assert.deepEqual(owners, [OWNER, 'organization_other']);
      }
      await here.stop();
      await tell(store, 'third');
      await until(async () => there.owners[2]);
      assert.equal(here.owners.length, 2);
      assert.deepEqual(here.connections, [true]);
      await there.stop();
    },
  },
  {
    name: 'live: carries owners whose ids are long or strange',
    run: async (store) => {
      const { owners, stop } = await listen(store);
      await tell(store, 'strange', 'owner \'"; ☃ \\');
      await tell(store, 'long', 'x'.repeat(9000));

      await until(async () => (owners.length === 2 ? owners : null));
      assert.deepEqual(owners, ['owner \'"; ☃ \\', null]);
      await stop();
    },
  },
  {
    name: 'live: lists what an owner missed after a place, oldest first, and nothing of others',
    run: async (store) => {
      const before = await store.findLivePosition(OWNER);
      assert.equal(before.lastId, '0');
      await tell(store, 'a');
      await tell(store, 'elsewhere', 'organization_other');
      await tell(store, 'b');

      const missed = await store.listLiveAfter(OWNER, before.lastId);
      assert.deepEqual(
        missed?.map(({ stale }) => stale),
        [['a'], ['b']],
      );
      const after = await store.findLivePosition(OWNER);
      assert.equal(after.lastId, missed?.at(-1)?.id);
      assert.ok(BigInt(after.lastGivenId) >= BigInt(after.lastId));
      assert.ok(Math.abs(after.nowInSeconds - Date.now() / 1000) < 600);
      assert.deepEqual(await store.listLiveAfter(OWNER, after.lastId), []);
    },
  },
  {
    name: 'live: does not list a great many one by one',
    run: async (store) => {
      await store.transaction(async (transaction) => {
        await transaction.lockOwner(OWNER);
        for (let index = 0; index <= 200; index += 1) {
          await transaction.enqueueMessage(`m${index}`, { kind: 'live', externalId: OWNER, stale: [] });
        }
      });

      assert.equal(await store.listLiveAfter(OWNER, '0'), null);
    },
  },
  {
    name: 'live: leaves nothing to do in the outbox, nor to replay',
    run: async (store) => {
      await tell(store, 'a');
      const [message] = (await store.listLiveAfter(OWNER, '0')) ?? [];
      assert.ok(message);

      assert.deepEqual(await store.outbox.claim(10, 60), []);
      assert.equal(await store.outbox.nextDueAt(), null);
      assert.deepEqual(
        await store.transaction((transaction) => transaction.replayWork('outbox', { ids: [message.id] }, 10)),
        [],
      );
    },
  },
];
