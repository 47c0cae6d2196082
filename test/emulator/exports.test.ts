import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/seed.ts';
import { type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const lines = (table: string) => table.split('\r\n');

it('exports orders, newest first, in hundredths of any currency', async () => {
  await subscribe(rig.polar, { trial: false });
  await rig.emulator.clock.advance('P1D');
  await subscribe(rig.polar, {
    ...{ trial: false, email: 'bob@example.com', country: 'JP', currency: 'jpy' },
    product: seedProductIds.professional.month,
  });
  const { items } = await rig.polar.orders.list();
  expect(lines(await rig.polar.orders.export())).toEqual([
    'Email,Created At,Product,Net Amount,Currency,Status,Invoice number',
    `bob@example.com,${items[0]?.created_at.replace('Z', '+00:00')},Professional,120.0,jpy,paid,${items[0]?.invoice_number}`,
    `ada@example.com,${items[1]?.created_at.replace('Z', '+00:00')},Starter,29.0,usd,paid,${items[1]?.invoice_number}`,
    '',
  ]);
});

it('exports the columns that are asked for, by the clocks of a zone, and only what is asked for', async () => {
  await subscribe(rig.polar, { trial: false });
  await rig.emulator.clock.advance('P1D');
  await subscribe(rig.polar, {
    trial: false,
    email: 'bob@example.com',
    product: seedProductIds.starter.year,
  });
  const table = await rig.polar.subscriptions.export({
    columns: [
      'billing_country',
      'amount',
      'started_at',
      'recurring_interval',
      'seats',
      'cancel_at_period_end',
    ],
    started_after: '2027-01-11T00:00:00+02:00',
    status: ['active', 'trialing'],
    timezone: 'America/New_York',
  });
  expect(lines(table)).toEqual([
    'Billing Country,Amount,Started At,Billing Interval,Seats,Cancels At Period End',
    'US,290.0,2027-01-11T05:00:00-05:00,year,,false',
    '',
  ]);
  expect(lines(await rig.polar.subscriptions.export({ status: 'paused' }))).toHaveLength(2);
});

it('names the file for the days that it is limited to, as those days are in the zone', async () => {
  const query = 'created_after=2027-01-01T03:00:00Z&created_before=2027-02-01T03:00:00Z';
  const response = await fetch(`${rig.url}/v1/orders/export?${query}&timezone=America/New_York`, {
    headers: { authorization: `Bearer ${rig.emulator.accessToken}` },
  });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename=polar-orders-2026-12-31-2027-01-31.csv',
  );
});

it('exports customers with what spreadsheets could stumble on, as it is', async () => {
  const { id, created_at } = await rig.polar.customers.create({
    email: 'ada@example.com',
    name: '=1+1, "Ada"\nLovelace',
    external_id: 'user_1',
    metadata: { plan: 'größer', seats: 3, beta: true },
    billing_address: { country: 'DE', line1: 'Weg 1', city: 'Berlin', postal_code: '10115' },
  });
  await rig.polar.customers.create({ type: 'team', owner: { email: 'owner@example.com' } });
  const table = await rig.polar.customers.export();
  const [header, first] = table.split('\r\n');
  expect(header).toBe(
    'ID,External ID,Created At,Email,Name,Tax ID,Billing Address Line 1,Billing Address Line 2,Billing Address City,Billing Address State,Billing Address Zip,Billing Address Country,Metadata',
  );
  expect(first).toBe(
    `${id},user_1,${created_at.replace('Z', '+00:00')},ada@example.com,"=1+1, ""Ada""\nLovelace",,Weg 1,,Berlin,,10115,DE,"{""plan"": ""gr\\u00f6\\u00dfer"", ""seats"": 3, ""beta"": true}"`,
  );
  expect(lines(table)).toHaveLength(4);
});

it('refuses limits without an offset, and columns and zones that there are not', async () => {
  expect(await refusal(rig.polar.orders.export({ created_after: '2027-01-01T00:00:00' }))).toEqual({
    status: 422,
    error: {
      error: 'RequestValidationError',
      detail: [
        {
          type: 'timezone_aware',
          loc: ['query', 'created_after'],
          msg: 'Input should have timezone info',
          input: '2027-01-01T00:00:00',
        },
      ],
    },
  });
  expect((await refusal(rig.polar.subscriptions.export({ started_before: '2027-01-01' }))).status).toBe(422);
  expect((await refusal(rig.polar.orders.export({ timezone: 'Mars/Olympus' }))).status).toBe(422);
  expect((await rig.call('/v1/orders/export?columns=secret')).status).toBe(422);
});
