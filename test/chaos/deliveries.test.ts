import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createRandom, type Random } from '../emulator/fuzz/random.ts';
import { signatureOf, standardKey } from '../polar/webhooks/sign.ts';
import { type HeldEvent, liveRandomly, openHeldPolar, WEBHOOK_URL } from './support/live-randomly.ts';
import { type MirrorRow, type MirrorRows, mirrorOf } from './support/mirror-of.ts';
import { openServers, type Servers } from './support/open-servers.ts';

// Random lives told in a random order, some twice, some never, some forged, to four servers at once. `npm run chaos` sends
// 100,000; FLOE_CHAOS_SEED plays a run again.

const PROCESSES = 4;
const SENDERS = 32;
const DELIVERIES = Number(process.env.FLOE_CHAOS ?? 400);
const SEED = process.env.FLOE_CHAOS_SEED ?? 'floe';
/** Ample for all that waits once everything is delivered. */
const PATIENCE_MS = 60_000 + DELIVERIES * 40;
const STRANGER = `whsec_${Buffer.from('somebody else').toString('base64')}`;

interface Delivery {
  event: HeldEvent;
  secret: string;
  status: number;
}

function signed({ event: { id, body }, secret }: Delivery): Request {
  const seconds = Math.floor(Date.now() / 1000);
  return new Request(WEBHOOK_URL, {
    method: 'POST',
    body,
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(standardKey(secret), id, seconds, body),
    },
  });
}

/** In random order, with 30 % sent twice and 5 % of a stranger's. */
function deliveriesOf(kept: readonly HeldEvent[], secret: string, random: Random): Delivery[] {
  const again = kept.filter(() => random.chance(0.3));
  const forged = kept.filter(() => random.chance(0.05));
  const honest = [...kept, ...again].map((event) => ({ event, secret, status: 202 }));
  const strange = forged.map((event) => ({
    event: { ...event, id: `forged_${event.id}` },
    secret: STRANGER,
    status: 403,
  }));
  return [...honest, ...strange]
    .map((delivery) => ({ delivery, place: random.below(1_000_000_000) }))
    .sort((left, right) => left.place - right.place)
    .map(({ delivery }) => delivery);
}

/** Sends them, several at once, each to any server. Returns those that were answered otherwise than they should. */
async function deliver(
  deliveries: readonly Delivery[],
  { all }: Servers,
  random: Random,
): Promise<{ id: string; status: number }[]> {
  const misjudged: { id: string; status: number }[] = [];
  const waiting = deliveries.values();
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (const delivery of waiting) {
        const { status } = await random.pick(all).handler(signed(delivery));
        if (status !== delivery.status) misjudged.push({ id: delivery.event.id, status });
      }
    }),
  );
  return misjudged;
}

async function texts({ database }: Servers, query: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await database.db.execute<{ text: string }>(query);
  return rows.map(({ text }) => text).sort();
}

/** What the events tell of. */
function subjectsOf(events: readonly HeldEvent[]): Set<string> {
  return new Set(events.map(({ body }) => JSON.parse(new TextDecoder().decode(body)).data.id));
}

/** The subscriptions, invoices and refunds that have nothing to do with any of `ids`. */
function without(ids: ReadonlySet<string>, mirror: MirrorRows): MirrorRows {
  const isApart = (row: MirrorRow) => !ids.has(row.id) && !ids.has(row.customer_id ?? '');
  return Object.fromEntries(
    Object.entries(mirror)
      .filter(([table]) => ['subscriptions', 'invoices', 'refunds'].includes(table))
      .map(([table, rows]) => [table, rows.filter(isApart)]),
  );
}

it(`has the provider's state after random deliveries to ${PROCESSES} servers, each effect once (seed ${SEED})`, {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  const random = createRandom(SEED);
  const polar = await openHeldPolar();
  // Before anything happens: what they know they know from events.
  const servers = await openServers(PROCESSES, polar);
  const events = await liveRandomly(polar, Math.ceil(DELIVERIES / 1.3), random);
  const kept = events.filter(() => random.chance(0.95));

  expect(await deliver(deliveriesOf(kept, polar.secret, random), servers, random)).toEqual([]);
  await servers.settle(PATIENCE_MS);
  expect(
    await texts(servers, sql`select key || ' ' || state as text from floe_billing.webhook_inbox`),
  ).toEqual(kept.map(({ id }) => `${id} done`).sort());

  // Another house, which has never heard an event and reads everything once, as it starts.
  const twin = await openServers(1, polar);
  const truth = await mirrorOf(twin.database);
  const dropped = subjectsOf(events.filter((event) => !kept.includes(event)));
  expect(without(dropped, await mirrorOf(servers.database))).toEqual(without(dropped, truth));
  await servers.all[0]?.reconcile();
  await servers.settle(PATIENCE_MS);
  expect(await mirrorOf(servers.database)).toEqual(truth);
  for (const [table, rows] of Object.entries(truth)) expect(rows.length, table).toBeGreaterThan(0);

  // Whatever changed was written down once, and the host was told of it once.
  const changes = await texts(
    servers,
    sql`select key as text from floe_billing.outbox where payload::jsonb ->> 'kind' = 'callback'`,
  );
  expect(changes.length).toBeGreaterThan(0);
  expect([...servers.told.keys()].sort()).toEqual(changes);
  expect([...servers.told.values()].filter((times) => times !== 1)).toEqual([]);
  const entries = await texts(
    servers,
    sql`select id::text as text from floe_billing.billing_audit_log where action like 'mirror.%.applied'`,
  );
  expect(entries).toHaveLength(changes.length);
});
