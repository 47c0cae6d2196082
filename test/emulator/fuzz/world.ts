import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator, seedProductIds } from '../../../src/emulator/index.ts';
import type { Random } from './random.ts';

type Row = Record<string, unknown>;

const JOURNAL = 'journal.jsonl';

/** An emulator with something of everything in it, reached in process. */
export interface World {
  emulator: Emulator;
  /** An id that there is, of the collection that a name such as `customer_id` or a path means; or any text. */
  idFor(random: Random, name: string): string;
  /** Tokens by what they are good for. */
  tokens: {
    merchant: string;
    /** Of a customer, and of a team's owner and a mere member. */
    customers: readonly string[];
    limited: string;
    expired: string;
  };
  /** Looks the ids up again, after something changed. */
  refresh(): Promise<void>;
  /** How many bytes of changes were written so far. */
  written(): number;
  close(): Promise<void>;
}

const address = {
  country: 'US',
  line1: '1 Main Street',
  city: 'Springfield',
  postal_code: '12345',
  state: 'IL',
};

async function send(
  emulator: Emulator,
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
  token = emulator.accessToken,
): Promise<Row> {
  const response = await emulator.handler(
    new Request(`http://localhost${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
}

function firstOf(items: unknown): Row {
  return Array.isArray(items) ? items[0] : {};
}

async function buy(emulator: Emulator, product: string, extra: Row, card = 'ctoken_visa'): Promise<Row> {
  const checkout = await send(emulator, '/v1/checkouts/', {
    products: [product],
    customer_billing_name: 'Ada Lovelace',
    customer_billing_address: address,
    ...extra,
  });
  await send(emulator, `/v1/checkouts/client/${checkout.client_secret}/confirm`, {
    confirmation_token_id: card,
  });
  return checkout;
}

/** What is there before the fuzzing begins. Parts that are not built yet answer 501 and are not there. */
async function populate(emulator: Emulator): Promise<World['tokens']> {
  const make = (path: string, body: unknown) => send(emulator, path, body);
  await make('/_emulator/settings', { invoiceDelayMs: 0 });
  await make('/v1/webhooks/endpoints', {
    url: 'http://localhost:9/hook',
    format: 'raw',
    events: ['customer.created', 'customer.updated', 'order.updated'],
  });
  const name = 'Thing';
  const fixed = { amount_type: 'fixed', price_amount: 1_000, price_currency: 'usd' };
  const seats = { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }] };
  const month = { name, recurring_interval: 'month' };
  const meter = await make('/v1/meters/', {
    name,
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'call' }] },
    aggregation: { func: 'count' },
  });
  const metered = {
    amount_type: 'metered_unit',
    unit_amount: '2.5',
    meter_id: meter.id,
    price_currency: 'usd',
  };
  const once = await make('/v1/products/', { name, prices: [fixed] });
  const seated = await make('/v1/products/', {
    ...month,
    prices: [{ amount_type: 'seat_based', price_currency: 'usd', seat_tiers: seats }],
  });
  await make('/v1/products/', { ...month, prices: [fixed, metered] });
  await make('/v1/products/', { ...month, prices: [{ amount_type: 'custom', price_currency: 'usd' }] });
  const flag = await make('/v1/benefits/', { type: 'feature_flag', description: 'Flag', properties: {} });
  const custom = await make('/v1/benefits/', {
    type: 'custom',
    description: 'Custom',
    properties: { note: 'Hello' },
  });
  await make(`/v1/products/${seedProductIds.starter.month}/benefits`, { benefits: [flag.id, custom.id] });
  await make('/v1/discounts/', {
    name,
    type: 'percentage',
    duration: 'once',
    basis_points: 1_000,
    code: 'TEN',
  });
  const person = await make('/v1/customers/', { email: 'ada@example.com', external_id: 'person' });
  const team = await make('/v1/customers/', {
    type: 'team',
    external_id: 'team',
    owner: { email: 'owner@example.com', external_id: 'owner' },
  });
  const member = await make(`/v1/customers/${team.id}/members`, {
    email: 'member@example.com',
    external_id: 'member',
  });
  await buy(emulator, seedProductIds.starter.month, { customer_id: person.id, allow_trial: false });
  await buy(emulator, seedProductIds.starter.year, { customer_email: 'trial@example.com' });
  await buy(emulator, String(once.id), { customer_email: 'once@example.com' });
  await buy(emulator, String(seated.id), {
    customer_id: team.id,
    seats: 3,
    success_url: 'https://shop.example/thanks',
  });
  await buy(
    emulator,
    seedProductIds.starter.month,
    { customer_email: 'late@example.com' },
    'ctoken_visa_declined_later',
  );
  await buy(emulator, seedProductIds.enterprise.month, { customer_email: 'paused@example.com' });
  // Time enough for a trial to end in a charge that is declined.
  await emulator.clock.advance('P15D');
  const subscriptionOf = async (customer: string) => {
    const list = await send(emulator, `/v1/subscriptions/?external_customer_id=${customer}`);
    return firstOf(list.items);
  };
  const seatSubscription = await subscriptionOf('team');
  for (const email of ['invited@example.com', 'member@example.com']) {
    const isImmediate = email.startsWith('member');
    await make('/v1/customer-seats', {
      subscription_id: seatSubscription.id,
      email,
      immediate_claim: isImmediate,
    });
  }
  await make('/v1/checkouts/', { products: [seedProductIds.professional.month] });
  await make('/v1/events/ingest', { events: [{ name: 'call', external_customer_id: 'person' }] });
  const organization = firstOf((await send(emulator, '/v1/organizations/')).items);
  const freedoms = { update_plan: true, update_seats: true, update_units: true, pause: true };
  const customer_portal_settings = {
    usage: { show: true },
    subscription: freedoms,
    customer: { allow_email_change: true },
  };
  await send(emulator, `/v1/organizations/${organization.id}`, { customer_portal_settings }, 'PATCH');
  const paid = firstOf((await send(emulator, '/v1/orders/?status=paid')).items);
  await make('/v1/refunds/', { order_id: paid.id, reason: 'other', amount: 100 });
  await make(`/_emulator/orders/${paid.id}/dispute`, {});
  const session = async (body: Row) => String((await make('/v1/customer-sessions/', body)).token);
  const expired = await session({ customer_id: person.id });
  await emulator.clock.advance('PT2H');
  const open = await session({ customer_id: person.id });
  await send(
    emulator,
    '/v1/customer-portal/customers/me/email-update/request',
    { email: 'new@example.com' },
    'POST',
    open,
  );
  const late = firstOf((await send(emulator, '/v1/customers/?email=late@example.com')).items);
  return {
    merchant: emulator.accessToken,
    customers: [
      open,
      await session({ customer_id: late.id }),
      await session({ customer_id: team.id, external_member_id: 'owner' }),
      await session({ customer_id: team.id, member_id: member.id }),
    ],
    limited: String((await make('/_emulator/tokens', { scopes: ['files:read'] })).token),
    expired,
  };
}

/** Which collection the id in a field, or in a path, is of. */
function collectionOf(name: string): string {
  const noun = name.replace(/_ids?$/, '').replaceAll('-', '_');
  if (noun === 'endpoint') return 'webhook_endpoints';
  if (noun === 'default_payment_method') return 'payment_methods';
  return noun.endsWith('s') ? noun : `${noun}s`;
}

function startIn(dataDir: string): Promise<Emulator> {
  return createEmulator({
    dataDir,
    clock: { mode: 'frozen', now: '2027-01-10T10:00:00Z' },
    send: async () => new Response(null, { status: 202 }),
  });
}

/** The journal of a world that others begin with: making one anew takes longer than all that is sent to it. */
async function makeModel(): Promise<{ journal: Buffer; tokens: World['tokens'] }> {
  const directory = mkdtempSync(join(tmpdir(), 'floe-fuzz-'));
  const emulator = await startIn(directory);
  const tokens = await populate(emulator);
  await emulator.settled();
  await emulator.close();
  const journal = readFileSync(join(directory, JOURNAL));
  rmSync(directory, { recursive: true });
  return { journal, tokens };
}

let model: ReturnType<typeof makeModel> | null = null;

/** Makes a world of its own, whose clock stands. */
export async function createWorld(): Promise<World> {
  model ??= makeModel();
  const { journal, tokens } = await model;
  const dataDir = mkdtempSync(join(tmpdir(), 'floe-fuzz-'));
  writeFileSync(join(dataDir, JOURNAL), journal);
  const emulator = await startIn(dataDir);
  let state: Record<string, Row[]> = {};

  async function refresh(): Promise<void> {
    const read: Row = await send(emulator, '/_emulator/state');
    state = Object.fromEntries(
      Object.entries(read).filter((entry): entry is [string, Row[]] => Array.isArray(entry[1])),
    );
  }

  await refresh();
  return {
    emulator,
    tokens,
    refresh,
    // Every change is appended there before it is acknowledged.
    written: () => statSync(join(dataDir, JOURNAL)).size,
    async close() {
      await emulator.close();
      rmSync(dataDir, { recursive: true });
    },
    idFor(random, name) {
      if (name === 'slug') return 'tendertrack';
      if (name === 'client_secret') {
        return String(random.pick(state.checkouts ?? [{}]).client_secret);
      }
      if (name === 'external_customer_id' || name === 'external_id') return random.pick(['person', 'team']);
      if (name === 'external_member_id' || name === 'member_external_id') {
        return random.pick(['owner', 'member']);
      }
      if (name === 'invitation_token' || name === 'token') {
        const known = [...(state.seats ?? []), ...(state.email_updates ?? [])];
        const { invitation_token, token } = random.pick(known.length === 0 ? [{}] : known);
        return String(invitation_token ?? token ?? 'none');
      }
      const rows = state[collectionOf(name)] ?? [];
      return rows.length === 0 ? String(state.organizations?.[0]?.id) : String(random.pick(rows).id);
    },
  };
}
