import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/index.ts';
import { payCheckout } from '../../src/sandbox/index.ts';
import { emptyFolder, runFloe, startFloe, takenPort } from './support/floe.ts';

const APP = 'http://localhost:7357';

const solo = {
  id: 'solo',
  name: 'Solo',
  rank: 1,
  trialDays: 7,
  prices: { month: { amounts: { EUR: 900 }, productId: 'one-of-production' } },
};

function writeCatalog(folder: string, amount: number): string {
  const plan = { ...solo, prices: { month: { ...solo.prices.month, amounts: { EUR: amount } } } };
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify({ defaultCurrency: 'EUR', plans: [plan] }));
  return 'catalog.json';
}

/** Starts development in a folder and reads from its words where it is. */
async function startDev(folder: string, ...args: string[]) {
  const command = startFloe(['dev', '--port', '0', '--emulator-port', '0', '--app-url', APP, ...args], {
    cwd: folder,
  });
  await command.says(/Ctrl-C stops it/);
  const word = (name: string) => command.stdout.match(new RegExp(`${name}\\s+(\\S+)`))?.[1] ?? '';
  const api = word('billing API');
  return {
    command,
    api,
    url: word('sign in').replace(/\/$/, ''),
    control: word('local Polar'),
    ada: createHttpAdapter({ baseUrl: api, headers: { cookie: 'floe_person=ada' } }),
  };
}

