import { spawnSync } from 'node:child_process';
import { findChromium } from './chromium.ts';

const HELP = `floe-billing: the browser tests need a Chromium and none was found.
Do one of these, then run the tests again:
  - install Chromium or Google Chrome with your system's package manager
    (Debian, Ubuntu: apt-get install chromium · Fedora: dnf install chromium · macOS: brew install --cask chromium)
  - npx playwright-core install chromium
  - set FLOE_CHROMIUM to the path of one you have
`;

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

if (findChromium() === null) {
  console.log('No Chromium found; installing one.');
  installChromium();
}

const path = findChromium();
if (path === null) {
  console.error(HELP);
  process.exitCode = 1;
} else {
  console.log(`Chromium: ${path}`);
}
