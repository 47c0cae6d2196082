import { expect, it, vi } from 'vitest';
import type { InboxDelivery, InboxOutcome } from '../../../src/server/index.ts';
import { createIntake } from '../../../src/server/webhooks/intake.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const delivery = (deliveryId: string): InboxDelivery => ({ deliveryId, body: new Uint8Array() });

/** Commits that end when told to. */
function heldCommits() {
  const batches: { ids: string[]; end: (outcomes: InboxOutcome[]) => void; fail: (error: Error) => void }[] =
    [];
  const recordDeliveries = (deliveries: readonly InboxDelivery[]) =>
    new Promise<InboxOutcome[]>((end, fail) => {
      batches.push({ ids: deliveries.map(({ deliveryId }) => deliveryId), end, fail });
    });
  return { batches, keep: createIntake({ recordDeliveries, ping: () => Promise.resolve() }, silent) };
}

it('commits two at once, and together what arrives meanwhile', async () => {
  const { batches, keep } = heldCommits();
  const first = [keep(delivery('a')), keep(delivery('b'))];
  const others = [keep(delivery('c')), keep(delivery('d'))];
  expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b']]);

  batches[0]?.end(['new']);
  expect(await first[0]).toBe('new');
  await vi.waitFor(() => expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['c', 'd']]));
  batches[2]?.end(['new', 'duplicate']);
  expect(await Promise.all(others)).toEqual(['new', 'duplicate']);
  batches[1]?.end(['new']);
  expect(await first[1]).toBe('new');
});

it('never has one delivery twice in a commit', async () => {
  const { batches, keep } = heldCommits();
  const first = [keep(delivery('a')), keep(delivery('b'))];
  const others = [keep(delivery('c')), keep(delivery('c'))];
  batches[0]?.end(['new']);
  await first[0];
  await vi.waitFor(() => expect(batches[2]?.ids).toEqual(['c']));
  batches[2]?.end(['new']);
  await others[0];
  await vi.waitFor(() => expect(batches[3]?.ids).toEqual(['c']));
  batches[3]?.end(['duplicate']);

  expect(await others[1]).toBe('duplicate');
});

it('fails those whose commit failed and goes on with the others', async () => {
  const { batches, keep } = heldCommits();
  const [first, second, third] = ['a', 'b', 'c'].map((id) => keep(delivery(id)));
  batches[0]?.fail(new Error('disk full'));
  await expect(first).rejects.toThrow('disk full');
  await vi.waitFor(() => expect(batches).toHaveLength(3));
  batches[1]?.end(['new']);
  batches[2]?.end(['new']);

  expect(await Promise.all([second, third])).toEqual(['new', 'new']);
});

/** A store that refuses every commit with one of the rows in it. */
function storeRefusing(bad: readonly string[], ping: () => Promise<void> = () => Promise.resolve()) {
  const kept: string[] = [];
  const commits: number[] = [];
  return {
    kept,
    commits,
    ping,
    async recordDeliveries(deliveries: readonly InboxDelivery[]): Promise<InboxOutcome[]> {
      commits.push(deliveries.length);
      await Promise.resolve();
      const ids = deliveries.map(({ deliveryId }) => deliveryId);
      if (ids.some((id) => bad.includes(id))) throw new Error('a row was refused');
      kept.push(...ids);
      return ids.map(() => 'new');
    },
  };
}

const hundred = Array.from({ length: 100 }, (_, index) => `evt_${index}`);

it('refuses the rows at fault and keeps all the others of their commit', async () => {
  const store = storeRefusing(['evt_7', 'evt_8', 'evt_93']);
  const keep = createIntake(store, silent);

  const outcomes = await Promise.allSettled(hundred.map((id) => keep(delivery(id))));

  const refused = hundred.filter((_, index) => outcomes[index]?.status === 'rejected');
  expect(refused).toEqual(['evt_7', 'evt_8', 'evt_93']);
  expect(store.kept.sort()).toEqual(hundred.filter((id) => !refused.includes(id)).sort());
  expect(store.commits.length).toBeLessThan(40);
});

it('does not try parts of a commit while the store is down', async () => {
  const store = storeRefusing(hundred, () => Promise.reject(new Error('down')));
  const keep = createIntake(store, silent);

  const outcomes = await Promise.allSettled(hundred.map((id) => keep(delivery(id))));

  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  expect(store.commits).toEqual([1, 1, 98]);
});
