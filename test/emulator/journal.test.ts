import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPolar } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, defaultSeed } from '../../src/emulator/index.ts';
import { emptyCollections } from '../../src/emulator/state/collections.ts';
import { openJournal } from '../../src/emulator/state/journal.ts';
import { Store } from '../../src/emulator/state/store.ts';
import { listenToAll, startRig, subscribe } from './support.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'floe-emulator-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const journal = () => join(dataDir, 'journal.jsonl');

describe('a data directory', () => {
  it('keeps everything over a restart, the clock included', async () => {
    const first = await startRig({ dataDir });
    const { id } = await subscribe(first.polar);
    await first.emulator.clock.advance('P1D');
    const before = (await first.call('/_emulator/state')).json;
    await first.close();
    const second = await startRig({ dataDir });
    expect((await second.call('/_emulator/state')).json).toEqual(before);
    await second.emulator.clock.advance('P14D');
    expect(await second.polar.subscriptions.get(id)).toMatchObject({ status: 'active' });
    await second.close();
  });

  it('drops a last line that was torn, and only that', async () => {
    const first = await startRig({ dataDir });
    await first.polar.customers.create({ email: 'ada@example.com' });
    await first.close();
    appendFileSync(journal(), '[["customers",{"id":"torn"');
    const second = await startRig({ dataDir });
    expect((await second.polar.customers.list()).items).toHaveLength(1);
    await second.close();
  });

  it('with a damaged line says which, and lets the directory go', async () => {
    const first = await startRig({ dataDir });
    await first.close();
    const lines = readFileSync(journal(), 'utf8').split('\n');
    writeFileSync(journal(), [lines[0], '{broken', ...lines.slice(1)].join('\n'));
    await expect(createEmulator({ dataDir })).rejects.toThrow(/line 2 of .* is damaged/);
    rmSync(journal());
    const second = await createEmulator({ dataDir });
    await second.close();
  });

  it('belongs to one emulator at a time', async () => {
    const first = await createEmulator({ dataDir });
    await expect(createEmulator({ dataDir })).rejects.toThrow(/in use by another emulator/);
    await first.close();
    const second = await createEmulator({ dataDir });
    await second.close();
  });

  it('delivers once, at the next start, what it had no time to deliver', async () => {
    const first = await startRig({ dataDir });
    await listenToAll(first.polar);
    await first.call('/_emulator/settings', { faults: { delay: { ms: 60_000 } } });
    await first.polar.customers.create({ email: 'ada@example.com' });
    await first.close();
    expect(first.received).toEqual([]);
    const second = await startRig({ dataDir });
    await second.close();
    const third = await startRig({ dataDir });
    await third.emulator.clock.advance('PT1M');
    expect(await third.takeTypes()).toEqual(['customer.created', 'member.created', 'customer.state_changed']);
    await third.close();
  });

  it('does what fell due while it was closed, each at its own instant', async () => {
    const first = await startRig({ dataDir, clock: { mode: 'live', now: '2027-01-01T00:00:00Z' } });
    const { id, trial_end } = await subscribe(first.polar);
    await first.emulator.clock.advanceTo(new Date(Date.parse(trial_end ?? '') - 20).toISOString());
    await first.close();
    await expect
      .poll(async () => {
        const next = await startRig({ dataDir });
        const { status, current_period_start } = await next.polar.subscriptions.get(id);
        await next.close();
        return [status, current_period_start];
      })
      .toEqual(['active', trial_end]);
  });
});

describe('the journal of a long run', () => {
  const MEGABYTE = 1_048_576;

  /** Draws one number in each transaction, with a seed that makes each line a tenth of a megabyte long. */
  function run(transactions: number): void {
    const { journal } = openJournal(dataDir);
    const rows = emptyCollections();
    const seed = 'x'.repeat(MEGABYTE / 10);
    rows.random.set('random', { id: 'random', seed, drawn: 0 });
    journal.rewrite(rows);
    const store = new Store(rows, journal, '');
    for (let index = 0; index < transactions; index += 1) store.transact(0, (one) => one.newId());
    journal.close();
  }

  const drawn = () => openJournal(dataDir).collections?.random.get('random')?.drawn;

  it('is left alone while it is small', () => {
    run(100);
    expect(statSync(journal()).size).toBeGreaterThan(10 * MEGABYTE);
    expect(drawn()).toBe(100);
  });

  it('is rewritten when most of it is no longer true', () => {
    run(500);
    expect(statSync(journal()).size).toBeLessThan(17 * MEGABYTE);
    expect(drawn()).toBe(500);
  });
});

describe('kill -9', () => {
  /** Starts the emulator as a process of its own. */
  async function startProcess(): Promise<{ url: string; kill(): Promise<void> }> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/cli/floe-billing.ts', 'emulator', '--port', '0', '--data-dir', dataDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('The emulator did not start.')));
      child.stdout.on('data', (chunk: Buffer) => {
        const found = /ready at (\S+)/.exec(chunk.toString())?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    return {
      url,
      async kill() {
        child.kill('SIGKILL');
        await exited;
      },
    };
  }

  async function customers(): Promise<string[]> {
    const again = await startRig({ dataDir });
    const kept: string[] = [];
    for await (const { email } of again.polar.customers.iterList({ limit: 100 })) kept.push(email ?? '');
    await again.close();
    return kept;
  }

  it('loses nothing acknowledged, and starts again on the same directory', { timeout: 60_000 }, async () => {
    const { url, kill } = await startProcess();
    const polar = createPolar({ accessToken: defaultSeed.accessToken, baseUrl: url });
    const acknowledged: string[] = [];
    let killed: Promise<void> | null = null;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; ; index += 1) {
        const { email } = await polar.customers.create({ email: `c${writer}-${index}@example.com` });
        acknowledged.push(email ?? '');
        if (acknowledged.length === 60) killed = kill();
      }
    });
    await Promise.allSettled(writers);
    await killed;
    const kept = await customers();
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    expect(acknowledged.filter((email) => !kept.includes(email))).toEqual([]);
  });

  it('leaves snapshots whole, and a state that is being loaded old or new, never half', {
    timeout: 60_000,
  }, async () => {
    const { url, kill } = await startProcess();
    const polar = createPolar({ accessToken: defaultSeed.accessToken, baseUrl: url });
    const post = async (path: string, body: unknown) => {
      const response = await fetch(`${url}/_emulator/snapshots${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(await response.text());
    };
    await post('', { name: 'none' });
    const many = Array.from({ length: 300 }, (_, index) => `c${index}@example.com`);
    for (const email of many) await polar.customers.create({ email });
    await post('', { name: 'many' });

    const saved = ['many', 'none'];
    let killed: Promise<void> | null = null;
    const work = (async () => {
      for (let index = 0; ; index += 1) {
        await post(index % 2 === 0 ? '/none/load' : '/many/load', {});
        await post('', { name: `copy ${index}` });
        saved.push(`copy ${index}`);
        // In the middle of one of these, wherever that is.
        if (index === 10) setTimeout(() => (killed = kill()), 3);
      }
    })();
    await work.catch(() => undefined);
    await killed;

    const again = await startRig({ dataDir });
    const count = async () => (await again.polar.customers.list()).pagination.total_count;
    expect([0, 300]).toContain(await count());
    const { json } = await again.call('/_emulator/snapshots');
    const names = (json as { items: { name: string }[] }).items.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(saved));
    for (const name of names) {
      expect((await again.call(`/_emulator/snapshots/${name}/load`, '')).status).toBe(200);
      expect([0, 300]).toContain(await count());
    }
    await again.close();
  });
});
