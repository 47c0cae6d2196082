import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { OPERATION_NAMES, OWNER_HEADER, operationMethod } from '../../../src/contract/index.ts';
import { BILLING_ERRORS, type BillingErrorBody, type BillingErrorCode } from '../../../src/core/index.ts';
import { createPolarProvider } from '../../../src/polar/index.ts';
import { type BillingServer, createBillingServer } from '../../../src/server/index.ts';
import { createRandom, type Random } from '../../emulator/fuzz/random.ts';
import { type Knowledge, learn, ROUTES } from './support/cells.ts';
import {
  type Draft,
  goodDraft,
  keepSession,
  plainDraft,
  showDraft,
  spoilDraft,
  toFuzzRequest,
  webhookDraft,
} from './support/fuzz-requests.ts';
import { FOREIGN, openStage, type Send, type Stage, toRequest } from './support/stage.ts';

/** How many bad requests each route gets; `npm run fuzz` sends more. */
const COUNT = Number(process.env.FLOE_FUZZ ?? 120);
const SEED = process.env.FLOE_FUZZ_SEED ?? 'floe';
const timeout = Math.max(60_000, COUNT * 500);

/** Faults shown per route: the first ones tell the most. */
const SHOWN = 5;

// An answer that has not come after this long will not come.
const HANGS_AFTER_MS = 20_000;

// Nonsense that the provider has signed is kept, set aside, and told of.
const isSetAside = (line: string) => line.includes('PermanentWorkError: The delivery cannot be read.');

const WEBHOOK_SECRET = 'the secret of the fuzzed server';

let stage: Stage;
let server: BillingServer;
let known: Knowledge;
const errors: string[] = [];
const statuses: number[] = [];
const send: Send = (route, sent) => server.handler(toRequest(route, sent));

beforeAll(async () => {
  stage = await openStage();
  server = createBillingServer({
    ...stage.options(),
    provider: createPolarProvider({
      accessToken: stage.sandbox.emulator.accessToken,
      webhookSecrets: [WEBHOOK_SECRET],
      baseUrl: stage.sandbox.emulator.url ?? '',
    }),
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error(fields, message) {
        const line = `${message} ${JSON.stringify(fields)}`;
        if (!isSetAside(line)) errors.push(line);
      },
    },
  });
  await server.start();
  known = await learn(stage, send);
}, 120_000);

afterAll(async () => {
  await server.close();
  await stage.close();
});

