import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSeed, type EmulatorSeed } from '../../emulator/index.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { CodeCatalog } from '../../server/index.ts';
import { readCatalogFile } from '../catalog/read-catalog-file.ts';
import { explainListenError } from '../explain-listen-error.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { forgetState } from './forget-state.ts';
import { makeProducts } from './make-products.ts';
import type { DevArguments } from './options.ts';
import { createSignIn } from './sign-in.ts';

/** Starts everything and says where it is; it runs until it is interrupted. */
export async function runDev(options: DevArguments): Promise<void> {
  // Its sign-in believes everybody, and its clock is everybody's to move.
  if (process.env.NODE_ENV === 'production') {
    throw new Error('dev does not start with NODE_ENV=production. `floe-billing serve` is for that.');
  }
  const catalog = options.catalog === undefined ? null : await readCatalogFile(options.catalog);
  prepareFolder(options.dataDir);
  if (options.isReset) await forgetState(options.dataDir);
  const starting = start(options, catalog);
  // Before it is ready, too: what was opened must be closed, or the next start finds it locked.
  stopOnSignals(async () => (await starting.catch(() => null))?.close());
  announce(await starting, options, catalog);
}

// The local Polar's secrets are in it, and a database: nothing that belongs into a repository.
function prepareFolder(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, '.gitignore');
  if (!existsSync(file)) writeFileSync(file, '*\n');
}

async function start(options: DevArguments, catalog: CodeCatalog | null): Promise<Sandbox> {
  const { port, emulatorPort, appUrl, dataDir, clock = 'live' } = options;
  let sandbox: Sandbox | null = null;
  try {
    sandbox = await createSandbox({
      dataDir,
      port,
      emulatorPort,
      hostname: 'localhost',
      appUrl,
      allowedOrigins: [new URL(appUrl).origin],
      clock: { mode: clock },
      answerFirst: createSignIn({ appUrl, controlUrl: () => controlUrlOf(sandbox) }),
      ...(catalog === null
        ? {}
        : { seed: seedFor(catalog), catalog: (polar) => makeProducts(catalog, polar) }),
    });
    if (options.clock !== undefined) await sandbox.emulator.clock.setMode(options.clock);
    return sandbox;
  } catch (error) {
    await sandbox?.close();
    throw explainListenError(error, [
      { option: '--port', port },
      { option: '--emulator-port', port: emulatorPort },
    ]);
  }
}

function controlUrlOf(sandbox: Sandbox | null): string {
  return `${sandbox?.emulator.url ?? ''}/_emulator/`;
}

// The products come by the API, as they do at the real Polar; they need an organization in the catalog's currency.
function seedFor({ defaultCurrency }: CodeCatalog): EmulatorSeed {
  const currency = defaultCurrency.toLowerCase() as EmulatorSeed['organization']['currency'];
  return {
    ...defaultSeed,
    organization: { ...defaultSeed.organization, name: 'Local development', slug: 'local', currency },
    products: [],
  };
}

function announce(sandbox: Sandbox, { appUrl, dataDir }: DevArguments, catalog: CodeCatalog | null): void {
  const { url, billingUrl, emulator, polar, webhookSecret } = sandbox;
  const plans =
    catalog?.plans.map(({ name }) => name).join(', ') ?? 'of the sample business, TenderTrack 360';
  console.log(`Floe is ready for development.

  billing API   ${billingUrl}
  sign in       ${url}/
  your app      ${appUrl} (--app-url)
  plans         ${plans}
  local Polar   ${controlUrlOf(sandbox)}
  clock         ${emulator.now()} (${emulator.clock.mode})
  state         ${dataDir}

In your app:

  createHttpAdapter({ baseUrl: '${billingUrl}', credentials: 'include' })

A server of your own instead of this one needs:

  POLAR_ACCESS_TOKEN=${polar.accessToken}
  POLAR_BASE_URL=${polar.baseUrl}
  POLAR_WEBHOOK_SECRETS=${webhookSecret}
  FLOE_APP_URL=${appUrl}

Ctrl-C stops it; everything is kept.`);
}
