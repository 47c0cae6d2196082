import { expect, it, onTestFinished } from 'vitest';
import { seedProductIds } from '../../../src/emulator/index.ts';
import { createPolarProvider } from '../../../src/polar/index.ts';
import { createPostgresStore, openDatabase } from '../../../src/postgres/index.ts';
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts';
import { payCheckout } from '../../../src/sandbox/pay-checkout.ts';
import { sampleCatalog } from '../../../src/sandbox/sample-catalog.ts';
import { createBillingServer, type MailMessage, type WorkSummary } from '../../../src/server/index.ts';
import { migratedTemplate } from '../../postgres/support/migrated-template.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

interface SentMail extends MailMessage {
  key: string;
}

/** What the jobs of this file write; what people do is written about as well. */
const NOTICES: readonly string[] = ['trial_ending', 'renewal_ahead', 'card_expiring', 'payment_failed'];

/** A world that collects the mails of its jobs, and, at first, has nothing of Ada's. */
async function openMailWorld(options: WorldOptions = {}) {
  const mails: SentMail[] = [];
  const world = await openWorld({
    ...options,
    server: {
      schedule: { reconcileEveryHours: null },
      deliverMail: async (mail, key) => {
        if (NOTICES.includes(mail.message)) mails.push({ ...mail, key });
      },
      ...options.server,
    },
  });
  return {
    world,
    mails,
    names: () => mails.map(({ message, facts }) => [message, facts.days ?? facts.attempts]),
  };
}

async function outcomesOf(world: World, kind: string): Promise<(string | null)[]> {
  const { rows } = await readJobs(world, kind);
  return rows.map(({ outcome }) => outcome);
}

/** Done jobs of a kind in the order of their making. */
async function readJobs(world: World, kind: string): Promise<{ rows: Pick<WorkSummary, 'outcome'>[] }> {
  const rows: Pick<WorkSummary, 'outcome'>[] = [];
  for (let id = 1; id < 200; id += 1) {
    const found = await world.store.jobs.find(String(id));
    if (found?.kind === kind) rows.push({ outcome: found.outcome });
  }
  return { rows };
}

it('tells of the end of a trial seven, three and one day before, once each, in two processes', async () => {
  const mails: SentMail[] = [];
  const deliverMail = async (mail: MailMessage, key: string) => {
    if (NOTICES.includes(mail.message)) mails.push({ ...mail, key });
  };
  const { url: databaseUrl } = await createTestDatabase({ template: migratedTemplate });
  const sandbox = await createSandbox({ databaseUrl, deliverMail });
  onTestFinished(() => sandbox.close());
  const otherDatabase = await openDatabase({ databaseUrl });
  const other = createBillingServer({
    store: createPostgresStore(otherDatabase),
    provider: createPolarProvider({
      accessToken: sandbox.emulator.accessToken,
      webhookSecrets: ['not asked for here'],
      baseUrl: sandbox.emulator.url ?? '',
    }),
    authenticate: () => null,
    catalog: sampleCatalog,
    appUrl: sandbox.url,
    webhookUrl: `${sandbox.billingUrl}/webhooks/polar`,
    clock: sandbox.clock,
    deliverMail,
  });
  onTestFinished(async () => {
    await other.close();
    await otherDatabase.close();
  });
  await other.start();
  const settle = async () => {
    await sandbox.emulator.settled();
    await Promise.all([sandbox.server.settled(), other.settled()]);
    // What one has left in the other's hands is done as well.
    await sandbox.settled();
    await other.settled();
  };
  const checkout = await sandbox
    .adapterFor('ada')
    .startCheckout(
      { priceId: 'professional-month', returnPath: '/billing' },
      { idempotencyKey: 'one-intent' },
    );
  await payCheckout(checkout.url ?? '');
  await settle();

  for (let day = 1; day <= 13; day += 1) {
    await sandbox.clock.advance('P1D');
    await settle();
  }

  expect(mails.map(({ message, facts, externalId }) => [message, facts.days, externalId])).toEqual([
    ['trial_ending', 7, 'organization_northwind'],
    ['trial_ending', 3, 'organization_northwind'],
    ['trial_ending', 1, 'organization_northwind'],
  ]);
  expect(new Set(mails.map(({ key }) => key)).size).toBe(3);
  expect(mails[0]?.facts).toMatchObject({ amount: 7900, currency: 'USD', trialEnd: expect.any(String) });
  const audited = (await sandbox.store.listAudit('organization_northwind', 200)).filter(
    ({ action }) => action === 'notice.trial_ending',
  );
  expect(audited).toHaveLength(3);
}, 60_000);

it('skips what is no longer true when the clock jumps over it, and records that', async () => {
  const { world, mails } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P3M');

  expect(mails.filter(({ message }) => message === 'trial_ending')).toEqual([]);
  expect(await outcomesOf(world, 'trial_ending')).toEqual([
    'skipped:trial_over',
    'skipped:trial_over',
    'skipped:trial_over',
  ]);
});

it('tells once, of what comes next, when the clock jumps over the first of three notices', async () => {
  const { world, names } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P13DT1H');

  expect(names()).toEqual([['trial_ending', 1]]);
  expect(await outcomesOf(world, 'trial_ending')).toEqual([
    'skipped:superseded',
    'skipped:superseded',
    'noticed',
  ]);
});

