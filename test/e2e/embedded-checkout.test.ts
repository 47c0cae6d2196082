import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPolar, type Polar } from '@polar-sh/sdk/2026-10';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator, seedProductIds } from '../../src/emulator/index.ts';
import { launchBrowser } from '../support/chromium.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

// The page of a merchant on localhost, with Polar's embed and ours beside each other.
const polarEmbed = readFileSync('node_modules/@polar-sh/checkout/dist/embed.js', 'utf8');
const localEmbed = transpileModule(readFileSync('src/emulator-embed/local-embed-checkout.ts', 'utf8'), {
  compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
}).outputText;
const host = `<!doctype html><title>A shop</title><link rel="icon" href="data:,"><h1>A shop</h1>
<script type="module">
import { PolarEmbedCheckout } from '/polar-embed.js';
import { LocalEmbedCheckout } from '/local-embed.js';
globalThis.heard = [];
globalThis.open = (kind, url) => {
  const Embed = kind === 'polar' ? PolarEmbedCheckout : LocalEmbedCheckout;
  Embed.create(url, { theme: 'dark' }).then((embed) => {
    heard.push({ event: 'loaded' });
    for (const name of ['close', 'confirmed', 'success'])
      embed.addEventListener(name, (event) => heard.push(event.detail));
  });
};
globalThis.isReady = true;
</script>`;

let browser: Browser;
let server: Server;
let shop: string;
beforeAll(async () => {
  browser = await launchBrowser();
  const script = { 'content-type': 'text/javascript' };
  server = createServer((request, response) => {
    if (request.url === '/polar-embed.js') response.writeHead(200, script).end(polarEmbed);
    else if (request.url === '/local-embed.js') response.writeHead(200, script).end(localEmbed);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(host);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

let emulator: Emulator;
let url: string;
let polar: Polar;
let watched: WatchedPage;
afterEach(async () => {
  await watched?.close();
  await emulator?.close();
});

async function start(publicUrl?: string): Promise<void> {
  emulator = await createEmulator({ clock: { mode: 'frozen' }, publicUrl });
  ({ url } = await emulator.listen());
  polar = createPolar({ accessToken: emulator.accessToken, baseUrl: url, timeout: 10 });
  watched = await openWatchedPage(browser);
  await watched.page.goto(shop);
  await watched.page.waitForFunction('globalThis.isReady');
}

function newCheckout() {
  return polar.checkouts.create({
    products: [seedProductIds.professional.month],
    customer_email: 'ada@example.com',
    success_url: `${shop}/thanks?checkout={CHECKOUT_ID}`,
    embed_origin: shop,
  });
}

function open(page: Page, kind: 'local' | 'polar', address: string): Promise<void> {
  return page.evaluate(`open(${JSON.stringify(kind)}, ${JSON.stringify(address)})`);
}

function heard(page: Page): Promise<unknown> {
  return page.evaluate('heard');
}

function hears(page: Page, event: string): Promise<unknown> {
  return page.waitForFunction(`heard.some((one) => one.event === ${JSON.stringify(event)})`);
}

async function fill(frame: FrameLocator, card: string): Promise<void> {
  await frame.getByLabel('Name or company').fill('Ada Lovelace');
  await frame.getByLabel('Country').selectOption('US');
  await frame.getByLabel('Street address').fill('1 Main Street');
  await frame.getByLabel('Postal code').fill('12345');
  await frame.getByLabel('City').fill('Springfield');
  await frame.getByLabel('State or province').selectOption({ label: 'Illinois' });
  await frame.getByLabel('Card number').fill(card);
  await frame.getByLabel('Expiry').fill('12/33');
  await frame.getByLabel('Security code').fill('123');
  await frame.getByRole('button', { name: 'Start free trial' }).click();
}

describe('the embed for localhost', () => {
  beforeEach(() => start());

  it('says that it is loaded, then confirmed, and takes the page to its success URL', async () => {
    const checkout = await newCheckout();
    const { page, problems } = watched;
    await open(page, 'local', checkout.url);
    await hears(page, 'loaded');
    const thanks = page.waitForURL(`${shop}/thanks?checkout=${checkout.id}`);
    await fill(page.frameLocator('iframe'), '4242424242424242');
    await thanks;
    expect(await polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
    expect(problems).toEqual([]);
  });

  it('stays open with the reason when the card is declined', async () => {
    const { page } = watched;
    await open(page, 'local', (await newCheckout()).url);
    await hears(page, 'loaded');
    const frame = page.frameLocator('iframe');
    await fill(frame, '4000000000000002');
    await frame.getByText('Your card was declined. Nothing was charged').waitFor();
    expect(await heard(page)).toEqual([{ event: 'loaded' }]);
  });

  it('asks as the bank would without leaving the frame', async () => {
    const checkout = await newCheckout();
    const { page, problems } = watched;
    await open(page, 'local', checkout.url);
    await hears(page, 'loaded');
    const frame = page.frameLocator('iframe');
    await fill(frame, '4000002760003184');
    const thanks = page.waitForURL(`${shop}/thanks?checkout=${checkout.id}`);
    await frame.getByRole('button', { name: 'Approve' }).click();
    await thanks;
    expect(await polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
    expect(problems).toEqual([]);
  });

  it('is closed by its button and by Escape, with nothing bought', async () => {
    const { page } = watched;
    for (const close of ['button', 'Escape'] as const) {
      await open(page, 'local', (await newCheckout()).url);
      const frame = page.frameLocator('iframe');
      if (close === 'button') await frame.getByRole('button', { name: 'Close checkout' }).click();
      else await frame.getByLabel('Name or company').press('Escape');
      await page.locator('iframe').waitFor({ state: 'detached' });
    }
    expect((await polar.subscriptions.list()).items).toEqual([]);
  });

  it('refuses addresses that are not local', async () => {
    const { page } = watched;
    const refusal = page.evaluate(
      `import('/local-embed.js').then(({ LocalEmbedCheckout }) => LocalEmbedCheckout.create('https://polar.sh/checkout/x'))`,
    );
    await expect(refusal).rejects.toThrow('https://polar.sh is not one');
  });

  it('never loads where the switch refuses frames', async () => {
    const response = await fetch(`${url}/_emulator/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refuseEmbedding: true }),
    });
    expect(response.status).toBe(200);
    const { page, problems } = watched;
    await open(page, 'local', (await newCheckout()).url);
    await vi.waitFor(() => expect(problems.join()).toContain("frame-ancestors 'none'"));
    expect(await heard(page)).toEqual([]);
  });
});

describe('the embed of @polar-sh/checkout', () => {
  const polarHost = 'https://sandbox.polar.sh';

  beforeEach(async () => {
    await start(polarHost);
    await watched.page.route(`${polarHost}/**`, async (route) => {
      const request = route.request();
      const response = await emulator.handler(
        new Request(request.url(), {
          method: request.method(),
          headers: request.headers(),
          ...(request.method() === 'GET' ? {} : { body: request.postData() ?? '' }),
        }),
      );
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      });
    });
  });

  it('cannot tell the emulator from the sandbox', async () => {
    const checkout = await newCheckout();
    expect(checkout.url).toMatch(/^https:\/\/sandbox\.polar\.sh\//);
    const { page, problems } = watched;
    await open(page, 'polar', checkout.url);
    await hears(page, 'loaded');
    expect(await page.locator('.polar-loader-spinner').count()).toBe(0);
    const thanks = page.waitForURL(`${shop}/thanks?checkout=${checkout.id}`);
    await fill(page.frameLocator('iframe'), '4242424242424242');
    await thanks;
    expect(await polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
    expect(problems).toEqual([]);
  });
});
