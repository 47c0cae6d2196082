import type { models } from '@polar-sh/sdk/2026-10';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import type { CollectionName, Rows } from '../../../src/emulator/state/rows.ts';
import type { WallClock } from '../../../src/emulator/time/wall-clock.ts';
import { webhookEventTypes } from '../../../src/emulator/wire/lists.ts';

/** Everything the emulator knows, as `/_emulator/state` lists it. */
export type State = { readonly [Name in CollectionName]: readonly Rows[Name][] } & { readonly now: string };

/** One event as an endpoint received it. */
export interface Told {
  type: string;
  timestamp: string;
  data: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** What a request was answered. */
export interface Answered {
  status: number;
  json: unknown;
}

/** What is on sale and can be taken off, by id. */
export interface Shelf {
  products: readonly string[];
  discounts: readonly string[];
}

/** An emulator in process: nothing is sent over a network, and no real time is waited for. */
export interface World {
  emulator: Emulator;
  shelf: Shelf;
  /** What was told, in the order of its arrival. */
  told: Told[];
  /** The bodies of what was told. */
  bodies: string[];
  /** The ids of what there is, oldest first, as the events tell of it. */
  ids(kind: 'subscription' | 'order' | 'customer'): readonly string[];
  /** Sends a request, as the merchant unless a customer's token is given, and waits for what it brings about. */
  ask(method: string, path: string, body?: unknown, token?: string): Promise<Answered>;
  /** Moves the clock on. */
  pass(isoDuration: string): Promise<void>;
  state(): Promise<State>;
  close(): Promise<void>;
}

const START = '2027-01-29T10:00:00Z';

type Price = models.ProductCreate['prices'][number];

const both = (usd: number, jpy: number): Price[] => [
  { amount_type: 'fixed', price_amount: usd, price_currency: 'usd' },
  { amount_type: 'fixed', price_amount: jpy, price_currency: 'jpy' },
];

const perSeat = (): Price[] =>
  (['usd', 'jpy'] as const).map((price_currency) => ({
    amount_type: 'seat_based',
    price_currency,
    seat_tiers: {
      seat_tier_type: 'graduated',
      tiers: [
        { min_seats: 1, max_seats: 9, price_per_seat: 31 },
        { min_seats: 10, price_per_seat: 27 },
      ],
    },
  }));

const perUnit = (): Price[] =>
  (['usd', 'jpy'] as const).map((price_currency) => ({
    amount_type: 'unit_based',
    price_currency,
    tiers: { type: 'volume', tiers: [{ bound: 100, unit_amount: '12.5' }, { unit_amount: '7.25' }] },
  }));

const monthly = { recurring_interval: 'month' } as const;
const tenDays = { trial_interval: 'day', trial_interval_count: 10 } as const;

/** Small and large, free and odd, by week, month and year, by the seat and the unit, with a trial and without. */
const products: readonly models.ProductCreate[] = [
  { name: 'Solo', ...monthly, prices: both(999, 1_001) },
  { name: 'Crew', ...monthly, prices: both(2_999, 2_995) },
  { name: 'Solo by year', recurring_interval: 'year', prices: both(9_990, 10_010) },
  { name: 'Crew by quarter', ...monthly, recurring_interval_count: 3, prices: both(7_777, 7_773) },
  { name: 'Week', recurring_interval: 'week', prices: both(333, 331) },
  { name: 'Free', ...monthly, prices: both(0, 0) },
  { name: 'Trial', ...monthly, ...tenDays, prices: both(1_499, 1_501) },
  { name: 'Team', ...monthly, prices: perSeat() },
  { name: 'Calls', ...monthly, prices: perUnit() },
  { name: 'Once', prices: both(5_001, 4_999) },
];

/** A small fee, and a price for what is used, which the other bills by the month within its quarters. */
const byUse = (meter_id: string): readonly models.ProductCreate[] => {
  const used: Price[] = (['usd', 'jpy'] as const).map((price_currency) => ({
    amount_type: 'metered_unit',
    meter_id,
    unit_amount: '33.3',
    cap_amount: 2_000,
    price_currency,
  }));
  const quarterly = {
    ...monthly,
    recurring_interval_count: 3,
    meter_interval: 'month',
    meter_interval_count: 1,
  } as const;
  return [
    { name: 'Usage', ...monthly, prices: [...both(99, 101), ...used] },
    { name: 'Usage by quarter', ...quarterly, prices: [...both(99, 101), ...used] },
  ];
};

const discounts: readonly models.DiscountCreate[] = [
  { name: 'Third', type: 'percentage', basis_points: 3_333, duration: 'forever' },
  { name: 'All', type: 'percentage', basis_points: 10_000, duration: 'once' },
  { name: 'Ten', type: 'fixed', duration: 'repeating', duration_in_months: 2, amounts: { usd: 1_000 } },
  { name: 'One', type: 'fixed', duration: 'forever', amounts: { usd: 1, jpy: 300 } },
];

/** Makes a world. @param wall the real time, of which nothing but the headers of deliveries may tell. */
export async function createWorld(wall: WallClock = { now: () => 1_800_000_000_000_000 }): Promise<World> {
  const told: Told[] = [];
  const bodies: string[] = [];
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: START },
    wall,
    async send(request) {
      const body = await request.text();
      bodies.push(body);
      told.push(JSON.parse(body));
      return new Response(null, { status: 202 });
    },
  });

  async function ask(method: string, path: string, body?: unknown, token = emulator.accessToken) {
    const response = await emulator.handler(
      new Request(`http://localhost:4010${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    await emulator.settled();
    if (response.status >= 500 && response.status !== 501) {
      throw new Error(`${method} ${path} ${JSON.stringify(body)} → ${response.status} ${text}`);
    }
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, json: isJson && text !== '' ? JSON.parse(text) : null };
  }

  async function make(path: string, body: unknown): Promise<string> {
    const { status, json } = await ask('POST', path, body);
    if (status !== 201) throw new Error(`${path} → ${status} ${JSON.stringify(json)}`);
    return (json as { id: string }).id;
  }

  const { json } = await ask('GET', '/v1/organizations/');
  const [organization] = (json as models.ListResourceOrganization).items;
  await ask('PATCH', `/v1/organizations/${organization?.id}`, {
    feature_settings: { reset_proration_behavior_enabled: true, meter_cycling_enabled: true },
    subscription_settings: { ...organization?.subscription_settings, allow_multiple_subscriptions: true },
    customer_portal_settings: {
      usage: { show: true },
      subscription: { update_seats: true, update_plan: true, update_units: true, pause: true },
    },
  });
  const shelf = { products: [] as string[], discounts: [] as string[] };
  for (const body of products) shelf.products.push(await make('/v1/products/', body));
  const meter = await make('/v1/meters/', {
    name: 'Uses',
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'use' }] },
    aggregation: { func: 'count' },
  });
  for (const body of byUse(meter)) shelf.products.push(await make('/v1/products/', body));
  for (const body of discounts) shelf.discounts.push(await make('/v1/discounts/', body));
  const url = 'http://localhost:9/hook';
  await make('/v1/webhooks/endpoints', { url, format: 'raw', events: [...webhookEventTypes] });

  return {
    emulator,
    shelf,
    told,
    bodies,
    ids: (kind) => told.filter(({ type }) => type === `${kind}.created`).map(({ data }) => data.id),
    ask,
    pass: (isoDuration) => emulator.clock.advance(isoDuration),
    // The emulator's own rows, as it lists them.
    state: async () => (await ask('GET', '/_emulator/state')).json as State,
    close: () => emulator.close(),
  };
}
