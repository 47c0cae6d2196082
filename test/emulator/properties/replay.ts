import type { Told, World } from './world.ts';

/** Where the API shows what an event tells of, by the first part of its type. */
const paths: Readonly<Record<string, (id: string) => string>> = {
  subscription: (id) => `/v1/subscriptions/${id}`,
  order: (id) => `/v1/orders/${id}`,
  customer: (id) => `/v1/customers/${id}`,
  checkout: (id) => `/v1/checkouts/${id}`,
  discount: (id) => `/v1/discounts/${id}`,
  state: (id) => `/v1/customers/${id}/state`,
};

/** Fields that may be newer in the API than in the last event. */
const silent: Readonly<Record<string, readonly string[]>> = {
  // What stands inside another thing has events of its own.
  subscription: ['customer', 'product', 'discount', 'prices'],
  checkout: ['customer', 'product', 'products', 'discount', 'prices', 'subscription'],
  // The date of the next attempt changes without an event, as at Polar, and `modified_at` with it.
  order: ['customer', 'product', 'discount', 'subscription', 'next_payment_attempt_at', 'modified_at'],
  // A first card comes with a checkout, of which only the checkout tells; uses are counted in silence.
  customer: ['default_payment_method_id', 'first_user_event_at'],
  discount: ['redemptions_count', 'products'],
};

const kindOf = ({ type }: Told) => (type === 'customer.state_changed' ? 'state' : (type.split('.')[0] ?? ''));

/** What the state of a customer tells of beyond the customer, which has events of its own. */
const ofState = ['active_subscriptions', 'granted_benefits', 'active_meters'];

/** The fields of a thing in which its newest event and the API agree. */
function agreed(kind: string, fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null) return fields;
  const isAgreed = (name: string) =>
    kind === 'state' ? ofState.includes(name) : silent[kind]?.includes(name) !== true;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => isAgreed(name)));
}

/** What somebody who only listens knows last of each thing, and what the API says of it. */
export async function replay(world: World): Promise<{ heard: unknown; shown: unknown }[]> {
  const newest = new Map<string, Told>();
  for (const one of world.told) newest.set(`${kindOf(one)} ${one.data.id}`, one);
  const compared = [];
  for (const one of newest.values()) {
    const kind = kindOf(one);
    const path = paths[kind];
    if (path === undefined) continue;
    const { json } = await world.ask('GET', path(one.data.id));
    compared.push({ heard: agreed(kind, one.data), shown: agreed(kind, json) });
  }
  return compared;
}
