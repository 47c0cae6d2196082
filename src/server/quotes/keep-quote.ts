import type { BillingStore, QuoteRecord } from '../ports/index.ts';

/** Keeps a quote for its confirmation. */
export async function keepQuote(store: BillingStore, record: QuoteRecord): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.lockOwner(record.externalId);
    await transaction.insertQuote(record);
  });
}
