import type { models } from '@polar-sh/sdk/2026-10';
import { defaultSeed } from '../../../src/emulator/index.ts';

/** The local Polar of a running demo, as a test drives it. */
export interface LocalPolar {
  /** Stops or starts time. */
  setMode(mode: 'live' | 'frozen'): Promise<void>;
  /** What the local Polar holds, in Polar's own shapes. */
  subscriptions(): Promise<models.Subscription[]>;
  orders(): Promise<models.Order[]>;
  customers(): Promise<models.Customer[]>;
  checkouts(): Promise<models.Checkout[]>;
  /** Every attempt to collect money, the failed ones too. */
  payments(): Promise<models.Payment[]>;
  /** Takes the trial off a product, so that its checkout charges at once. */
  dropTrial(productId: string): Promise<void>;
  /** Lets a subscription end with its period, as the customer portal would. */
  cancelAtPeriodEnd(subscriptionId: string): Promise<void>;
  /** Puts a new default card on file, as the customer portal would. */
  replaceCard(customerId: string, number: string): Promise<void>;
  /** Faults of delivery, and whether the private preview answers. */
  set(settings: Record<string, unknown>): Promise<void>;
  /** Every event with its attempts to be delivered. */
  events(): Promise<WebhookEvent[]>;
  /** Delivers an event once more. */
  redeliver(eventId: string): Promise<void>;
}

/** An event of the local Polar, and what became of it. */
export interface WebhookEvent {
  id: string;
  type: models.WebhookEventType;
  /** `null` while it has not arrived. */
  succeeded: boolean | null;
  /** What the fault switches did to it. */
  faults: { isDropped: boolean } | null;
  deliveries: { succeeded: boolean }[];
}

async function ask(url: string, body?: unknown, method = 'POST'): Promise<unknown> {
  const authorization = `Bearer ${defaultSeed.accessToken}`;
  const response = await fetch(
    url,
    body === undefined
      ? { headers: { authorization } }
      : {
          method,
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Drives the control API and reads the merchant API of the local Polar at `url`. */
export function localPolar(url: string): LocalPolar {
  const list = async <Item>(path: string): Promise<Item[]> =>
    ((await ask(`${url}${path}?limit=100`)) as { items: Item[] }).items;
  return {
    async setMode(mode) {
      await ask(`${url}/_emulator/clock`, { mode });
    },
    subscriptions: () => list('/v1/subscriptions/'),
    orders: () => list('/v1/orders/'),
    customers: () => list('/v1/customers/'),
    checkouts: () => list('/v1/checkouts/'),
    payments: () => list('/v1/payments/'),
    async dropTrial(productId) {
      const product = { trial_interval: null, trial_interval_count: null };
      await ask(`${url}/v1/products/${productId}`, product, 'PATCH');
    },
    async cancelAtPeriodEnd(subscriptionId) {
      await ask(`${url}/v1/subscriptions/${subscriptionId}`, { cancel_at_period_end: true }, 'PATCH');
    },
    async replaceCard(customerId, number) {
      await ask(`${url}/_emulator/customers/${customerId}/payment-method`, { number });
    },
    async set(settings) {
      await ask(`${url}/_emulator/settings`, settings);
    },
    events: () => list('/_emulator/deliveries'),
    async redeliver(eventId) {
      await ask(`${url}/v1/webhooks/events/${eventId}/redeliver`, {});
    },
  };
}
