import { Client } from 'pg';
import { expect, it } from 'vitest';
import { operations } from '../../src/contract/index.ts';
import {
  apply,
  benefit,
  benefitGrant,
  customerMeter,
  discount,
  meter,
  payment,
  refund,
  seat,
} from '../../src/testing/billing-store/fixtures.ts';
import { fillTables } from '../postgres/support/fill-tables.ts';
import { migratedTemplate } from '../postgres/support/migrated-template.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { idsOf, probes, takeSteps } from './security/support/probes.ts';
import { OWN, openStage, type Route, type Send, type Stage } from './security/support/stage.ts';
import { recordStatements, type SentStatement } from './support/record-statements.ts';

// Each statement that the server sends for a request, a webhook, a due job or a reconciliation must be served by an index:
// nobody waits for what others have. `npm run scale` asks the same with 100,000 subscriptions and 1,000,000 invoices.

const OWNERS = Number(process.env.FLOE_SCALE ?? 2000);
const ROWS = {
  invoices: 10 * OWNERS,
  webhook_inbox: 3 * OWNERS,
  billing_audit_log: 3 * OWNERS,
  outbox: 3 * OWNERS,
};
/** One for each product, discount, meter, kind of job or run of the reconciliation, however many owners. */
const SMALL = ['products', 'benefits', 'discounts', 'meters', 'schedules', 'reconciliations'];

const INVOICES = { limit: 1, cursor: null, status: null, search: null, searchProductIds: [] };

/** Asks for each operation of the contract, as somebody who may. */
async function askForEverything(stage: Stage, send: Send): Promise<void> {
  const [intent] = await stage.sandbox.store.listCheckoutIntents(
    `organization_${OWN}`,
    '2000-01-01T00:00:00Z',
  );
  const freshIds = () => idsOf(send, OWN, intent?.checkoutId ?? '');
  for (const route of Object.keys(operations) as Exclude<Route, 'events'>[]) {
    const probe = probes[route];
    await takeSteps(send, probe.before, freshIds);
    const response = await send(route, {
      who: { organization: OWN, role: 'owner' },
      input: probe.input(await freshIds()),
      headers: { 'user-agent': 'Browser/1' },
    });
    const text = await response.text();
    if (probe.answers.own === 'ok') expect(response.status, `${route}: ${text}`).toBe(200);
    await takeSteps(send, probe.after, freshIds);
  }
  await stage.settled();
}

/** Writes what the sandbox's plans do not bring about: two versions of each, as events tell them. */
async function mirrorOneOfEach({ sandbox: { store } }: Stage): Promise<void> {
  const mirrored = await store.getBillingState(`organization_${OWN}`);
  const customerId = mirrored.customer?.id ?? '';
  const subscriptionId = mirrored.subscription?.id ?? '';
  const [paid] = (await store.listInvoices(`organization_${OWN}`, INVOICES)).items;
  const invoiceId = paid?.id ?? '';
  const versions = [{}, { modifiedAt: '2031-01-01T00:00:00.000Z' }];
  for (const version of versions) {
    await apply(
      store,
      'event',
      { kind: 'benefit', record: benefit(version) },
      { kind: 'discount', record: discount(version) },
      { kind: 'meter', record: meter(version) },
      { kind: 'refund', record: refund({ customerId, invoiceId, ...version }) },
      { kind: 'payment', record: payment({ invoiceId, ...version }) },
      { kind: 'benefit_grant', record: benefitGrant({ customerId, ...version }) },
      { kind: 'seat', record: seat({ subscriptionId, ...version }) },
      { kind: 'customer_meter', record: customerMeter({ customerId, ...version }) },
    );
  }
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

function scannedWhole(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '?'] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scannedWhole)];
}

/** Tables that a statement reads from beginning to end. */
async function tablesScanned(client: Client, { text, values }: SentStatement): Promise<string[]> {
  if (!/^\s*(select|insert|update|delete|with)/i.test(text)) return [];
  const { rows } = await client.query(`explain (format json) ${text}`, values);
  return scannedWhole(rows[0]['QUERY PLAN'][0].Plan);
}

it('reads no table from beginning to end', { timeout: 120_000 + OWNERS * 20 }, async () => {
  const { url } = await createTestDatabase({ template: migratedTemplate });
  const stage = await openStage(url);
  const { send, close } = await stage.serve();
  await askForEverything(stage, send);
  await mirrorOneOfEach(stage);
  const empty = await fillTables(stage.sandbox.database.db, { owners: OWNERS, rows: ROWS, small: SMALL });

  const statements = await recordStatements(async () => {
    await askForEverything(stage, send);
    await mirrorOneOfEach(stage);
    await stage.sandbox.clock.advance('P8D');
    await stage.sandbox.server.reconcile();
    await stage.settled();
  });
  const client = new Client({ connectionString: url });
  await client.connect();
  const faults: string[] = [];
  for (const statement of statements) {
    const tables = (await tablesScanned(client, statement)).filter((table) => !SMALL.includes(table));
    if (tables.length > 0)
      faults.push(`${tables.join(', ')}: ${statement.text} ${JSON.stringify(statement.values)}`);
  }
  await client.end();
  await close();
  await stage.close();

  expect(faults.join('\n\n')).toBe('');
  expect(empty).toEqual([]);
  expect(statements.length).toBeGreaterThan(60);
});