it('tells nobody that a trial will be charged when it will not', async () => {
  const { world, mails } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  const { revision } = await world.as('ada').query('getBilling', {});
  await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
  await world.advance('P12D');

  expect(mails).toEqual([]);
  expect(await outcomesOf(world, 'trial_ending')).toEqual(['skipped:canceling', 'skipped:canceling']);
});

it('tells of a renewal a week ahead when a year is to be paid, and never of a month', async () => {
  const { world, names, mails } = await openMailWorld();
  await world.subscribe('ada', 'professional-year');
  await world.subscribe('elena', 'professional-month');
  await world.advance('P14D');
  mails.length = 0;
  await world.advance('P360D');

  const renewals = mails.filter(({ message }) => message === 'renewal_ahead');
  expect(names().filter(([name]) => name === 'renewal_ahead')).toEqual([['renewal_ahead', 7]]);
  expect(renewals[0]).toMatchObject({
    externalId: 'organization_northwind',
    facts: { currency: 'USD', amount: expect.any(Number) },
  });
}, 60_000);

it('tells of a card a month and a week before it expires, unless it was renewed', async () => {
  const { world, names, mails } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P14D');
  const method = (await world.store.getBillingState('organization_northwind')).defaultPaymentMethod;
  const expiresAt = Date.UTC(method?.expiryYear ?? 0, method?.expiryMonth ?? 0, 1);
  const days = Math.floor((expiresAt - Date.parse(world.emulator.now())) / 86_400_000);
  expect(days).toBeGreaterThan(60);
  await world.advance(`P${days - 29}D`);
  expect(names().filter(([name]) => name === 'card_expiring')).toEqual([['card_expiring', 30]]);
  expect(mails.find(({ message }) => message === 'card_expiring')?.facts).toEqual({
    paymentMethodId: method?.id,
    expiresAt: new Date(expiresAt).toISOString(),
    days: 30,
  });

  await world.replaceCard('ada', '4242424242424242', (method?.expiryYear ?? 0) + 4);
  const renewed = (await world.store.getBillingState('organization_northwind')).defaultPaymentMethod;
  expect(renewed).toMatchObject({ id: method?.id, expiryYear: (method?.expiryYear ?? 0) + 4 });
  await world.advance('P23D');
  expect(names().filter(([name, day]) => name === 'card_expiring' && day === 7)).toEqual([]);
}, 120_000);

it('tells of each failed attempt, and of the last one when the provider gives up', async () => {
  const { world, mails } = await openMailWorld();
  await world.subscribe('ada', 'professional-month', { card: 'declined_later' });
  await world.advance('P14D');
  for (let day = 0; day < 24; day += 1) await world.advance('P1DT1H');

  const failures = mails.filter(({ message }) => message === 'payment_failed').map(({ facts }) => facts);
  const attempts = failures.map(({ attempts: count, isFinal }) => [count, isFinal]);
  expect(attempts.at(-1)).toEqual([expect.any(Number), true]);
  expect(attempts.slice(0, -1)).toEqual([1, 2, 3, 4].map((count) => [count, false]));
  expect(failures[0]).toMatchObject({ amount: 7900, currency: 'USD', nextAttemptAt: expect.any(String) });
  expect(failures.at(-1)?.nextAttemptAt).toBeNull();
  expect(new Set(mails.map(({ key }) => key)).size).toBe(mails.length);
}, 120_000);

it('sends nothing about what had fallen due before the server ran for the first time', async () => {
  const { world, names } = await openMailWorld({ isStarted: false });
  await world.buyPastServer(seedProductIds.professional.month);
  await world.emulator.clock.advance('P12D');
  await world.billing.start();
  await world.settle();
  expect(names()).toEqual([]);
  expect(await outcomesOf(world, 'trial_ending')).toEqual(['skipped:before_start', 'skipped:before_start']);

  await world.advance('P1D');
  expect(names()).toEqual([['trial_ending', 1]]);
});

it('reconciles and cleans up at fixed times, once in two processes, and once after a jump of months', async () => {
  const { world } = await openMailWorld({ server: { schedule: { reconcileEveryHours: 6 } } });
  const other = await world.startAnother();
  const settleBoth = async () => {
    await Promise.all([world.settle(), other.settled()]);
    await world.settle();
  };
  await settleBoth();
  await world.emulator.clock.advance('PT6H');
  await settleBoth();
  expect(await outcomesOf(world, 'reconcile')).toHaveLength(1);
  expect(await outcomesOf(world, 'retention')).toHaveLength(0);

  await world.emulator.clock.advance('P3M');
  await settleBoth();
  expect(await outcomesOf(world, 'reconcile')).toHaveLength(2);
  expect(await outcomesOf(world, 'retention')).toHaveLength(1);
});

it('tells the alert’s pages that a notice has come', async () => {
  const { world } = await openMailWorld();
  await world.subscribe('ada', 'professional-month');
  const { lastId } = await world.store.findLivePosition('organization_northwind');
  await world.advance('P11D');

  const told = await world.store.listLiveAfter('organization_northwind', lastId);
  expect(told?.flatMap(({ stale }) => stale)).toContain('getBilling');
});

it('writes no mails where nobody delivers any', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P11D');

  expect(await outcomesOf(world, 'trial_ending')).toEqual(['skipped:superseded', 'noticed']);
  expect(await world.store.outbox.depth()).toMatchObject({ pending: 0, parked: 0 });
});
