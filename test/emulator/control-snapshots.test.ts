import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CreateEmulatorOptions, seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, startRig, subscribe } from './support.ts';

let dataDir: string;
let rigs: Rig[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'floe-emulator-'));
  rigs = [];
});
afterEach(async () => {
  for (const rig of rigs) await rig.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: CreateEmulatorOptions = {}): Promise<Rig> {
  const rig = await startRig(options);
  rigs.push(rig);
  return rig;
}

const save = (rig: Rig, name: string) => rig.call('/_emulator/snapshots', { name });
const load = (rig: Rig, name: string) => rig.call(`/_emulator/snapshots/${name}/load`, '');
const state = async (rig: Rig) => (await rig.call('/_emulator/state')).json;

describe.each([
  ['in memory', () => ({})],
  ['beside the journal', () => ({ dataDir })],
])('snapshots %s', (_where, options) => {
  it('bring back everything, and the same calls then give the same bytes', async () => {
    const rig = await start(options());
    await listenToAll(rig.polar);
    const { id } = await subscribe(rig.polar);
    await rig.emulator.settled();
    expect(await save(rig, 'trialing')).toEqual({
      status: 201,
      json: { name: 'trialing', now: '2027-01-10T10:00:00Z', mode: 'frozen', rows: expect.any(Number) },
    });
    const saved = await state(rig);

    const goOn = async () => {
      rig.received.length = 0;
      await rig.polar.subscriptions.update(id, { product_id: seedProductIds.professional.month });
      await rig.polar.customers.create({ email: 'bob@example.com' });
      await rig.emulator.clock.advance('P2M');
      return JSON.stringify([rig.received.map(({ body }) => body), await state(rig)]);
    };
    // A delivery says in its headers when it was really sent.
    const withoutHeaders = (text: string) => text.replaceAll(/"webhook-(timestamp|signature)":"[^"]*"/g, '');
    const first = await goOn();
    expect(await load(rig, 'trialing')).toMatchObject({ status: 200, json: { now: '2027-01-10T10:00:00Z' } });
    expect(await state(rig)).toEqual(saved);
    expect(withoutHeaders(await goOn())).toBe(withoutHeaders(first));
  });

  it('are listed by name, replaced under the same one, and deleted', async () => {
    const rig = await start(options());
    await save(rig, 'b');
    await save(rig, 'A');
    await rig.emulator.clock.advance('P1D');
    await save(rig, 'B');
    const rows = expect.any(Number);
    expect((await rig.call('/_emulator/snapshots')).json).toEqual({
      items: [
        { name: 'A', now: '2027-01-10T10:00:00Z', mode: 'frozen', rows },
        { name: 'B', now: '2027-01-11T10:00:00Z', mode: 'frozen', rows },
      ],
    });
    expect(await rig.call('/_emulator/snapshots/a', undefined, 'DELETE')).toEqual({
      status: 204,
      json: null,
    });
    expect((await rig.call('/_emulator/snapshots/a', undefined, 'DELETE')).status).toBe(404);
    expect((await load(rig, 'a')).status).toBe(404);
  });

  it('keep what happens afterwards out', async () => {
    const rig = await start(options());
    await save(rig, 'empty');
    await rig.polar.customers.create({ email: 'ada@example.com' });
    await load(rig, 'empty');
    expect((await rig.polar.customers.list()).items).toEqual([]);
    await rig.polar.customers.create({ email: 'bob@example.com' });
    await load(rig, 'empty');
    expect((await rig.polar.customers.list()).items).toEqual([]);
  });

  it('take up deliveries and invoices that waited when they were saved', async () => {
    const rig = await start(options());
    await listenToAll(rig.polar);
    await subscribe(rig.polar, { trial: false });
    await rig.emulator.settled();
    const [order] = (await rig.polar.orders.list()).items;
    await rig.call('/_emulator/settings', {
      invoiceDelayMs: 60_000,
      faults: { delay: { ms: 60_000, types: ['product.updated'] } },
    });
    await rig.polar.products.update(seedProductIds.starter.month, { name: 'Solo' });
    await rig.polar.orders.generateInvoice(order?.id ?? '');
    await save(rig, 'waiting');
    await rig.call('/_emulator/reset', '');
    rig.received.length = 0;
    await load(rig, 'waiting');
    await rig.emulator.clock.advance('PT1M');
    expect(rig.received.map(({ type }) => type)).toEqual(['product.updated']);
    expect(await state(rig)).toMatchObject({
      orders: [{ invoice: null, invoice_requested_at: expect.any(String) }],
    });
  });

  it('let a live clock go on from where it stood', async () => {
    const rig = await start({ ...options(), clock: { mode: 'live', now: '2030-06-01T00:00:00Z' } });
    await save(rig, 'june');
    await rig.emulator.clock.advance('P1Y');
    const { json } = await load(rig, 'june');
    expect(json).toMatchObject({ mode: 'live', now: expect.stringMatching(/^2030-06-01T00:0/) });
  });

  it.each(['', '../journal', 'a/b', '.hidden', 'a'.repeat(61), 'ä'])('refuse %j as a name', async (name) => {
    const rig = await start(options());
    const { status, json } = await save(rig, name);
    expect(status).toBe(422);
    expect(json).toMatchObject({ detail: [{ loc: ['body', 'name'] }] });
    expect((await load(rig, encodeURIComponent(name))).status).toBe(404);
  });
});

describe('snapshots in files', () => {
  it('outlive the emulator, and a reset', async () => {
    const first = await start({ dataDir });
    await first.polar.customers.create({ email: 'ada@example.com' });
    await save(first, 'one customer');
    await first.emulator.reset();
    await first.close();
    rigs.pop();
    const second = await start({ dataDir });
    expect((await second.polar.customers.list()).items).toEqual([]);
    await load(second, 'one customer');
    expect((await second.polar.customers.list()).items).toMatchObject([{ email: 'ada@example.com' }]);
    expect(readdirSync(join(dataDir, 'snapshots'))).toEqual(['one customer.jsonl']);
  });

  it('are left alone where another version wrote them', async () => {
    const rig = await start({ dataDir });
    await save(rig, 'mine');
    const file = join(dataDir, 'snapshots', 'mine.jsonl');
    const [header = '', ...rows] = readFileSync(file, 'utf8').split('\n');
    const older = { ...JSON.parse(header), version: 1 };
    writeFileSync(file, [JSON.stringify(older), ...rows].join('\n'));
    expect((await rig.call('/_emulator/snapshots')).json).toEqual({ items: [] });
    expect((await load(rig, 'mine')).status).toBe(404);
  });

  it('say which line is damaged, and leave the state as it is', async () => {
    const rig = await start({ dataDir });
    await save(rig, 'mine');
    const file = join(dataDir, 'snapshots', 'mine.jsonl');
    const [header, ...rows] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [header, '{broken', ...rows].join('\n'));
    const before = await state(rig);
    expect(await load(rig, 'mine')).toMatchObject({
      status: 409,
      json: { error: 'DamagedSnapshot', detail: expect.stringContaining('line 2 of') },
    });
    expect(await state(rig)).toEqual(before);
  });

  it('are not shown where a file holds something else', async () => {
    const rig = await start({ dataDir });
    await save(rig, 'mine');
    writeFileSync(join(dataDir, 'snapshots', 'notes.jsonl'), 'Remember the milk.\n');
    writeFileSync(join(dataDir, 'snapshots', 'empty.jsonl'), '');
    expect((await rig.call('/_emulator/snapshots')).json).toMatchObject({ items: [{ name: 'mine' }] });
  });
});
