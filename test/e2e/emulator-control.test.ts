import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { webhookEventTypes } from '../../src/emulator/wire/lists.ts';
import { launchBrowser } from '../support/chromium.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

const SCREENSHOTS = 'test-results';
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 } };

let browser: Browser;
beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

let emulator: Emulator;
let url: string;
let answer: number;
const opened: WatchedPage[] = [];
beforeEach(async () => {
  answer = 202;
  emulator = await createEmulator({
    clock: { mode: 'frozen', now: '2027-01-10T10:00:00Z' },
    send: async () => new Response('Thanks.', { status: answer }),
  });
  ({ url } = await emulator.listen());
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await emulator.close();
});

async function ask(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' };
  const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(url + path, { headers, ...request })).json();
}

async function listen(): Promise<string> {
  const endpoint = { url: 'http://localhost:9/hook', format: 'raw', events: webhookEventTypes };
  return String((await ask('/v1/webhooks/endpoints', endpoint)).id);
}

async function open(path: string, options: BrowserContextOptions = DESKTOP): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser, options);
  opened.push(watched);
  await watched.page.goto(url + path);
  return watched;
}

const says = (page: Page, text: string) => page.getByRole('status').getByText(text).waitFor();
const clockOf = (page: Page) => page.getByRole('region', { name: 'Clock' });

