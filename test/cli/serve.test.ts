import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/index.ts';
import type { CommandAnswer } from '../../src/contract/index.ts';
import { BillingError } from '../../src/core/index.ts';
import { createPolarCatalog } from '../../src/polar/index.ts';
import { payCheckout } from '../../src/sandbox/index.ts';
import { parseCodeCatalog } from '../../src/server/index.ts';
import { metricNamesOf, readAlertRules } from '../examples/support/alert-rules.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { emptyFolder, freePort, runFloe, startFloe, takenPort } from './support/floe.ts';
import { openPolarWithGate } from './support/polar-with-gate.ts';

const APP = 'https://app.example';
const METRICS_TOKEN = 'a-token-for-metrics-only';

const catalog = {
  defaultCurrency: 'USD',
  plans: [{ id: 'pro', name: 'Pro', rank: 1, prices: { month: { amounts: { USD: 2900 } } } }],
};

const CONFIG = `
export default ({ logger }) => ({
  authenticate: (request) =>
    request.headers.get('authorization') === 'Bearer session-of-ada'
      ? { userId: 'ada', userName: 'Ada', userEmail: 'ada@acme.example', role: 'owner',
          owner: { type: 'organization', id: 'acme', name: 'Acme', email: 'billing@acme.example' } }
      : null,
  catalog: './catalog.json',
  close: () => logger.info({}, 'The config was closed.'),
});`;

/** A folder with a config and a catalog. */
function writeSetup(config = CONFIG): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'floe.config.mjs'), config);
  writeFileSync(join(cwd, 'catalog.json'), JSON.stringify(catalog));
  return cwd;
}

const nothing = {
  ...{ POLAR_ACCESS_TOKEN: undefined, POLAR_WEBHOOK_SECRETS: undefined, DATABASE_URL: undefined },
  ...{ FLOE_APP_URL: undefined, PORT: undefined, HOST: undefined, FLOE_ENCRYPTION_KEYS: undefined },
};
const environment = {
  ...nothing,
  FLOE_APP_URL: APP,
  POLAR_ACCESS_TOKEN: 'polar_oat_very_secret',
  POLAR_WEBHOOK_SECRETS: 'whsec_bmV3ZXI=,whsec_b2xkZXI=',
  DATABASE_URL: 'postgres://floe:hunter2hunter2@db.internal:6543/billing',
};

/** The names of customers, as somebody reads them who has the database and no key. */
async function namesIn(databaseUrl: string): Promise<(string | null)[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string | null }>('select name from floe_billing.customers');
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** A running server over a local Polar that sells the catalog. */
async function startServer(encryptionKeys = '') {
  const polar = await openPolarWithGate();
  const sold = createPolarCatalog(polar);
  for (const change of (await sold.compare(parseCodeCatalog(catalog))).changes) await sold.apply(change);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = await polar.register(`${url}/api/billing/webhooks/polar`);
  const { url: databaseUrl } = await createTestDatabase();
  const webhookUrl = `webhookUrl: '${url}/api/billing/webhooks/polar', catalog:`;
  const cwd = writeSetup(CONFIG.replace('catalog:', webhookUrl));
  const files = {
    accessToken: join(cwd, 'token'),
    webhookSecrets: join(cwd, 'secrets'),
    encryptionKeys: join(cwd, 'keys'),
    firstSecret: secret,
  };
  writeFileSync(files.accessToken, `${polar.accessToken}\n`);
  writeFileSync(files.webhookSecrets, `${secret}\n`);
  writeFileSync(files.encryptionKeys, encryptionKeys);
  const command = startFloe(['serve'], {
    cwd,
    env: {
      ...nothing,
      FLOE_APP_URL: APP,
      FLOE_METRICS_TOKEN: METRICS_TOKEN,
      POLAR_ACCESS_TOKEN_FILE: files.accessToken,
      POLAR_BASE_URL: polar.baseUrl,
      POLAR_WEBHOOK_SECRETS_FILE: files.webhookSecrets,
      ...(encryptionKeys === '' ? {} : { FLOE_ENCRYPTION_KEYS_FILE: files.encryptionKeys }),
      DATABASE_URL: databaseUrl,
      PORT: String(port),
    },
  });
  const ada = createHttpAdapter({
    baseUrl: `${url}/api/billing`,
    headers: { authorization: 'Bearer session-of-ada' },
  });
  return { command, polar, url, secret, databaseUrl, ada, files };
}

