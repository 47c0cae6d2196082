import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { customerWith, signInByApi } from './support/customer.ts';
import { freePort, spawnDemo, startDemoProcess } from './support/demo-process.ts';

/** A folder for the demo's data that does not exist yet. */
function newDataDir(): string {
  const parent = mkdtempSync(join(tmpdir(), 'floe-demo-command-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'data');
}

/** Runs the command to its end. */
async function runDemo(
  args: readonly string[],
  dataDir = newDataDir(),
): Promise<{ code: number | null; output: string }> {
  const demo = spawnDemo(args, { FLOE_DATA_DIR: dataDir, DATABASE_URL: '' });
  onTestFinished(() => void demo.process.kill('SIGKILL'));
  const code = await demo.exited;
  return { code, output: demo.output() };
}

/** Listens on a port until the test ends. */
async function occupyPort(): Promise<number> {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return port;
}

/** Whether somebody listens there. */
function isAnswering(port: number): Promise<boolean> {
  return fetch(`http://localhost:${port}/`).then(
    () => true,
    () => false,
  );
}

describe('npm run demo, when it cannot start', () => {
  it('names the busy port of the app and leaves nothing behind', async () => {
    const [busy, free] = [await occupyPort(), await freePort()];
    const dataDir = newDataDir();
    const { code, output } = await runDemo(
      ['--port', String(busy), '--emulator-port', String(free)],
      dataDir,
    );

    expect(output).toContain(`Port ${busy} is in use`);
    expect(output).toContain('choose another port with --port');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
    expect(await isAnswering(free)).toBe(false);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('is not for production, where its passwords and its clock would be everybody’s', async () => {
    const demo = spawnDemo([], { NODE_ENV: 'production', FLOE_DATA_DIR: newDataDir(), DATABASE_URL: '' });
    onTestFinished(() => void demo.process.kill('SIGKILL'));

    expect(await demo.exited).toBe(1);
    expect(demo.output()).toContain('does not start with NODE_ENV=production');
  });

  it('names the busy port of the local Polar and leaves nothing behind', async () => {
    const [free, busy] = [await freePort(), await occupyPort()];
    const dataDir = newDataDir();
    const { code, output } = await runDemo(
      ['--port', String(free), '--emulator-port', String(busy)],
      dataDir,
    );

    expect(output).toContain(`Port ${busy} is in use`);
    expect(output).toContain('choose another port with --emulator-port');
    expect(code).toBe(1);
    expect(await isAnswering(free)).toBe(false);
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each([
    ['an option there is not', ['--prot', '4000'], '--prot'],
    ['a port that is none', ['--port', '99999'], '--port must be a port number from 1 to 65535, not "99999"'],
  ])('answers %s with how it is used', async (_name, args, complaint) => {
    const { code, output } = await runDemo(args);

    expect(output).toContain(complaint);
    expect(output).toContain('Usage: npm run demo -- [options]');
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });
});

describe('npm run demo', () => {
  it('keeps everything over a restart, and forgets it with --reset', async () => {
    const dataDir = newDataDir();
    const startedAt = performance.now();
    const first = await startDemoProcess({ dataDir });
    onTestFinished(async () => void (await first.stop('SIGKILL')));
    console.log(`Ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
    const anna = await signInByApi(first.url, 'anna');
    const catalog = await anna.ask('/get-catalog');
    const { plans } = catalog.body as { plans: { prices: { id: string }[] }[] };
    await anna.subscribe(plans[0]?.prices[0]?.id ?? '');
    const before = await anna.ask('/get-billing');
    expect(before.body).toMatchObject({ subscription: { status: 'trialing' } });
    expect(await first.stop('SIGINT')).toBe(0);

    const { port, emulatorPort } = first;
    const second = await startDemoProcess({ dataDir, port, emulatorPort });
    onTestFinished(async () => void (await second.stop('SIGKILL')));
    const after = await customerWith(second.url, anna.cookie).ask('/get-billing');
    expect(after.body.subscription).toEqual(before.body.subscription);
    expect(await second.stop('SIGTERM')).toBe(0);

    const third = await startDemoProcess({ dataDir, port, emulatorPort, args: ['--reset'] });
    onTestFinished(async () => void (await third.stop('SIGKILL')));
    const stranger = await customerWith(third.url, anna.cookie).ask('/get-billing');
    expect(stranger.status).toBe(401);
    const again = await signInByApi(third.url, 'anna');
    expect((await again.ask('/get-billing')).body).toMatchObject({ subscription: null });
    expect(await third.stop('SIGINT')).toBe(0);
    expect(await isAnswering(emulatorPort)).toBe(false);
  });

  it('refuses a second one on the same data, and the first goes on', async () => {
    const dataDir = newDataDir();
    const first = await startDemoProcess({ dataDir });
    onTestFinished(async () => void (await first.stop('SIGKILL')));
    const ports = [await freePort(), await freePort()].map(String);
    const second = await runDemo(['--port', ports[0] ?? '', '--emulator-port', ports[1] ?? ''], dataDir);

    expect(second.output).toContain(`The data in ${dataDir} is in use by another demo`);
    expect(second.output).not.toContain('    at ');
    expect(second.code).toBe(1);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    const anna = await signInByApi(first.url, 'anna');
    expect((await anna.ask('/get-billing')).status).toBe(200);
    expect(await first.stop()).toBe(0);
  });

  it('refuses to throw away the data of a running one', async () => {
    const dataDir = newDataDir();
    const first = await startDemoProcess({ dataDir });
    onTestFinished(async () => void (await first.stop('SIGKILL')));
    const ports = [await freePort(), await freePort()].map(String);
    const second = await runDemo(
      ['--port', ports[0] ?? '', '--emulator-port', ports[1] ?? '', '--reset'],
      dataDir,
    );

    expect(second.output).toContain(`The data in ${dataDir} is in use by another demo`);
    expect(second.code).toBe(1);
    expect(existsSync(join(dataDir, 'emulator'))).toBe(true);
    expect(await first.stop()).toBe(0);
  });
});