async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${what}.`);
}

describe('the clock', () => {
  it('is moved by the keyboard alone, again and again, and says what comes next', async () => {
    await ask('/_emulator/presets', { name: 'trial-ends-tomorrow' });
    const { page, problems } = await open('/_emulator/');
    await clockOf(page).getByText('Next: Ada Lovelace: Starter ends its trial').waitFor();
    await tabTo(page, page.getByRole('button', { name: '+ 1 week' }));
    await page.keyboard.press('Enter');
    await says(page, 'The clock was moved.');
    await page.keyboard.press('Enter');
    await clockOf(page).getByText('Jan 24, 2027, 10:00:00 UTC', { exact: true }).waitFor();
    await page
      .getByRole('row', { name: /Ada Lovelace/ })
      .getByText('Active')
      .waitFor();
    expect(emulator.now()).toBe('2027-01-24T10:00:00Z');
    expect(problems).toEqual([]);
  });

  it('goes to the next event, by a duration, and to an instant', async () => {
    await ask('/_emulator/presets', { name: 'trial-ends-tomorrow' });
    const { page } = await open('/_emulator/');
    await page.getByRole('button', { name: 'Next event' }).click();
    await says(page, 'The clock was moved to what came next.');
    expect(emulator.now()).toBe('2027-01-11T10:00:00Z');
    await page.getByLabel('By a duration').fill('PT12H');
    await page.getByRole('button', { name: 'Move by it' }).click();
    await says(page, 'The clock was moved.');
    expect(emulator.now()).toBe('2027-01-11T22:00:00Z');
    await page.getByLabel('To an instant').fill('2027-02-01T00:00:00');
    await page.getByRole('button', { name: 'Move there' }).click();
    await clockOf(page).getByText('Feb 1, 2027, 00:00:00 UTC', { exact: true }).waitFor();
  });

  it('runs and stands', async () => {
    const { page } = await open('/_emulator/');
    await page.getByRole('button', { name: 'Let it run' }).click();
    await clockOf(page).getByText('Live: it runs.').waitFor();
    expect(emulator.clock.mode).toBe('live');
    await page.getByRole('button', { name: 'Freeze' }).click();
    await clockOf(page).getByText('Frozen: it stands').waitFor();
    expect(emulator.clock.mode).toBe('frozen');
  });

  it('says what is wrong with a duration, and stays', async () => {
    const { page } = await open('/_emulator/');
    await page.getByLabel('By a duration').fill('soon');
    await page.getByRole('button', { name: 'Move by it' }).click();
    await page.getByRole('alert').getByText('advance: Give an ISO 8601 duration such as P1D').waitFor();
    expect(await page.getByLabel('By a duration').inputValue()).toBe('soon');
    expect(emulator.now()).toBe('2027-01-10T10:00:00Z');
  });
});

describe('presets and snapshots', () => {
  it('are played and loaded by the keyboard, with what was there saved first', async () => {
    await ask('/v1/customers/', { email: 'bob@example.com' });
    const { page, problems } = await open('/_emulator/');
    page.on('dialog', (dialog) => dialog.accept());
    await tabTo(page, page.getByRole('radio', { name: /^Trial ends tomorrow/ }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('only bob');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await says(page, 'The preset was played.');
    await page.getByRole('row', { name: /Ada Lovelace.*Payment failed/ }).waitFor();

    await tabTo(page, page.getByRole('button', { name: 'Load only bob' }));
    await page.keyboard.press('Enter');
    await says(page, 'The snapshot only bob was loaded.');
    await page.getByRole('row', { name: /bob@example.com/ }).waitFor();
    expect(await page.getByRole('row', { name: /Ada Lovelace/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Delete only bob' }).click();
    await page.getByText('No snapshot yet.').waitFor();
    await page.getByRole('button', { name: 'Begin again with the seed' }).click();
    await page.getByText('Nobody has bought anything yet.').waitFor();
    expect(problems).toEqual([]);
  });

  it('ask before anything is lost, and do nothing without a yes', async () => {
    await ask('/v1/customers/', { email: 'bob@example.com' });
    const { page } = await open('/_emulator/');
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.message());
      return dialog.dismiss();
    });
    await page.getByRole('button', { name: 'Begin again with the seed' }).click();
    expect(questions).toEqual([
      'Begin again with the seed? What is here now is lost unless you save it. Snapshots stay.',
    ]);
    expect((await ask('/v1/customers/')).items).toHaveLength(1);
  });
});

describe('webhooks', () => {
  it('are shown with headers, body and attempts, and replayed', async () => {
    await listen();
    await ask('/v1/customers/', { email: 'ada@example.com' });
    await emulator.settled();
    const { page, problems } = await open('/_emulator/webhooks');
    await page.getByRole('link', { name: 'customer.created' }).click();
    await page.getByText('Attempt 1: arrived, answered 202').click();
    await page.getByText('user-agent: polar.sh webhooks').waitFor();
    await page.getByText('"email": "ada@example.com"').waitFor();
    await page.getByRole('button', { name: 'Replay customer.created' }).click();
    await says(page, 'customer.created is delivered once more.');
    await emulator.settled();
    await page.reload();
    await page.getByText('Attempt 2: arrived, answered 202').waitFor();
    expect(problems).toEqual([]);
  });

  it('go to an endpoint again that was switched off', async () => {
    const id = await listen();
    answer = 500;
    for (let count = 0; count < 4; count += 1) {
      await ask('/v1/customers/', { email: `${count}@example.com` });
      await emulator.clock.advance('P1M');
    }
    const { page } = await open('/_emulator/webhooks');
    await page
      .getByRole('row', { name: /9\/hook/ })
      .getByText('Off')
      .waitFor();
    await page.getByRole('button', { name: 'Switch on http://localhost:9/hook' }).click();
    await page
      .getByRole('row', { name: /9\/hook/ })
      .getByText('On', { exact: true })
      .waitFor();
    expect(await ask(`/v1/webhooks/endpoints/${id}`)).toMatchObject({ enabled: true });
  });

  it('go wrong as the switches say', async () => {
    await listen();
    const { page } = await open('/_emulator/switches');
    await page.getByLabel('Lose events on their way').check();
    const fault = page.getByRole('group', { name: 'Lose events on their way' });
    await fault.getByLabel('How often').fill('1');
    await fault.getByLabel('Types').fill('customer.created, customer.updated');
    await page.getByLabel('Deliver later').check();
    await page.getByRole('button', { name: 'Save the faults' }).click();
    await says(page, 'The faults were saved.');
    expect((await ask('/_emulator/settings')).faults).toMatchObject({
      drop: { times: 1, types: ['customer.created', 'customer.updated'] },
      delay: { times: null, types: null, ms: 1_000 },
      duplicate: null,
    });
    await page.getByLabel('Deliver later').uncheck();
    await page.getByRole('button', { name: 'Save the faults' }).click();
    await says(page, 'The faults were saved.');
    await expect.poll(async () => (await ask('/_emulator/settings')).faults).toMatchObject({ delay: null });
    await ask('/v1/customers/', { email: 'ada@example.com' });
    await emulator.settled();
    await page.goto(`${url}/_emulator/webhooks`);
    await page
      .getByRole('row', { name: /customer.created/ })
      .getByText('Dropped')
      .waitFor();
  });
});

it('shows settings as they are, and saves them', async () => {
  const { page, problems } = await open('/_emulator/switches');
  await page.getByLabel('The private previews answer').uncheck();
  await page.getByLabel('The hosted checkout refuses').check();
  await page.getByLabel('An invoice takes').fill('0');
  await page.getByLabel('Limit of requests').selectOption('sandbox');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await says(page, 'The settings were saved.');
  expect(await ask('/_emulator/settings')).toMatchObject({
    changePreview: false,
    refuseEmbedding: true,
    invoiceDelayMs: 0,
    rateLimit: 'sandbox',
  });
  expect(await page.getByLabel('The private previews answer').isChecked()).toBe(false);
  expect(problems).toEqual([]);
});

describe('the state', () => {
  it('is found by what it says, and led through by its ids', async () => {
    await ask('/_emulator/presets', { name: 'paused' });
    const { page, problems } = await open('/_emulator/browse');
    await page.getByRole('link', { name: /^subscriptions 1$/ }).click();
    await page.getByLabel('Has the text').fill('paused');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('row', { name: /paused/ })
      .getByRole('link')
      .click();
    const { subscriptions } = (await ask('/_emulator/state')) as { subscriptions: { customer_id: string }[] };
    await page.getByRole('link', { name: String(subscriptions[0]?.customer_id) }).click();
    await page.getByText('"email": "ada@example.com"').waitFor();
    await page.getByRole('link', { name: /^subscriptions 1$/ }).click();
    await page.getByRole('row', { name: /paused/ }).waitFor();
    expect(problems).toEqual([]);
  });

  it('is never taken for HTML, wherever it is shown', async () => {
    await listen();
    const name =
      '</pre><img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';
    await ask('/v1/customers/', { email: 'ada@example.com', name });
    await emulator.settled();
    const { customers, webhook_events } = (await ask('/_emulator/state')) as Record<string, { id: string }[]>;
    const { page, problems } = await open('/_emulator/');
    for (const path of [
      '',
      'browse?collection=customers&query=%3Cscript%3E',
      `browse/customers/${customers?.[0]?.id}`,
      `webhooks/${webhook_events?.[0]?.id}`,
      'log',
      'log/2',
    ]) {
      await page.goto(`${url}/_emulator/${path}`);
      if (path !== 'log') await page.getByText('</pre><img src=x').first().waitFor();
      expect(await page.title()).not.toBe('taken');
      expect(await page.locator('img, pre script, td script').count()).toBe(0);
    }
    expect(problems).toEqual([]);
  });
});

it('shows what was asked and answered, and filters it', async () => {
  await ask('/v1/customers/', { email: 'ada@example.com' });
  await ask('/v1/customers/', { email: 'nobody' });
  const { page, problems } = await open('/_emulator/log');
  await page.getByLabel('Status').fill('4xx');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('row', { name: /422 Local development/ }).waitFor();
  expect(await page.getByRole('row', { name: /201/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'POST /v1/customers/' }).click();
  await page.getByText('"email": "nobody"').waitFor();
  await page.getByText('"error": "RequestValidationError"').waitFor();
  expect(problems).toEqual([]);
});

it('tells of a row that is not there any more', async () => {
  const { page } = await open('/_emulator/browse/orders/nothing');
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
});

describe('every page', () => {
  beforeEach(async () => {
    await listen();
    await ask('/_emulator/presets', { name: 'past-due-second-retry', save: 'before' });
    await ask('/v1/customers/', { email: 'nobody' });
    await ask('/v1/products/');
    await ask('/_emulator/settings', { faults: { delay: { ms: 5_000 }, duplicate: true } });
    await emulator.settled();
  });

  async function paths(): Promise<[string, string][]> {
    const state = (await ask('/_emulator/state')) as Record<string, { id: string }[]>;
    return [
      ['overview', ''],
      ['collections', 'browse'],
      ['orders', 'browse?collection=orders'],
      ['row', `browse/subscriptions/${state.subscriptions?.[0]?.id}`],
      ['webhooks', 'webhooks'],
      ['event', `webhooks/${state.webhook_events?.at(-1)?.id}`],
      ['requests', 'log'],
      ['request', 'log/1'],
      ['settings', 'switches'],
    ];
  }

  it.each([
    ['light', DESKTOP],
    ['dark', { ...DESKTOP, colorScheme: 'dark' }],
    ['390 px', PHONE],
    ['390 px dark', { ...PHONE, colorScheme: 'dark' }],
  ] as [string, BrowserContextOptions][])(
    'has no accessibility violation, no error and no sideways scroll: %s',
    async (look, options) => {
      const { page, problems } = await open('/_emulator/', options);
      for (const [name, path] of await paths()) {
        await page.goto(`${url}/_emulator/${path}`);
        for (const attempt of await page.locator('summary').all()) await attempt.click();
        const file = `emulator-${name}-${look}`.replaceAll(/\W+/g, '-');
        await page.screenshot({ path: `${SCREENSHOTS}/${file}.png`, fullPage: true });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
        expect(found, name).toEqual([]);
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(sideways, name).toBe(0);
      }
      expect(problems).toEqual([]);
    },
  );

  it('cannot be shown in a frame, not even by a page on localhost', async () => {
    const response = await fetch(`${url}/_emulator/?embed=true&embed_origin=http://localhost:5173`);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('content-security-policy')).toContain("script-src 'nonce-");
  });
});
