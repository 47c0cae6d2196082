import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolar } from '@polar-sh/sdk/2026-10';
import { sql } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { CLIENT_HEADER, CLIENT_VERSION, operationPath } from '../../../src/contract/index.ts';
import { createEmulator } from '../../../src/emulator/index.ts';
import { MIRRORED_EVENT_TYPES } from '../../../src/polar/webhooks/read-event.ts';
import { type DatabaseLocation, migrate, openDatabase, type Sql } from '../../../src/postgres/index.ts';
import { payCheckout } from '../../../src/sandbox/pay-checkout.ts';
import { createRandom } from '../../emulator/fuzz/random.ts';
import { signatureOf, standardKey } from '../../polar/webhooks/sign.ts';
import { passRealTime } from '../../server/support/pass-real-time.ts';
import { type HeldEvent, WEBHOOK_URL } from './live-randomly.ts';
import { createMortalServers } from './mortal-servers.ts';

const NOW = '2027-01-01T09:00:00Z';
const KILLS_A_ROUND = 8;
const CONCURRENT_PEOPLE = 6;
/** When nobody has come further for so long, something is stuck. */
const STANDSTILL_MS = 60_000;
/** Longer than any lease, in seconds. */
const LEASES_END = 200;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What is to be survived. */
export interface SurviveOptions {
  processes: number;
  location: DatabaseLocation;
  kills: number;
  seed: string;
}

/** What was left when all was over. */
export type Survived = Awaited<ReturnType<typeof survive>>;

/**
 * Lets people buy and change plans, and the provider tell of it, while servers are killed without a warning; then lets all
 * that was begun end, and tells what came of it.
 */