// Each case starts processes from source, which takes seconds on a busy machine.
describe('floe-billing serve', { timeout: 180_000 }, () => {
  it('serves billing, says what it does, and finishes what is under way when it is told to stop', async () => {
    const { command, polar, url, secret, databaseUrl, ada } = await startServer();
    await command.says(/"Listening\."/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await command.says(/"Ready\."/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const signedOut = await fetch(`${url}/api/billing/get-billing?email=ada@acme.example`, {
      headers: { 'x-request-id': 'from-the-proxy' },
    });
    expect(signedOut.status).toBe(401);
    expect(signedOut.headers.get('x-request-id')).toBe('from-the-proxy');
    const lost = await fetch(`${url}/users/ada@acme.example`, { headers: { 'x-request-id': '<script>' } });
    expect(lost.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);

    const intent = { priceId: 'pro-month', returnPath: '/billing' };
    const { url: checkout } = await ada.startCheckout(intent, { idempotencyKey: crypto.randomUUID() });
    await payCheckout(checkout ?? '');
    const subscription = async () => (await ada.getBilling({})).subscription;
    await expect.poll(subscription, { timeout: 60_000 }).toMatchObject({ status: 'active', planName: 'Pro' });

    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const metrics = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(metrics.headers.get('content-type')).toContain('version=0.0.4');
    const measured = await metrics.text();
    expect(measured).toContain('floe_webhook_endpoint{state="healthy"} 1\n');
    // The example of alerts asks for nothing that a server does not tell from its start.
    for (const name of metricNamesOf(readAlertRules()))
      expect(measured).toMatch(new RegExp(`^${name}\\b`, 'm'));

    // A command that waits for Polar and a stream that never ends, while it is told to stop.
    const stream = await fetch(`${url}/api/billing/events`, {
      headers: { authorization: 'Bearer session-of-ada' },
    });
    const held = polar.hold('PATCH /v1/subscriptions/');
    // A webhook may still change what was just seen; a person looks again, and so does this one.
    const cancel = async (): Promise<CommandAnswer> => {
      const { revision } = await ada.getBilling({});
      const input = { revision, reason: 'too_expensive' } as const;
      return ada
        .cancelSubscription(input, { idempotencyKey: crypto.randomUUID() })
        .catch((error: unknown) => {
          if (BillingError.is(error) && error.code === 'conflict') return cancel();
          throw error;
        });
    };
    const canceling = cancel();
    await held.arrived;
    const stopping = command.stop('SIGTERM');
    await command.says(/"Asked to stop\."/);
    await stream.text();
    await expect
      .poll(() => fetch(`${url}/healthz`).catch(() => 'refused'), { timeout: 60_000 })
      .toBe('refused');
    held.release();
    expect((await canceling).billing.subscription).toMatchObject({ cancelAtPeriodEnd: true });
    const { code, stdout, stderr } = await stopping;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests).toContainEqual(
      expect.objectContaining({
        level: 'info',
        service: 'floe-billing',
        requestId: 'from-the-proxy',
        method: 'GET',
        path: '/api/billing/get-billing',
        status: 401,
        durationMs: expect.any(Number),
      }),
    );
    expect(requests).toContainEqual(expect.objectContaining({ path: '(other)', status: 404 }));
    expect(requests.some(({ path }) => path === '/healthz')).toBe(false);
    expect(lines.slice(-2).map(({ msg }) => msg)).toEqual(['The config was closed.', 'Stopped.']);
    for (const hidden of [
      polar.accessToken,
      secret,
      METRICS_TOKEN,
      new URL(databaseUrl).password,
      'acme.example',
    ]) {
      if (hidden !== '') expect(stdout).not.toContain(hidden);
    }
  });

  it('takes secrets from files, and new ones after SIGHUP, without a restart', async () => {
    const { command, polar, ada, files } = await startServer();
    await command.says(/"Ready\."/);
    const buy = async () => {
      const intent = { priceId: 'pro-month', returnPath: '/billing' };
      const { url } = await ada.startCheckout(intent, { idempotencyKey: crypto.randomUUID() });
      await payCheckout(url ?? '');
    };

    const { secret, accessToken } = await polar.rotate();
    await expect(buy()).rejects.toThrow();
    writeFileSync(files.webhookSecrets, ' , ');
    process.kill(command.pid, 'SIGHUP');
    await command.says(/cannot be used; those from before are kept/);

    writeFileSync(files.accessToken, `${accessToken}\n`);
    writeFileSync(files.webhookSecrets, `${secret},${files.firstSecret}\n`);
    process.kill(command.pid, 'SIGHUP');
    await command.says(/"isNew":true,"msg":"The secrets were read again\."/);
    await buy();
    const subscription = async () => (await ada.getBilling({})).subscription;
    await expect.poll(subscription, { timeout: 60_000 }).toMatchObject({ status: 'active' });
    const { code, stdout } = await command.stop();
    expect(code).toBe(0);
    for (const hidden of [secret, accessToken, files.firstSecret]) expect(stdout).not.toContain(hidden);
  });

  it('encrypts with keys from a file, and with newer ones after SIGHUP, without a restart', async () => {
    const [older, newer] = ['older', 'newer'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
    const { command, ada, files, databaseUrl } = await startServer(`${older}\n`);
    await command.says(/"Ready\."/);
    const names = () => namesIn(databaseUrl);
    await ada.startCheckout(
      { priceId: 'pro-month', returnPath: '/' },
      { idempotencyKey: crypto.randomUUID() },
    );
    expect(await names()).toEqual([expect.stringMatching(/^floe1:older:/)]);

    writeFileSync(files.encryptionKeys, `${newer}\n`);
    process.kill(command.pid, 'SIGHUP');
    await command.says(/cannot be used; those from before are kept/);
    expect((await ada.getBilling({})).owner.name).toBe('Acme');

    writeFileSync(files.encryptionKeys, `${newer},${older}\n`);
    process.kill(command.pid, 'SIGHUP');
    await command.says(/"isNew":true,"msg":"The secrets were read again\."/);
    const env = { ...nothing, DATABASE_URL: databaseUrl, FLOE_ENCRYPTION_KEYS_FILE: files.encryptionKeys };
    const reencrypted = await runFloe(['reencrypt'], { cwd: emptyFolder(), env });
    expect(reencrypted).toMatchObject({ code: 0, stderr: '' });
    expect(reencrypted.stdout).toMatch(/customers +1 rows encrypted anew/);
    expect(reencrypted.stdout).toContain('Everything is encrypted with the key "newer". Older keys may go.');
    expect(await names()).toEqual([expect.stringMatching(/^floe1:newer:/)]);

    writeFileSync(files.encryptionKeys, `${newer}\n`);
    process.kill(command.pid, 'SIGHUP');
    await command.says(/(?:"isNew":true[\s\S]*){2}/);
    const { code, stdout } = await command.stop();
    expect(code).toBe(0);
    for (const key of [older, newer]) {
      const secret = key?.split(':')[1] ?? '';
      for (const output of [stdout, reencrypted.stdout]) expect(output).not.toContain(secret);
    }
  });

  it('says what it would start with, without a secret, and starts nothing', async () => {
    const { code, stdout, stderr } = await runFloe(['serve', '--check'], {
      cwd: writeSetup(),
      env: environment,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`app               ${APP}\n`);
    expect(stdout).toContain(`webhooks at       ${APP}/api/billing/webhooks/polar\n`);
    expect(stdout).toContain('Polar             production\n');
    expect(stdout).toContain('webhook secrets   2, the newest first\n');
    expect(stdout).toContain(
      'PostgreSQL db.internal:6543/billing, 10 connections at most, and one to listen\n',
    );
    expect(stdout).toContain('plans             pro\n');
    expect(stdout).toContain('encryption        none: names and addresses are kept as they are\n');
    expect(stdout).toContain('metrics           none: neither a port nor a token is set\n');
    for (const hidden of ['very_secret', 'bmV3ZXI', 'hunter2', 'floe:']) expect(stdout).not.toContain(hidden);
  });

  it('names everything that is missing or wrong, and no value', async () => {
    const env = {
      ...nothing,
      DATABASE_URL: 'mysql://hunter2',
      FLOE_METRICS_TOKEN: 'short',
      LOG_LEVEL: 'loud',
      FLOE_ENCRYPTION_KEYS: 'a:c2hvcnQ=',
    };
    const refused = await runFloe(['serve', '--check'], { cwd: writeSetup(), env });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr.trim().split('\n')).toEqual([
      'floe-billing: the environment cannot be used.',
      '- POLAR_ACCESS_TOKEN is missing',
      '- POLAR_WEBHOOK_SECRETS is missing',
      '- DATABASE_URL must be a postgres:// or postgresql:// address',
      '- FLOE_APP_URL is missing',
      '- FLOE_METRICS_TOKEN must have 16 characters or more',
      '- FLOE_ENCRYPTION_KEYS must be id:key with commas between; the encryption key "a" must be 32 random bytes in base64, as `openssl rand -base64 32` makes them.',
      '- LOG_LEVEL must be debug, info, warn or error',
    ]);

    const check = (config: string) =>
      runFloe(['serve', '--check'], { cwd: writeSetup(config), env: environment });
    const [typo, bare] = await Promise.all([
      check('export default { authentificate: () => null, catalog: "./catalog.json" };'),
      check('export const catalog = {};'),
    ]);
    expect(typo.stderr).toContain('"authentificate" is no option.');
    expect(typo.stderr).toContain('authenticate must be a function');
    expect(bare.stderr).toContain('floe.config.mjs must have a default export');
    const none = await runFloe(['serve', '--config', 'other.mjs'], { cwd: emptyFolder(), env: environment });
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no other.mjs.') });
  });

  it('only brings the database up to date when asked to, needing nothing but its address', async () => {
    const { url } = await createTestDatabase();
    const migrated = await runFloe(['serve', '--migrate-only'], {
      cwd: emptyFolder(),
      env: { ...nothing, DATABASE_URL: url },
    });
    expect(migrated).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      'select count(*)::int as tables from pg_tables where schemaname = $1',
      ['floe_billing'],
    );
    await client.end();
    expect(rows[0].tables).toBeGreaterThan(15);
  });

  it('does not start where it cannot, says why, and holds nothing', async () => {
    const port = await freePort();
    const unreachable = await runFloe(['serve'], {
      cwd: writeSetup(),
      env: { ...environment, DATABASE_URL: `postgres://floe:hunter2hunter2@127.0.0.1:${port}/billing` },
    });
    expect(unreachable).toMatchObject({ code: 1 });
    expect(unreachable.stderr).toContain(`cannot reach PostgreSQL at 127.0.0.1:${port}/billing`);
    expect(unreachable.stderr).not.toContain('hunter2');

    const polar = await openPolarWithGate();
    const { url } = await createTestDatabase();
    const env = {
      ...environment,
      POLAR_ACCESS_TOKEN: polar.accessToken,
      POLAR_BASE_URL: polar.baseUrl,
      DATABASE_URL: url,
    };
    const unsold = await runFloe(['serve'], { cwd: writeSetup(), env });
    expect(unsold).toMatchObject({ code: 1 });
    expect(unsold.stderr).toContain('Polar has no product for pro-month.');

    const sold = createPolarCatalog(polar);
    for (const change of (await sold.compare(parseCodeCatalog(catalog))).changes) await sold.apply(change);
    const taken = await takenPort();
    const inUse = await runFloe(['serve'], { cwd: writeSetup(), env: { ...env, PORT: String(taken) } });
    expect(inUse).toMatchObject({ code: 1 });
    expect(inUse.stderr).toContain(`Port ${taken} is in use.`);
  });
});
