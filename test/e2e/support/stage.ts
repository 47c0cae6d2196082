import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../support/chromium.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { type DemoProcess, startDemoProcess } from './demo-process.ts';
import { type LocalPolar, localPolar } from './local-polar.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { openBillingAs } from './person.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

/** The whole product running on a PostgreSQL of its own, with a browser in front of it and time standing still. */
export interface Stage {
  /** Where the app answers; the same after a restart. */
  url: string;
  polar: LocalPolar;
  mirror: Mirror;
  browser: Browser;
  /** Opens the billing page as someone, in a browser context of their own. */
  openBilling(person: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Stops the demo as Ctrl-C does and starts it again on the same ports, data and database. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything a test needs. What it throws on the way, it has cleaned up after. */
export async function setStage(): Promise<Stage> {
  const cleanUps: (() => unknown)[] = [];
  const close = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    const dataDir = mkdtempSync(join(tmpdir(), 'floe-stage-'));
    cleanUps.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const database = await createTestDatabase({ scope: 'caller' });
    cleanUps.push(() => database.drop());
    const mirror = await createMirror(database.url);
    cleanUps.push(() => mirror.close());

    let demo: DemoProcess = await startDemoProcess({ databaseUrl: database.url, dataDir });
    cleanUps.push(() => demo.stop());
    const polar = localPolar(demo.emulatorUrl);
    await polar.setMode('frozen');
    const browser = await launchBrowser();
    cleanUps.push(() => browser.close());

    const { url, port, emulatorPort } = demo;
    return {
      url,
      polar,
      mirror,
      browser,
      async openBilling(person, options) {
        const watched = await openWatchedPage(browser, {
          viewport: { width: 1280, height: 900 },
          ...options,
        });
        await openBillingAs(watched.page, url, person);
        return watched;
      },
      async restart() {
        await demo.stop();
        demo = await startDemoProcess({ databaseUrl: database.url, dataDir, port, emulatorPort });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
