import assert from 'node:assert/strict';
import type { BillingAdapter } from '../../contract/index.ts';
import type { NotificationKind } from '../../core/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, intent } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

async function isWanted(adapter: BillingAdapter, kind: NotificationKind): Promise<boolean | undefined> {
  const { preferences } = await adapter.getNotificationPreferences({});
  return preferences.find((preference) => preference.kind === kind)?.isWanted;
}

/** `getNotificationPreferences` and `updateNotificationPreferences`. */
export const notificationCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'writes to whoever manages billing about everything until they say otherwise',
    run: async (subject) => {
      const owner = await as(subject, 'owner').getNotificationPreferences({});
      const member = await as(subject, 'member').getNotificationPreferences({});

      assert.ok(owner.preferences.every((preference) => preference.isWanted));
      assert.deepEqual([owner.isRecipient, member.isRecipient], [true, false]);
    },
  },
  {
    name: 'keeps what one person wants apart from what others want',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const answer = await owner.updateNotificationPreferences({ kind: 'paused', isWanted: false }, intent());

      assert.equal(answer.preferences.find(({ kind }) => kind === 'paused')?.isWanted, false);
      assert.equal(await isWanted(owner, 'paused'), false);
      assert.equal(await isWanted(owner, 'resumed'), true);
      assert.equal(await isWanted(as(subject, 'admin'), 'paused'), true);
      assert.equal(await isWanted(as(subject, 'other_owner'), 'paused'), true);

      await owner.updateNotificationPreferences({ kind: 'paused', isWanted: true }, intent());
      assert.equal(await isWanted(owner, 'paused'), true);
    },
  },
  {
    name: 'refuses to switch off what is owed to the customer, and what it does not know',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      const { preferences } = await owner.getNotificationPreferences({});
      const required = preferences.filter(({ isRequired }) => isRequired);
      assert.ok(required.length > 0);

      for (const { kind } of required) {
        const work = owner.updateNotificationPreferences({ kind, isWanted: false }, intent());
        await assertRefused(work, 'invalid_request');
        assert.equal(await isWanted(owner, kind), true);
      }
      // What a browser sends is not what TypeScript says.
      const unknown = { kind: 'newsletter' as NotificationKind, isWanted: true };
      await assertRefused(owner.updateNotificationPreferences(unknown, intent()), 'invalid_request');
    },
  },
];
