import type { BillingStore, InboxDelivery, InboxOutcome } from '../ports/index.ts';

/** How many deliveries share one commit at most. */
const MAX_BATCH = 200;

interface Waiting {
  delivery: InboxDelivery;
  resolve: (outcome: InboxOutcome) => void;
  reject: (error: unknown) => void;
}

/** Keeps deliveries durably. Those that arrive while a commit is under way share the next one. */
export function createIntake(
  store: Pick<BillingStore, 'recordDeliveries'>,
): (delivery: InboxDelivery) => Promise<InboxOutcome> {
  let waiting: Waiting[] = [];
  let isCommitting = false;

  async function commitWaiting(): Promise<void> {
    isCommitting = true;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        const outcomes = await store.recordDeliveries(batch.map(({ delivery }) => delivery));
        for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] ?? 'duplicate');
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isCommitting = false;
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
      if (!isCommitting) void commitWaiting();
    });
}
