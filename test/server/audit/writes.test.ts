import { expect, it } from 'vitest';
import type { AuditEntry, BillingStore, StoreTransaction } from '../../../src/server/index.ts';
import { openPayingWorld, openWorld, prepareChange } from '../support/world.ts';

type Member = keyof StoreTransaction;

/** What each step of a transaction leaves in the audit log. A new one does not compile before somebody has thought of it. */
const STEPS: { [Name in Member]: 'audited' | 'reads' | { unaudited: string } } = {
  applySnapshot: 'audited',
  recordFailedPayments: 'audited',
  replayWork: 'audited',
  purge: 'audited',
  saveNotificationChoice: 'audited',
  eraseOwner: 'audited',
  appendAudit: { unaudited: 'It is the log.' },
  lockOwner: { unaudited: 'Changes nothing.' },
  enqueueMessage: { unaudited: 'Tells of what the same transaction has audited.' },
  enqueueJob: { unaudited: 'Work that is to be done; what it changes is audited.' },
  scheduleJob: { unaudited: 'As enqueueJob.' },
  dropJob: { unaudited: 'As enqueueJob.' },
  enqueueJobsOnce: { unaudited: 'As enqueueJob.' },
  finishDelivery: { unaudited: 'The end of work whose effects are audited.' },
  finishMessage: { unaudited: 'As finishDelivery.' },
  finishJob: { unaudited: 'As finishDelivery.' },
  finishReconciliation: { unaudited: 'A report; what was put right is audited, and that it was, beside it.' },
  saveSchedule: { unaudited: 'Until when the clock was looked at; nothing of anybody’s.' },
  insertQuote: { unaudited: 'What a page shows for ten minutes; confirming it is audited.' },
  consumeQuote: { unaudited: 'Part of the change that is audited.' },
  saveCheckoutIntent: { unaudited: 'Written with a checkout, which is audited.' },
  noteCommandRequest: { unaudited: 'Before a command asks; its outcome or failure is audited.' },
  finishCommand: { unaudited: 'The answer of a command that is audited.' },
  getBillingState: 'reads',
  findSubscription: 'reads',
  findCollection: 'reads',
};

/** Whether a step, by what it returned, has changed what somebody may ask about. */
const hasChanged: Partial<Record<Member, (returned: unknown, given: readonly unknown[]) => boolean>> = {
  applySnapshot: (returned) => (returned as { outcome: string }).outcome === 'applied',
  recordFailedPayments: (returned, [, attempts]) => (returned as { before: number }).before !== attempts,
  replayWork: (returned) => (returned as unknown[]).length > 0,
  eraseOwner: (returned) => Object.keys(returned as object).length > 0,
  purge: (returned) => Object.values(returned as object).some((count) => count > 0),
  saveNotificationChoice: (returned, [, choice]) =>
    (returned ?? true) !== (choice as { isWanted: boolean }).isWanted,
};

interface Watch {
  changes: Partial<Record<Member, number>>;
  /** Transactions that changed something more often than they wrote it down. */
  silent: string[];
  entries: AuditEntry[];
}

function watchWrites(store: BillingStore): { store: BillingStore; watch: Watch } {
  const watch: Watch = { changes: {}, silent: [], entries: [] };
  const transaction: BillingStore['transaction'] = async (run) => {
    const changed: Member[] = [];
    const written: AuditEntry[] = [];
    const result = await store.transaction((real) => {
      changed.length = 0;
      written.length = 0;
      return run(watchSteps(real, changed, written));
    });
    for (const name of changed) watch.changes[name] = (watch.changes[name] ?? 0) + 1;
    watch.entries.push(...written);
    if (written.length < changed.length) watch.silent.push(changed.join());
    return result;
  };
  return { store: { ...store, transaction }, watch };
}

function watchSteps(real: StoreTransaction, changed: Member[], written: AuditEntry[]): StoreTransaction {
  const members = (Object.keys(real) as Member[]).map((name) => [
    name,
    async (...given: unknown[]) => {
      const returned: unknown = await Reflect.apply(real[name], real, given);
      if (name === 'appendAudit') written.push(given[0] as AuditEntry);
      if (STEPS[name] === 'audited' && (hasChanged[name]?.(returned, given) ?? true)) changed.push(name);
      return returned;
    },
  ]);
  return Object.fromEntries(members) as StoreTransaction;
}

it('every change is written down in the transaction that makes it', async () => {
  let watch: Watch | undefined;
  const world = await openPayingWorld({
    wrapStore: (store) => {
      const watched = watchWrites(store);
      watch = watched.watch;
      return watched.store;
    },
  });
  const ada = world.as('ada');
  await ada.command('changeSubscription', (await prepareChange(world)).input);
  const revision = async () => (await ada.query('getBilling', {})).revision;
  await ada.command('cancelSubscription', { revision: await revision(), reason: 'other' });
  await ada.command('uncancelSubscription', { revision: await revision() });
  const { input } = await prepareChange(world, 'starter-month');
  await ada.command('changeSubscription', input);
  await ada.command('dropScheduledChange', { revision: await revision() });
  await ada.command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await ada.command('updateNotificationPreferences', { kind: 'paused', isWanted: false });
  await world.replaceCard('ada', '4000000000000341');
  await world.advance('P35D');
  await world.billing.reconcile();

  expect(watch?.silent).toEqual([]);
  expect(watch?.changes).toMatchObject({
    applySnapshot: expect.any(Number),
    recordFailedPayments: expect.any(Number),
    saveNotificationChoice: 1,
  });
  // What was asked for is written down before, what came of it after.
  const isDone = ({ action }: AuditEntry) =>
    /^(subscription|notification_preferences)\./.test(action) && !action.endsWith('_requested');
  const acts = (watch?.entries ?? []).filter(isDone);
  expect(acts).toHaveLength(6);
  for (const { action, before, after } of acts) {
    expect(before, action).toBeTypeOf('object');
    expect(after, action).not.toEqual(before);
  }
});

it('holds ids, states and amounts, and nobody’s name or address', async () => {
  const world = await openPayingWorld();
  const entries = await world.store.listAudit('organization_northwind', 1_000);
  const text = JSON.stringify(entries.map(({ origin: _, ...entry }) => entry));

  expect(entries.length).toBeGreaterThan(10);
  expect(text).not.toMatch(/@|Ada|Northwind|Lovelace|4242/);
});

it('writes down what is done at the provider for the endpoint', async () => {
  let watch: Watch | undefined;
  const world = await openWorld({
    wrapStore: (store) => {
      const watched = watchWrites(store);
      watch = watched.watch;
      return watched.store;
    },
  });
  world.webhooks.areOpen = false;
  await world.subscribe('ada');
  const [endpoint] = (await world.polar.webhooks.listWebhookEndpoints()).items;
  await world.polar.webhooks.updateWebhookEndpoint(endpoint?.id ?? '', { enabled: false });
  world.webhooks.areOpen = true;
  const { redelivered } = await world.billing.reconcile();
  await world.settle();

  expect(watch?.entries.filter(({ action }) => action === 'endpoint.healed')).toMatchObject([
    {
      actor: 'system',
      details: { redeliveriesAsked: redelivered },
      before: { isEnabled: false },
      after: { isEnabled: true },
    },
  ]);
});
