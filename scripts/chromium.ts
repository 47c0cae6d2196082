import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const FIXED_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Arguments every browser of this repository is started with.
 *
 * Containers have no user namespaces for Chromium's sandbox, and a test must never wait for
 * Chromium's own traffic (updates, sync, QUIC probes).
 */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findOnPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

/**
 * The path of a Chromium that is on this machine, or `null` when there is none.
 *
 * Looks at `FLOE_CHROMIUM`, then at the system's Chromium or Chrome, then at Playwright's own.
 *
 * @throws when `FLOE_CHROMIUM` is set and names nothing that can be run: a wrong setting must not
 * be passed over in silence.
 */
export function findChromium(): string | null {
  const named = process.env.FLOE_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`floe-billing: FLOE_CHROMIUM names ${named}, which is not a file that can be run.`);
  }

  return findOnPath() ?? [...FIXED_PLACES, chromium.executablePath()].find(isExecutable) ?? null;
}
