import pg from 'pg';
import { operationPath, type QueryName } from '../src/contract/index.ts';
import { fillTables } from '../test/postgres/support/fill-tables.ts';
import { recordStatements, type SentStatement } from '../test/server/support/record-statements.ts';
import { printRatios } from './support/compare.ts';
import { APP_URL, openBenchServer, openDurablePostgres } from './support/open-bench-server.ts';

// What a page waits for, with 100,000 subscriptions and 1,000,000 invoices of others beside the caller's own: the whole
// route, and a handler that does nothing but send the same statements and answer their rows.

const OWNERS = Number(process.env.OWNERS ?? 100_000);
const TIMES = 2000;

const postgres = await openDurablePostgres();
const server = await openBenchServer({ database: { databaseUrl: postgres.url } });
await server.subscribe();
await fillTables(server.database.db, {
  owners: OWNERS,
  rows: { invoices: 10 * OWNERS },
  small: ['products', 'schedules'],
});

const pool = new pg.Pool({ connectionString: postgres.url });
pool.on('error', () => undefined);

const toRequest = (name: QueryName) => new Request(`${APP_URL}/api/billing${operationPath(name)}`);

async function floe(name: QueryName): Promise<void> {
  const response = await server.billing.handler(toRequest(name));
  if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
  await response.text();
}

/** A handler as small as one can be: the route's own statements, and their rows as JSON. */
async function bare(name: QueryName, statements: readonly SentStatement[]): Promise<void> {
  toRequest(name);
  const answers = [];
  for (const { text, values } of statements) answers.push((await pool.query(text, values)).rows);
  await Response.json(answers).text();
}

async function timesOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

for (const name of ['getBilling', 'listInvoices'] as const) {
  await floe(name);
  const statements = await recordStatements(() => floe(name));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time += 1) {
    theirs.push(await timesOf(() => bare(name, statements)));
    ours.push(await timesOf(() => floe(name)));
  }
  for (const [part, title] of [
    [0.5, 'p50'],
    [0.99, 'p99'],
  ] as const) {
    const at = (values: number[]) =>
      values.toSorted((left, right) => left - right)[Math.floor(values.length * part)] ?? 0;
    printRatios(
      `${name}, ${title} of ${TIMES}, one after the other; ${statements.length} statements; ${OWNERS} other subscriptions`,
      [
        { name: 'a bare handler with the same statements', value: at(theirs) },
        { name: 'Floe: the whole route', value: at(ours) },
      ],
      (ms) => `${ms.toFixed(2)} ms`,
    );
  }
}

await pool.end();
await server.close();
await postgres.stop();
