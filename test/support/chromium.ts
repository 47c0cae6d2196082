import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.ts';

export { findChromium };

/**
 * Starts a headless Chromium with an empty profile.
 *
 * @throws when no Chromium is on this machine; `npm test` sees to one before it starts.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(
      'floe-billing: no Chromium found. Run `npm run ensure-chromium`, or set FLOE_CHROMIUM to its path.',
    );
  }
  return chromium.launch({ executablePath, args: [...CHROMIUM_ARGS], ...options });
}