// Each case starts processes from source, which takes seconds on a busy machine.
describe('floe-billing dev', { timeout: 180_000 }, () => {
  it('starts in an empty folder, sells what a file says, and goes on where it was after a Ctrl-C', async () => {
    const folder = emptyFolder();
    const file = writeCatalog(folder, 900);
    const first = await startDev(folder, '--catalog', file);

    expect(first.command.stdout).toContain(
      `createHttpAdapter({ baseUrl: '${first.api}', credentials: 'include' })`,
    );
    expect(first.command.stdout).toMatch(/POLAR_WEBHOOK_SECRETS=whsec_\S+\n/);
    expect(first.command.stdout).toContain(`FLOE_APP_URL=${APP}\n`);
    expect(first.command.stdout).toMatch(/clock {9}\S+ \(live\)/);
    expect(readFileSync(join(folder, '.floe', '.gitignore'), 'utf8')).toBe('*\n');
    const { plans } = await first.ada.getCatalog({});
    expect(plans).toMatchObject([
      {
        name: 'Solo',
        prices: [{ id: 'solo-month', money: { amount: 900, currency: 'EUR' }, trial: { intervalCount: 7 } }],
      },
    ]);

    const input = { priceId: 'solo-month', returnPath: '/billing' };
    const { url } = await first.ada.startCheckout(input, { idempotencyKey: crypto.randomUUID() });
    await payCheckout(url ?? '');
    const subscribed = async (one: typeof first) => (await one.ada.getBilling({})).subscription;
    await expect.poll(() => subscribed(first), { timeout: 60_000 }).toMatchObject({ planName: 'Solo' });
    expect(await first.command.stop('SIGINT')).toMatchObject({ code: 0, stderr: '' });

    // What the file says now is what is sold now; whoever bought before keeps what they have.
    writeCatalog(folder, 1200);
    const second = await startDev(folder, '--catalog', file);
    expect(await subscribed(second)).toMatchObject({ planName: 'Solo', status: 'trialing' });
    const changed = await second.ada.getCatalog({});
    expect(changed.plans[0]?.prices[0]?.money).toEqual({ amount: 1200, currency: 'EUR' });
    expect((await second.command.stop('SIGTERM')).code).toBe(0);

    const third = await startDev(folder, '--catalog', file, '--reset', '--clock', 'frozen');
    expect(await subscribed(third)).toBeNull();
    expect(third.command.stdout).toMatch(/clock {9}\S+ \(frozen\)/);
  });

  it('signs people in for the app alone', async () => {
    const { url, api, control } = await startDev(emptyFolder());
    const page = await (await fetch(`${url}/?return=${APP}/settings`)).text();
    expect(page).toContain('Sign in as Ada Lindqvist');
    expect(page).toContain(`value="${APP}/settings"`);
    expect((await fetch(control)).status).toBe(200);

    const signIn = (origin: string, back = `${APP}/settings`) =>
      fetch(`${url}/dev/sign-in`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ person: 'ada', return: back }),
        redirect: 'manual',
      });
    const signedIn = await signIn(url);
    expect(signedIn.headers.get('location')).toBe(`${APP}/settings`);
    expect(signedIn.headers.get('set-cookie')).toBe('floe_person=ada; Path=/; HttpOnly; SameSite=Lax');
    expect((await signIn(url, 'https://evil.example/')).headers.get('location')).toBe(APP);
    expect((await signIn('https://evil.example')).status).toBe(403);

    const ask = (path: string, origin: string) =>
      fetch(path, { headers: { origin, cookie: 'floe_person=ada' } });
    const session = await ask(`${url}/dev/session`, APP);
    expect(session.headers.get('access-control-allow-origin')).toBe(APP);
    expect(await session.json()).toMatchObject({
      userId: 'user-ada',
      owner: { id: 'northwind' },
      role: 'owner',
    });
    const billing = await ask(`${api}/get-billing`, APP);
    expect(billing.headers.get('access-control-allow-origin')).toBe(APP);
    expect(billing.headers.get('access-control-allow-credentials')).toBe('true');

    const stranger = await ask(`${url}/dev/session`, 'https://evil.example');
    expect(stranger.headers.has('access-control-allow-origin')).toBe(false);
    expect((await ask(`${api}/get-billing`, 'https://evil.example')).status).toBe(403);
  });

  it('says which port is taken, and leaves nothing locked', async () => {
    const folder = emptyFolder();
    const port = await takenPort();
    const onTaken = (option: string, other: string) =>
      runFloe(['dev', option, String(port), other, '0'], { cwd: folder });
    for (const [option, other] of [
      ['--port', '--emulator-port'],
      ['--emulator-port', '--port'],
    ] as const) {
      expect(await onTaken(option, other)).toEqual({
        code: 1,
        stdout: '',
        stderr: `floe-billing: Port ${port} is in use. Stop what listens there, or choose another: ${option} ${port + 1}\n`,
      });
    }
    expect(existsSync(join(folder, '.floe', 'postgres.lock'))).toBe(false);
  });

  it('refuses files, options and surroundings that make no sense, before anything is started', async () => {
    const folder = emptyFolder();
    const at = (name: string, text: string) => writeFileSync(join(folder, name), text);
    at('broken.json', '{ "plans": ');
    at('empty.mjs', 'export const other = 1;');
    at(
      'wrong.mjs',
      `export default { defaultCurrency: 'USD', plans: [{ id: 'a', name: 'A', rank: 1, prices: { month: { amounts: { USD: 29.5 } } } }] };`,
    );
    const refused = async (code: number, message: string, ...args: string[]) => {
      const ended = await runFloe(['dev', ...args], { cwd: folder });
      expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
    };

    await Promise.all([
      refused(2, 'The catalog file none.json cannot be read (ENOENT).', '--catalog', 'none.json'),
      refused(2, 'A catalog is a .json, .mjs or .js file, not "plans.yaml".', '--catalog', 'plans.yaml'),
    ]);
    await Promise.all([
      refused(1, 'the catalog file broken.json cannot be read:', '--catalog', 'broken.json'),
      refused(1, 'empty.mjs exports no catalog', '--catalog', 'empty.mjs'),
    ]);
    await Promise.all([
      refused(
        1,
        'the catalog in wrong.mjs cannot be used.\n- plans[0].prices.month.amounts.USD must be a whole number of minor units',
        '--catalog',
        'wrong.mjs',
      ),
      refused(2, '--port and --emulator-port are both 4000', '--emulator-port', '4000'),
    ]);
    const production = await runFloe(['dev'], { cwd: folder, env: { NODE_ENV: 'production' } });
    expect(production).toMatchObject({ code: 1, stderr: expect.stringContaining('NODE_ENV=production') });
    expect(existsSync(join(folder, '.floe'))).toBe(false);
  });
});