/** All rows of the other organization, which no request here comes from. */
async function foreignRows(): Promise<unknown> {
  const { db } = stage.sandbox.database;
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'floe_billing' and column_name = 'external_id' order by 1`);
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    // Quotes of theirs are made by this file's own reads.
    if (name === 'quotes') continue;
    const { rows } = await db.execute(
      sql.raw(
        `select t::text from floe_billing.${name} t where external_id = 'organization_${FOREIGN}' order by 1`,
      ),
    );
    all[name] = rows;
  }
  return all;
}

/** What shows how the server is made, or what it knows of somebody else. */
function leakIn(text: string): string | null {
  const inside =
    /\n\s*at |\.[tj]s:\d+|node_modules|floe_billing\.|\bselect .+ from\b|insert into|drizzle|pglite|ZodError|TypeError|SyntaxError|ECONN|whsec_/i.exec(
      text,
    );
  if (inside !== null) return `tells of the inside: ${inside[0]}`;
  const secrets = [stage.sandbox.emulator.accessToken, WEBHOOK_SECRET];
  if (secrets.some((secret) => text.includes(secret))) return 'tells a secret';
  return null;
}

function tellsOfOthers(text: string, sent: string): boolean {
  const { invoiceId, checkoutId } = known.foreign;
  return [FOREIGN, invoiceId, checkoutId].some((theirs) => text.includes(theirs) && !sent.includes(theirs));
}

/** Why an answer is not one that a bad request may get; `null` when it is. */
async function faultOf(request: Request, sent: string): Promise<string | null> {
  errors.length = 0;
  const aborted = new AbortController();
  const response = await within(server.handler(new Request(request, { signal: aborted.signal })));
  if (response === null) return 'no answer';
  statuses.push(response.status);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    aborted.abort();
    return response.status === 200 ? null : `a stream with ${response.status}`;
  }
  const text = await within(response.text());
  if (text === null) return 'an answer without an end';
  if (errors.length > 0) return `${response.status} and an error in the log: ${errors[0]?.slice(0, 1_500)}`;
  if (response.status >= 500) return `${response.status} ${text}`;
  const leak = leakIn(`${text} ${JSON.stringify([...response.headers])}`);
  if (leak !== null) return `${response.status} ${leak}: ${text.slice(0, 500)}`;
  if (tellsOfOthers(text, sent)) return `${response.status} tells of somebody else: ${text.slice(0, 500)}`;
  if (response.headers.get('cache-control') !== 'no-store') return `${response.status} could be kept`;
  return response.ok || text === '' ? null : misfitOf(response, JSON.parse(text));
}

/** What is wrong with the form of a refusal. */
function misfitOf({ status, headers }: Response, { error }: BillingErrorBody): string | null {
  const isKnown = (code: string): code is BillingErrorCode => Object.hasOwn(BILLING_ERRORS, code);
  if (!isKnown(error.code)) return `the unknown code ${error.code}`;
  if (BILLING_ERRORS[error.code].status !== status) return `${status} for ${error.code}`;
  return headers.has(OWNER_HEADER) ? `${status} names the owner on a refusal` : null;
}

function within<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), HANGS_AFTER_MS);
  });
  return Promise.race([promise, hang]).finally(() => clearTimeout(timer));
}

// By chance each of these may never have been right.
const COMMANDS: readonly string[] = OPERATION_NAMES.filter((name) => operationMethod(name) === 'POST');

const drafts: Record<string, (random: Random) => Draft> = {
  ...Object.fromEntries(ROUTES.map((route) => [route, (random: Random) => goodDraft(random, route, known)])),
  'the webhooks': (random) => webhookDraft(random, WEBHOOK_SECRET, Math.floor(Date.now() / 1000)),
  '/healthz': () => plainDraft('/healthz'),
  '/readyz': () => plainDraft('/readyz'),
  'where nothing is': () => plainDraft('/api/billing/nothing'),
};

// Once as a rule. Some requests are right, so that there is something to be wrong about afterwards.
function spoilSometimes(random: Random, good: Draft): Draft {
  if (random.chance(0.1)) return good;
  const spoilt = spoilDraft(random, good);
  return random.chance(0.2) ? spoilDraft(random, spoilt) : spoilt;
}

it.each(Object.entries(drafts))('survives bad requests to %s', { timeout }, async (name, draftOf) => {
  const printed = vi
    .spyOn(console, 'error')
    .mockReset()
    .mockImplementation(() => undefined);
  const random = createRandom(`${SEED} ${name}`);
  const faults = new Map<string, string>();
  const before = await foreignRows();
  statuses.length = 0;
  let sent = 0;
  while (sent < COUNT) {
    const good = draftOf(random);
    const draft = keepSession(spoilSometimes(random, good), good);
    const request = toFuzzRequest(random, draft);
    if (request === null) continue;
    sent += 1;
    const shown = showDraft(draft);
    const fault = await faultOf(request, shown);
    const kind = fault?.slice(0, 120) ?? '';
    if (fault !== null && faults.size < SHOWN && !faults.has(kind)) {
      faults.set(kind, `request ${sent}: ${shown}\n→ ${fault}`);
    }
  }
  await server.settled();
  await stage.settled();

  expect([...faults.values()].join('\n\n')).toBe('');
  // The sandbox's own server works on the same queues, and writes to the console.
  const lines = printed.mock.calls.map((call) => JSON.stringify(call));
  expect(lines.filter((line) => !isSetAside(line))).toEqual([]);
  expect(await foreignRows()).toEqual(before);
  // What was sent met the route itself, and not only the guards before it.
  expect(statuses.some((status) => status === 400 || status === 404 || status === 409)).toBe(true);
  if (!COMMANDS.includes(name) && name !== 'where nothing is')
    expect(statuses.some((status) => status < 300)).toBe(true);
});
