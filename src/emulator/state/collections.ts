import type { CollectionName, Rows } from './rows.ts';

/** All rows, by collection and id, each collection in order of creation. */
export type Collections = { [Name in CollectionName]: Map<string, Rows[Name]> };

/** A collection's rows that a transaction wrote: a row, or `null` where it was deleted. */
export type Changes = { [Name in CollectionName]: Map<string, Rows[Name] | null> };

/** Collections without a row. */
export function emptyCollections(): Collections {
  return {
    organizations: new Map(),
    products: new Map(),
    customers: new Map(),
    members: new Map(),
    payment_methods: new Map(),
    sessions: new Map(),
    checkouts: new Map(),
    subscriptions: new Map(),
    billing_entries: new Map(),
    orders: new Map(),
    payments: new Map(),
    webhook_endpoints: new Map(),
    webhook_events: new Map(),
    webhook_deliveries: new Map(),
    clock: new Map(),
    random: new Map(),
    settings: new Map(),
  };
}
