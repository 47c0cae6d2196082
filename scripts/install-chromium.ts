import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

const HELP = `floe-billing: the browser tests need a Chromium; none was found and none could be installed.
Do one of these, then run the tests again:
  - install Chromium or Google Chrome with your system's package manager
    (Debian, Ubuntu: apt-get install chromium · Fedora: dnf install chromium · macOS: brew install --cask chromium)
  - npx playwright-core install chromium
  - set FLOE_CHROMIUM to the path of one you have`;

// Each entry is one package manager: what refreshes its index, and what installs the browser.
const INSTALLS: readonly (readonly string[])[][] = [
  [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
  ],
  [['dnf', 'install', '-y', 'chromium']],
  [['apk', 'add', 'chromium']],
  [['pacman', '-Sy', '--noconfirm', 'chromium']],
];

function run(command: readonly string[]): boolean {
  const [file = '', ...args] = command;
  console.log(`$ ${command.join(' ')}`);
  // Package managers are noisy and their output belongs to a failure only: stderr tells that story.
  const { status } = spawnSync(file, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function isInstalled(file: string): boolean {
  return spawnSync(file, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Installs a Chromium where this process may: with the system's manager when root, else with Playwright. */
function installChromium(): void {
  if (process.getuid?.() === 0) {
    const steps = INSTALLS.find(([first]) => isInstalled(first?.[0] ?? ''));
    // A failed index refresh may still leave a usable index, so only the outcome counts.
    for (const step of steps ?? []) run(step);
    if (findChromium() !== null) return;
  }
  run([process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium']);
}

/**
 * Returns the path of a Chromium, after installing one where there is none.
 *
 * @throws {Error} saying what to do, when none is found and none can be installed.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== null) return found;

  console.log('No Chromium found; installing one.');
  installChromium();
  const installed = findChromium();
  if (installed === null) throw new Error(HELP);
  return installed;
}
