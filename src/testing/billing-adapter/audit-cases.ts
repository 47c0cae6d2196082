import assert from 'node:assert/strict';
import type { BillingAdapter, ListAuditEntriesInput } from '../../contract/index.ts';
import type { AuditLogEntry } from '../../core/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, intent } from './steps.ts';
import type { BillingAdapterSubject } from './subject.ts';

/** Something that is in the log for certain, however little else there is. */
async function act(adapter: BillingAdapter, isWanted: boolean): Promise<void> {
  await adapter.updateNotificationPreferences({ kind: 'paused', isWanted }, intent());
}

async function readAll(adapter: BillingAdapter, input: ListAuditEntriesInput = {}): Promise<AuditLogEntry[]> {
  const entries: AuditLogEntry[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await adapter.listAuditEntries({ ...input, ...(cursor ? { cursor } : {}) });
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return entries;
}

/** `listAuditEntries`. */
export const auditCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  {
    name: 'writes down who did what, before and after, newest first',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      await act(owner, false);
      await act(owner, true);

      const [last, first] = (await owner.listAuditEntries({ limit: 2 })).items;
      assert.ok(last !== undefined && first !== undefined);
      assert.equal(last.actor, first.actor);
      assert.notDeepEqual(last.before, last.after);
      assert.deepEqual(last.before, first.after);
    },
  },
  {
    name: 'shows nobody an entry of another owner',
    run: async (subject) => {
      await act(as(subject, 'owner'), false);
      await act(as(subject, 'other_owner'), false);
      const [own] = (await as(subject, 'owner').listAuditEntries({ limit: 1 })).items;
      assert.ok(own !== undefined);

      const others = await readAll(as(subject, 'other_owner'));
      assert.ok(others.length > 0);
      assert.ok(others.every(({ id, actor }) => id !== own.id && actor !== own.actor));
      assert.deepEqual(await readAll(as(subject, 'other_owner'), { actor: own.actor }), []);
    },
  },
  {
    name: 'gives the audit log page by page, each entry once, and only what matches',
    run: async (subject) => {
      const owner = as(subject, 'owner');
      for (const isWanted of [false, true, false]) await act(owner, isWanted);

      const all = await readAll(owner);
      assert.deepEqual(await readAll(owner, { limit: 1 }), all);
      assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      const [newest] = all;
      assert.ok(newest !== undefined);
      const { action, actor, at } = newest;
      const matching = all.filter((entry) => entry.action === action && entry.actor === actor);
      assert.deepEqual(await readAll(owner, { action, actor }), matching);
      assert.deepEqual(
        await readAll(owner, { until: at }),
        all.filter((entry) => entry.at < at),
      );
      assert.deepEqual(await readAll(owner, { action: 'never.happened' }), []);
      await assertRefused(owner.listAuditEntries({ cursor: 'none of ours' }), 'invalid_request');
    },
  },
];
