import assert from 'node:assert/strict';
import type { BillingStore, NotificationChoice } from '../../server/ports/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { OWNER } from './fixtures.ts';

function save(store: BillingStore, externalId: string, choice: NotificationChoice) {
  return store.transaction((transaction) => transaction.saveNotificationChoice(externalId, choice));
}

/** What people have said about mails. */
export const notificationCases: readonly ConformanceCase<BillingStore>[] = [
  {
    name: 'keeps what each person of an owner has said about each kind of mail, and says what was before',
    run: async (store) => {
      const paused: NotificationChoice = { userId: 'ada', kind: 'paused', isWanted: false };

      assert.equal(await save(store, OWNER, paused), null);
      assert.equal(await save(store, OWNER, { ...paused, isWanted: true }), false);
      assert.equal(await save(store, OWNER, { ...paused, kind: 'welcome' }), null);
      assert.equal(await save(store, OWNER, { ...paused, userId: 'ben' }), null);
      assert.equal(await save(store, 'organization_other', paused), null);

      assert.deepEqual(await store.listNotificationChoices(OWNER), [
        { userId: 'ada', kind: 'paused', isWanted: true },
        { userId: 'ada', kind: 'welcome', isWanted: false },
        { userId: 'ben', kind: 'paused', isWanted: false },
      ]);
      assert.deepEqual(await store.listNotificationChoices(OWNER, 'ben'), [
        { userId: 'ben', kind: 'paused', isWanted: false },
      ]);
      assert.deepEqual(await store.listNotificationChoices('organization_nobody'), []);
    },
  },
];
