import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { webhooks } from '@polar-sh/sdk/2026-10';
import pg from 'pg';
import { median, printRatios } from './support/compare.ts';
import { openBenchServer, openDurablePostgres, WEBHOOK_URL } from './support/open-bench-server.ts';
import { pgbench } from './support/pgbench.ts';

// Deliveries a second that are acknowledged and survive a power cut: 32 senders, each of whom sends its next one when the
// last was answered. Commits wait for the disk.

const CONNECTIONS = 32;
const SECONDS = 4;
const ROUNDS = 3;
const MOST_PER_ROUND = 60_000;

const postgres = await openDurablePostgres();
const server = await openBenchServer({
  database: { databaseUrl: postgres.url },
  // Keeping is measured, not what is done with it afterwards.
  wrapStore: (store) => ({
    ...store,
    inbox: { ...store.inbox, claim: async () => [], nextDueAt: async () => null },
  }),
});
await server.subscribe();
const example = server.webhooks.find(({ type }) => type === 'subscription.updated');
if (example === undefined) throw new Error('There is no event of a subscription.');
const { body } = example;
const packed = await promisify(gzip)(body, { level: 1 });

let sent = 0;
const prepare = () =>
  Array.from({ length: MOST_PER_ROUND }, () => {
    sent += 1;
    return server.sign(`evt_${sent}`, body);
  });

/** Answers a second of one way of receiving, by as many senders as there are connections. */
async function measure(
  receive: (delivery: ReturnType<typeof server.sign>) => Promise<unknown>,
): Promise<number> {
  const deliveries = prepare();
  const startedAt = performance.now();
  const endsAt = startedAt + SECONDS * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let delivery = deliveries.pop(); delivery !== undefined; delivery = deliveries.pop()) {
        if (performance.now() >= endsAt) break;
        await receive(delivery);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - startedAt);
}

const toRequest = (delivery: ReturnType<typeof server.sign>) =>
  new Request(WEBHOOK_URL, { method: 'POST', ...delivery });

async function floe(delivery: ReturnType<typeof server.sign>): Promise<void> {
  const { status } = await server.billing.handler(toRequest(delivery));
  if (status !== 202) throw new Error(`Answered ${status}.`);
}

const pool = new pg.Pool({ connectionString: postgres.url, max: CONNECTIONS });
pool.on('error', () => undefined);
await pool.query(
  'create table naive_events (id text primary key, body jsonb not null, at timestamptz default now())',
);
await pool.query('create table naive_subscriptions (id text primary key, body jsonb not null)');

/** What the SDK's handlers and the guides lead to: validate, then a transaction for the event and what it says. */
async function naive(delivery: ReturnType<typeof server.sign>): Promise<void> {
  const request = toRequest(delivery);
  const text = await request.text();
  const headers = Object.fromEntries(request.headers);
  const event = await webhooks.validateEvent(text, headers, server.secret);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query(
      'insert into naive_events (id, body) values ($1, $2) on conflict do nothing',
      [headers['webhook-id'], text],
    );
    if (rowCount === 1) {
      await client.query(
        'insert into naive_subscriptions (id, body) values ($1, $2) on conflict (id) do update set body = excluded.body',
        [headers['webhook-id'], JSON.stringify(event)],
      );
    }
    await client.query('commit');
  } finally {
    client.release();
  }
}

const script = `insert into floe_billing.webhook_inbox (key, payload) values (gen_random_uuid()::text, '\\x${packed.toString('hex')}'::bytea) on conflict (key) do nothing;\n`;
const floor = () => pgbench({ url: postgres.url, script, clients: CONNECTIONS, seconds: SECONDS });

const rates = { floor: [] as number[], floe: [] as number[], naive: [] as number[] };
for (let round = 0; round < ROUNDS; round += 1) {
  rates.floor.push(floor() ?? Number.NaN);
  rates.floe.push(await measure(floe));
  rates.naive.push(await measure(naive));
}

printRatios(
  `Durable intake of ${(body.length / 1000).toFixed(1)} kB at ${CONNECTIONS} connections`,
  [
    { name: 'SDK validates, then a transaction', value: median(rates.naive) },
    { name: 'Floe: verified, kept, answered 202', value: median(rates.floe) },
    { name: "pgbench: the same row's insert, nothing else", value: median(rates.floor) },
  ],
  (rate) => `${rate.toFixed(0)}/s`,
);
if (Number.isNaN(median(rates.floor))) console.log('  (pgbench is not installed here.)');

await pool.end();
await server.close();
await postgres.stop();
