import { withoutAlias } from './email-alias.ts';
import type { CollectionName, Rows } from './rows.ts';

type Key<Name extends CollectionName> = (row: Rows[Name]) => string | null;

/**
 * The lookups that the engine makes by something other than an id. Every collection that grows with customers or time
 * is read through one of these: the work for one subscription must not grow with the number of all.
 */
export const indexes = {
  customers: {
    external_id: (row: Rows['customers']) => row.external_id,
    email: (row: Rows['customers']) => row.email?.toLowerCase() ?? null,
    /** Whoever reads an address, by whatever alias it is written. */
    person: (row: Rows['customers']) => (row.email === null ? null : withoutAlias(row.email)),
  },
  members: { customer_id: (row: Rows['members']) => row.customer_id },
  payment_methods: { customer_id: (row: Rows['payment_methods']) => row.customer_id },
  tokens: { token: (row: Rows['tokens']) => row.token },
  sessions: { token: (row: Rows['sessions']) => row.token },
  email_updates: {
    customer_id: (row: Rows['email_updates']) => row.customer_id,
    token: (row: Rows['email_updates']) => row.token,
  },
  checkouts: { client_secret: (row: Rows['checkouts']) => row.client_secret },
  subscriptions: {
    customer_id: (row: Rows['subscriptions']) => row.customer_id,
    product_id: (row: Rows['subscriptions']) => row.product_id,
  },
  billing_entries: { subscription_id: (row: Rows['billing_entries']) => row.subscription_id },
  orders: {
    subscription_id: (row: Rows['orders']) => row.subscription_id,
    customer_id: (row: Rows['orders']) => row.customer_id,
    checkout_id: (row: Rows['orders']) => row.checkout_id,
    product_id: (row: Rows['orders']) => row.product_id,
    /** Orders that wait to be paid, by customer: few, however many were ever made. */
    pending_customer_id: (row: Rows['orders']) => (row.status === 'pending' ? row.customer_id : null),
  },
  payments: {
    order_id: (row: Rows['payments']) => row.order_id,
    checkout_id: (row: Rows['payments']) => row.checkout_id,
  },
  refunds: { order_id: (row: Rows['refunds']) => row.order_id },
  disputes: { order_id: (row: Rows['disputes']) => row.order_id },
  discounts: {
    code: (row: Rows['discounts']) => (row.deleted_at === null ? (row.code?.toUpperCase() ?? null) : null),
  },
  discount_redemptions: {
    discount_id: (row: Rows['discount_redemptions']) => row.discount_id,
    customer_id: (row: Rows['discount_redemptions']) => row.customer_id,
    checkout_id: (row: Rows['discount_redemptions']) => row.checkout_id,
  },
  benefit_grants: {
    customer_id: (row: Rows['benefit_grants']) => row.customer_id,
    benefit_id: (row: Rows['benefit_grants']) => row.benefit_id,
    subscription_id: (row: Rows['benefit_grants']) => row.subscription_id,
    order_id: (row: Rows['benefit_grants']) => row.order_id,
  },
  seats: {
    subscription_id: (row: Rows['seats']) => row.subscription_id,
    order_id: (row: Rows['seats']) => row.order_id,
    invitation_token: (row: Rows['seats']) => row.invitation_token,
  },
  customer_meters: {
    customer_id: (row: Rows['customer_meters']) => row.customer_id,
    meter_id: (row: Rows['customer_meters']) => row.meter_id,
  },
  metered_entries: { subscription_id: (row: Rows['metered_entries']) => row.subscription_id },
  counted_values: { owner_id: (row: Rows['counted_values']) => row.owner_id },
  event_types: { name: (row: Rows['event_types']) => row.name },
  usage_events: {
    parent_id: (row: Rows['usage_events']) => row.parent_id,
    customer_id: (row: Rows['usage_events']) => row.customer_id,
    external_id: (row: Rows['usage_events']) => row.external_id,
    /** Events of somebody who is no customer yet, by what the sender calls them. */
    unknown_customer: (row: Rows['usage_events']) =>
      row.customer_id === null ? row.external_customer_id : null,
  },
  webhook_deliveries: { event_id: (row: Rows['webhook_deliveries']) => row.event_id },
} as const satisfies { [Name in CollectionName]?: Record<string, Key<Name>> };

/** A collection that can be looked up by something other than an id. */
export type IndexedName = keyof typeof indexes;

/** The lookups of a collection. */
export type IndexName<Name extends IndexedName> = keyof (typeof indexes)[Name] & string;

/** The rows' ids by the value of one key, each list in order of creation. */
type Index = Map<string, Set<string>>;

function keysOf<Name extends CollectionName>(name: Name): [string, Key<Name>][] {
  // The table above ties each collection to keys of its own rows; a union of them cannot be called.
  const keys = (indexes as { [One in CollectionName]?: Record<string, Key<One>> })[name];
  return keys === undefined ? [] : Object.entries(keys);
}

/** The value by which a row is found in an index. */
export function indexValue<Name extends IndexedName>(
  name: Name,
  index: IndexName<Name>,
  row: Rows[Name],
): string | null {
  const key = keysOf(name).find(([one]) => one === index)?.[1];
  return key === undefined ? null : key(row);
}

/** Keeps the lookups of committed rows. */
export class Indexes {
  readonly #indexes = new Map<string, Index>();

  /** The ids of the rows with a value, in order of creation. */
  ids(name: CollectionName, index: string, value: string): ReadonlySet<string> {
    return this.#indexes.get(`${name}.${index}`)?.get(value) ?? none;
  }

  /** Moves a row's entries from what it was to what it is. */
  move<Name extends CollectionName>(
    name: Name,
    id: string,
    before: Rows[Name] | null,
    after: Rows[Name] | null,
  ): void {
    for (const [index, key] of keysOf(name)) {
      const old = before === null ? null : key(before);
      const value = after === null ? null : key(after);
      if (old === value) continue;
      if (old !== null) this.#remove(`${name}.${index}`, old, id);
      if (value !== null) this.#add(`${name}.${index}`, value, id);
    }
  }

  #add(index: string, value: string, id: string): void {
    const values = this.#indexes.get(index) ?? new Map<string, Set<string>>();
    this.#indexes.set(index, values);
    const ids = values.get(value);
    if (ids === undefined) values.set(value, new Set([id]));
    else ids.add(id);
  }

  #remove(index: string, value: string, id: string): void {
    const values = this.#indexes.get(index);
    const ids = values?.get(value);
    if (ids === undefined) return;
    ids.delete(id);
    if (ids.size === 0) values?.delete(value);
  }
}

const none: ReadonlySet<string> = new Set();
