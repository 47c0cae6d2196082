import { errorFields, type Logger } from '../logger.ts';
import type { BillingStore, InboxDelivery, InboxOutcome } from '../ports/index.ts';

/** How many deliveries share one commit at most. */
const MAX_BATCH = 200;

/** How many commits may be under way: while the database waits for its disk, the next deliveries are prepared. */
const MAX_COMMITS = 2;

interface Waiting {
  delivery: InboxDelivery;
  resolve: (outcome: InboxOutcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Keeps deliveries durably. Those that arrive while a commit is under way share the next one; one that cannot be kept does
 * not take the others with it.
 */
export function createIntake(
  store: Pick<BillingStore, 'recordDeliveries' | 'ping'>,
  logger: Logger,
): (delivery: InboxDelivery) => Promise<InboxOutcome> {
  let waiting: Waiting[] = [];
  let commits = 0;

  async function commitWaiting(): Promise<void> {
    commits += 1;
    while (waiting.length > 0) await commit(takeBatch());
    commits -= 1;
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await store.recordDeliveries(batch.map(({ delivery }) => delivery));
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] ?? 'duplicate');
    } catch (error) {
      await retryInHalves(batch, error);
    }
  }

  // Nothing of a failed commit was kept. Halving finds the one at fault in a few commits, however many there are.
  async function retryInHalves(batch: readonly Waiting[], error: unknown): Promise<void> {
    const isRowsFault = batch.length > 1 && (await answers());
    if (!isRowsFault) {
      for (const { reject } of batch) reject(error);
      return;
    }
    logger.warn(
      { ...errorFields(error), deliveries: batch.length },
      'Webhooks could not be kept together; they are kept in smaller parts.',
    );
    const middle = Math.ceil(batch.length / 2);
    await commit(batch.slice(0, middle));
    await commit(batch.slice(middle));
  }

  // A store that is down fails every part of a batch, each perhaps after a long wait.
  function answers(): Promise<boolean> {
    return store.ping().then(
      () => true,
      () => false,
    );
  }

  // One delivery at a time per id: two attempts of one event in one statement would meet themselves.
  function takeBatch(): Waiting[] {
    const taken = new Set<string>();
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const entry of waiting) {
      const fits = batch.length < MAX_BATCH && !taken.has(entry.delivery.deliveryId);
      taken.add(entry.delivery.deliveryId);
      (fits ? batch : rest).push(entry);
    }
    waiting = rest;
    return batch;
  }

  return (delivery) =>
    new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (commits < MAX_COMMITS) void commitWaiting();
    });
}
