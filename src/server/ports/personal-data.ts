import type { Instant } from '../../core/index.ts';

/** A row that is about an owner, as JSON has it. Bodies of webhooks are text in `payload`. */
export interface OwnerRow {
  /** Such as `invoices`. */
  table: string;
  row: Record<string, unknown>;
}

/** What is to be erased. */
export interface ErasePersonalInput {
  externalId: string;
  /** The owner's customers at the provider, past and present. */
  customerIds: readonly string[];
  /** Webhooks that name one of them; from {@link PersonalDataStore.findDeliveries}. */
  deliveryIds: readonly string[];
  /** Business time. */
  at: Instant;
  /** `late` for what came in after everything was erased: only what concerns these customers. */
  scope: 'everything' | 'late';
}

/** How many rows were removed or emptied, by table. */
export type ErasedCounts = Record<string, number>;

/** Everything there is about one owner, for those who have a right to it. */
export interface PersonalDataStore {
  /** Table after table, a few rows at a time however many there are. The audit log included. */
  readOwner(externalId: string): AsyncIterable<OwnerRow>;
  /** The owner's customers at the provider, deleted ones too. */
  listCustomerIds(externalId: string): Promise<string[]>;
  /** Webhooks that are done with or set aside, are nobody else's, and hold one of these words. */
  findDeliveries(externalId: string, words: readonly string[]): Promise<string[]>;
}
