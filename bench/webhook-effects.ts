import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { webhooks } from '@polar-sh/sdk/2026-10';
import pg from 'pg';
import { printRatios } from './support/compare.ts';
import { openBenchServer, openDurablePostgres, WEBHOOK_URL } from './support/open-bench-server.ts';

// What one event costs this process with all that follows from it: kept, answered, applied to the mirror, written down in
// the audit log and told to open pages. And whether anything of it stays in memory. `EVENTS=100000` for the full number.

const EVENTS = Number(process.env.EVENTS ?? 20_000);
const PARTS = 5;
const CONNECTIONS = 16;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const postgres = await openDurablePostgres();
const server = await openBenchServer({ database: { databaseUrl: postgres.url } });
await server.subscribe();
const example = server.webhooks.findLast(({ type }) => type === 'subscription.updated');
if (example === undefined) throw new Error('There is no event of a subscription.');
const event = JSON.parse(new TextDecoder().decode(example.body));
const startMs = Date.parse(event.data.modified_at) + 1000;

/** The subscription as it was a moment later each time, with another number of seats each time. */
function delivery(number: number) {
  const at = new Date(startMs + number).toISOString();
  const data = { ...event.data, modified_at: at, seats: 1 + (number % 9) };
  const body = new TextEncoder().encode(JSON.stringify({ ...event, timestamp: at, data }));
  return server.sign(`evt_effects_${number}`, body);
}

type Delivery = ReturnType<typeof delivery>;

/** Has all deliveries of a part received, a few at once, and returns the processor time one took, in microseconds. */
async function measure(
  part: number,
  receive: (delivery: Delivery) => Promise<void>,
  settle: () => Promise<void>,
) {
  const count = EVENTS / PARTS;
  const deliveries = Array.from({ length: count }, (_, index) => delivery(part * count + index)).reverse();
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let next = deliveries.pop(); next !== undefined; next = deliveries.pop()) await receive(next);
    }),
  );
  await settle();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const toRequest = (sent: Delivery) => new Request(WEBHOOK_URL, { method: 'POST', ...sent });

async function floe(sent: Delivery): Promise<void> {
  const { status } = await server.billing.handler(toRequest(sent));
  if (status !== 202) throw new Error(`Answered ${status}.`);
}

const pool = new pg.Pool({ connectionString: postgres.url, max: CONNECTIONS });
pool.on('error', () => undefined);
await pool.query(
  'create table naive_subscriptions (id text primary key, at timestamptz, body jsonb not null)',
);

/** What the SDK's handlers and the guides lead to: validate, and write over what is there. */
async function naive(sent: Delivery): Promise<void> {
  const request = toRequest(sent);
  const { data } = (await webhooks.validateEvent(
    await request.text(),
    Object.fromEntries(request.headers),
    server.secret,
  )) as { data: { id: string } };
  await pool.query(
    `insert into naive_subscriptions (id, body) values ($1, $2) on conflict (id) do update set body = excluded.body`,
    [String(data.id), JSON.stringify(data)],
  );
}

const heapMb = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1_000_000;
};

const [ours, theirs, heap]: [number[], number[], number[]] = [[], [], []];
for (let part = 0; part < PARTS; part += 1) {
  ours.push(await measure(part, floe, server.settle));
  heap.push(heapMb());
  theirs.push(await measure(part, naive, async () => undefined));
}
const { rows } = await pool.query(
  `select count(*)::int as kept, count(*) filter (where state = 'done')::int as done from floe_billing.webhook_inbox where key like 'evt_effects%'`,
);
const middle = (values: number[]) =>
  values.toSorted((left, right) => left - right)[Math.floor(PARTS / 2)] ?? Number.NaN;

printRatios(
  `Processor time of one event, ${EVENTS} of them; ${rows[0].done} of ${rows[0].kept} kept were applied`,
  [
    { name: 'SDK validates, then one row is written over', value: middle(theirs) },
    { name: 'Floe: kept, applied, written down, told', value: middle(ours) },
  ],
  (value) => `${value.toFixed(0)} µs`,
);
printRatios(
  'Memory in use, garbage collected',
  heap.map((value, part) => ({ name: `after ${((part + 1) * EVENTS) / PARTS} events`, value })),
  (value) => `${value.toFixed(1)} MB`,
);

await pool.end();
await server.close();
await postgres.stop();
