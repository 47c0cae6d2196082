import { expect, it } from 'vitest';
import type { InboxDelivery, InboxOutcome } from '../../../src/server/index.ts';
import { createIntake } from '../../../src/server/webhooks/intake.ts';

const delivery = (deliveryId: string): InboxDelivery => ({ deliveryId, body: new Uint8Array() });

/** Commits that end when told to. */
function heldCommits() {
  const batches: { ids: string[]; end: (outcomes: InboxOutcome[]) => void; fail: (error: Error) => void }[] =
    [];
  const recordDeliveries = (deliveries: readonly InboxDelivery[]) =>
    new Promise<InboxOutcome[]>((end, fail) => {
      batches.push({ ids: deliveries.map(({ deliveryId }) => deliveryId), end, fail });
    });
  return { batches, keep: createIntake({ recordDeliveries }) };
}

it('commits the first at once and what arrives meanwhile together', async () => {
  const { batches, keep } = heldCommits();
  const first = keep(delivery('a'));
  const others = [keep(delivery('b')), keep(delivery('c'))];
  expect(batches.map(({ ids }) => ids)).toEqual([['a']]);

  batches[0]?.end(['new']);
  expect(await first).toBe('new');
  expect(batches.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
  batches[1]?.end(['new', 'duplicate']);
  expect(await Promise.all(others)).toEqual(['new', 'duplicate']);
});

it('never has one delivery twice in a commit', async () => {
  const { batches, keep } = heldCommits();
  const first = keep(delivery('a'));
  const others = [keep(delivery('b')), keep(delivery('b'))];
  batches[0]?.end(['new']);
  await first;
  expect(batches[1]?.ids).toEqual(['b']);
  batches[1]?.end(['new']);
  await others[0];
  expect(batches[2]?.ids).toEqual(['b']);
  batches[2]?.end(['duplicate']);

  expect(await others[1]).toBe('duplicate');
});

it('fails those whose commit failed and goes on with the others', async () => {
  const { batches, keep } = heldCommits();
  const first = keep(delivery('a'));
  const second = keep(delivery('b'));
  batches[0]?.fail(new Error('disk full'));
  await expect(first).rejects.toThrow('disk full');
  batches[1]?.end(['new']);

  expect(await second).toBe('new');
});