export async function survive({ processes, location, kills: wanted, seed }: SurviveOptions) {
  const random = createRandom(seed);
  // Each process that starts reads everybody anew, so that too many of them take the time in which others could be killed.
  const mostPeople = 10 + 2 * wanted;
  const folder = mkdtempSync(join(tmpdir(), 'floe-chaos-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const handedFile = join(folder, 'handed');
  writeFileSync(handedFile, '');

  const held: HeldEvent[] = [];
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: NOW },
    send: async (request) => {
      const id = request.headers.get('webhook-id') ?? '';
      held.push({ id, body: new Uint8Array(await request.arrayBuffer()) });
      return new Response(null, { status: 202 });
    },
  });
  onTestFinished(() => emulator.close());
  const { url: baseUrl } = await emulator.listen();
  const access = { accessToken: emulator.accessToken, baseUrl };
  const polar = createPolar(access);
  const { secret } = await polar.webhooks.createWebhookEndpoint({
    url: WEBHOOK_URL,
    format: 'raw',
    events: [...MIRRORED_EVENT_TYPES],
  });
  const servers = createMortalServers(
    processes,
    { database: location, polar: access, webhookSecret: secret, now: NOW, handedFile },
    (items) => random.pick(items),
  );

  /** While no server has the database, or beside them where several may. */
  async function withDatabase<Result>(work: (db: Sql) => Promise<Result>): Promise<Result> {
    const database = await openDatabase(location);
    try {
      return await work(database.db);
    } finally {
      await database.close();
    }
  }

  const acknowledged = new Set<string>();
  /** Delivers what the provider has to tell, again and again until it is acknowledged. */
  async function tellAll(): Promise<void> {
    for (const { id, body } of held.filter((event) => !acknowledged.has(event.id))) {
      const seconds = Math.floor(Date.now() / 1000);
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signatureOf(standardKey(secret), id, seconds, body),
      };
      const answer = await servers
        .send('/api/billing/webhooks/polar', { method: 'POST', body, headers })
        .catch(() => null);
      if (answer?.status === 202) acknowledged.add(id);
    }
  }

  async function ask(owner: string, name: 'getBilling' | 'previewChange', search = '') {
    const answer = await servers.send(`/api/billing${operationPath(name)}${search}`, {
      headers: { 'x-owner': owner },
    });
    return answer.ok ? await answer.json() : null;
  }

  /** Rejects where it is not known what became of it. `null` when it was refused for good. */
  async function command(
    { owner, refusals }: Person,
    name: 'startCheckout' | 'changeSubscription',
    input: object,
  ) {
    const answer = await servers.send(`/api/billing${operationPath(name)}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: {
        'x-owner': owner,
        'content-type': 'application/json',
        // The same intent, however often it is asked for.
        'idempotency-key': `${name}-${owner}-${refusals}`,
        [CLIENT_HEADER]: CLIENT_VERSION,
      },
    });
    const body = await answer.json();
    if (answer.ok) return body;
    if (body.error.retryable) throw new Error(body.error.code);
    return null;
  }

  interface Person {
    owner: string;
    step: 'buys' | 'waits' | 'changes' | 'done';
    /** What was confirmed: it is asked for again as it was. */
    change?: { quoteId: string; revision: string };
    /** How many intents were refused for good, such as after what was shown had changed. */
    refusals: number;
  }
  const people: Person[] = [];

  /** Goes one step on; stays where it is when a server dies under it. */
  async function live(person: Person): Promise<void> {
    const { owner } = person;
    if (person.step === 'buys') {
      const checkout = await command(person, 'startCheckout', { priceId: 'starter-month', returnPath: '/' });
      if (checkout === null) throw new Error('A checkout was refused.');
      await payCheckout(checkout.url);
      const { items } = await polar.subscriptions.list({ external_customer_id: [`organization_${owner}`] });
      // Without a trial the change is charged at once.
      for (const { id } of items) await polar.subscriptions.update(id, { trial_end: 'now' });
      await emulator.settled();
      person.step = 'waits';
    } else if (person.step === 'waits') {
      const billing = await ask(owner, 'getBilling');
      if (billing?.subscription?.status !== 'active') return;
      if (billing.subscription.planId === 'enterprise') person.step = 'done';
      const quote = await ask(owner, 'previewChange', '?priceId=enterprise-month');
      if (quote === null) return;
      person.change = { quoteId: quote.id, revision: billing.revision };
      person.step = 'changes';
    } else if (person.change !== undefined) {
      const answer = await command(person, 'changeSubscription', person.change);
      person.step = answer === null ? 'waits' : 'done';
      if (answer === null) person.refusals += 1;
    }
  }

  const busy = new Set<string>();

  /** Somebody who has not got through yet, or a new one; `null` when there are enough. */
  function nextPerson(): Person | null {
    const idle = people.find(({ step, owner }) => step !== 'done' && !busy.has(owner));
    if (idle !== undefined || people.length >= mostPeople) return idle ?? null;
    const person: Person = { owner: `o${people.length}`, step: 'buys', refusals: 0 };
    people.push(person);
    return person;
  }

  /** People come and go on, and events arrive, until told to stop. Resolves when nothing is under way any more. */
  async function load(isOver: () => boolean): Promise<void> {
    const guests = Array.from({ length: CONCURRENT_PEOPLE }, async () => {
      while (!isOver()) {
        const person = nextPerson();
        if (person === null) break;
        busy.add(person.owner);
        await live(person).catch(() => undefined);
        await pause(20);
        busy.delete(person.owner);
      }
    });
    const teller = (async () => {
      while (!isOver()) {
        await tellAll();
        await pause(20);
      }
    })();
    await Promise.all([...guests, teller]);
  }
  /** What waits still, after a while to end it. No server is left alive. */
  async function readUnfinished(): Promise<unknown[]> {
    await pause(1500);
    await servers.killAll();
    const { rows } = await withDatabase((db) =>
      db.execute(sql`
        select 'event' as what, key, state, last_error from floe_billing.webhook_inbox where state <> 'done'
        union all select 'message', key, state, last_error from floe_billing.outbox where state <> 'done'
        union all select 'job', key, state, last_error from floe_billing.jobs
          where state = 'parked' or (state = 'pending' and kind = 'repair_owner')`),
    );
    return rows;
  }

  await withDatabase(migrate);
  let kills = 0;
  while (kills < wanted) {
    await servers.startAll();
    let isOver = false;
    const loading = load(() => isOver);
    for (let round = 0; round < KILLS_A_ROUND && kills < wanted; round += 1) {
      await pause(random.below(700));
      await servers.killOne();
      kills += 1;
    }
    isOver = true;
    await loading;
    await servers.killAll();
    kills += processes;
    await withDatabase((db) => passRealTime(db, LEASES_END));
  }

  // Nobody is killed any more: whatever was begun ends.
  await servers.startAll();
  const waiting = () => people.filter(({ step }) => step !== 'done');
  const steps = () => people.map(({ step, refusals }) => `${step}${refusals}`).join();
  // However many there are, they have the time they need, as long as anything moves.
  for (let seen = steps(), movedAt = performance.now(); waiting().length > 0; ) {
    await tellAll();
    await Promise.all(waiting().map((one) => live(one).catch(() => undefined)));
    if (steps() !== seen) movedAt = performance.now();
    if (performance.now() - movedAt > STANDSTILL_MS) break;
    seen = steps();
  }
  await tellAll();
  let unfinished = await readUnfinished();
  for (let time = 0; unfinished.length > 0 && time < 5; time += 1) {
    await withDatabase((db) => passRealTime(db, LEASES_END));
    await servers.startAll();
    unfinished = await readUnfinished();
  }

  const changes = new Map<string, number>();
  const checkouts = new Map<string, number>();
  for await (const { customer_id: id, billing_reason: reason } of polar.orders.iterList()) {
    if (reason === 'subscription_update') changes.set(id, (changes.get(id) ?? 0) + 1);
  }
  for await (const { external_customer_id: id } of polar.checkouts.iterList()) {
    checkouts.set(id ?? '', (checkouts.get(id ?? '') ?? 0) + 1);
  }
  const handed = readHanded(handedFile);
  const inbox = await withDatabase((db) =>
    db.execute<{ key: string }>(sql`select key from floe_billing.webhook_inbox where state = 'done'`),
  );
  const applied = new Set(inbox.rows.map(({ key }) => key));
  return {
    kills,
    people,
    lost: [...acknowledged].filter((id) => !applied.has(id)),
    untold: held.filter(({ id }) => !acknowledged.has(id)),
    unfinished,
    changesByCustomer: [...changes.values()],
    checkoutsByOwner: [...checkouts.values()],
    handed,
  };
}

/** What was handed over, in order. */
function readHanded(file: string) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [pid = '', kind = '', key = ''] = line.split(' ');
      return { pid, kind, key };
    });
}
