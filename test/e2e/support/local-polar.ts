import type { models } from '@polar-sh/sdk/2026-10';
import { defaultSeed } from '../../../src/emulator/index.ts';

/** The local Polar of a running demo, as a test drives it. */
export interface LocalPolar {
  /** Stops or starts time. */
  setMode(mode: 'live' | 'frozen'): Promise<void>;
  /** What the local Polar holds, in Polar's own shapes. */
  subscriptions(): Promise<models.Subscription[]>;
  orders(): Promise<models.Order[]>;
  /** Faults of delivery, and whether the private preview answers. */
  set(settings: Record<string, unknown>): Promise<void>;
  /** Every attempt to deliver a webhook. */
  deliveries(): Promise<unknown[]>;
}

async function ask(url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(
    url,
    body === undefined
      ? undefined
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Drives the control API and reads the merchant API of the local Polar at `url`. */
export function localPolar(url: string): LocalPolar {
  const list = async <Item>(path: string): Promise<Item[]> => {
    const response = await fetch(`${url}${path}?limit=100`, {
      headers: { authorization: `Bearer ${defaultSeed.accessToken}` },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return ((await response.json()) as { items: Item[] }).items;
  };
  return {
    async setMode(mode) {
      await ask(`${url}/_emulator/clock`, { mode });
    },
    subscriptions: () => list('/v1/subscriptions/'),
    orders: () => list('/v1/orders/'),
    async set(settings) {
      await ask(`${url}/_emulator/settings`, settings);
    },
    deliveries: async () => ((await ask(`${url}/_emulator/deliveries`)) as { items: unknown[] }).items,
  };
}
