import type { BillingStore, QuoteRecord } from '../ports/index.ts';

/** Keeps a quote for its confirmation. */
export async function keepQuote(store: BillingStore, record: QuoteRecord): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.lockOwner(record.externalId);
    await transaction.insertQuote(record);
  });
}

/** Undoes a transaction on purpose, with what was seen in it. */
class Look extends Error {
  readonly seen: QuoteRecord | null;
  constructor(seen: QuoteRecord | null) {
    super('floe-billing: a quote was looked at, not used.');
    this.seen = seen;
  }
}

/**
 * A quote that has not been used, without using it; `null` when it was used, is another owner's, or never was. The store
 * can only take a quote away, so it is taken in a transaction that is undone: it must be there until the change it
 * confirms is written, or an intent that broke off half way could not be finished.
 */
export async function findQuote(
  store: BillingStore,
  id: string,
  externalId: string,
): Promise<QuoteRecord | null> {
  try {
    return await store.transaction(async (transaction) => {
      throw new Look(await transaction.consumeQuote(id, externalId));
    });
  } catch (error) {
    if (error instanceof Look) return error.seen;
    throw error;
  }
}
