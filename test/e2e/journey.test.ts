import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { launchBrowser } from '../support/chromium.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { type DemoProcess, startDemoProcess } from './support/demo-process.ts';
import { type LocalPolar, localPolar } from './support/local-polar.ts';
import { mirroredSubscriptions } from './support/mirror.ts';
import {
  advance,
  openBillingAs,
  planCard,
  see,
  seeNoMore,
  subscribe,
  subscriptionCard,
} from './support/person.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

/** The text of a PDF, its white space folded. */
async function textOfPdf(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toContain('application/pdf');
  const pdf = await getDocumentProxy(new Uint8Array(await response.arrayBuffer()));
  const { text } = await extractText(pdf, { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

/** The amount a button names, such as `$57.58` of `Pay $57.58 now and upgrade`. */
function amountIn(text: string): string {
  const amount = /\$[\d,]+\.\d\d/.exec(text)?.[0];
  if (amount === undefined) throw new Error(`No amount in "${text}".`);
  return amount;
}

function minorUnits(amount: string): number {
  return Number(amount.replace(/[$,.]/g, ''));
}

describe.each([
  { clock: 'frozen', database: 'PostgreSQL' },
  { clock: 'live', database: 'the embedded database' },
] as const)('the main job on $database with a $clock clock', ({ clock, database }) => {
  let browser: Browser;
  let demo: DemoProcess;
  let polar: LocalPolar;
  let watched: WatchedPage;
  let page: Page;
  let databaseUrl: string | undefined;
  const cleanUps: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    if (database === 'PostgreSQL') {
      const created = await createTestDatabase({ scope: 'caller' });
      databaseUrl = created.url;
      cleanUps.push(() => created.drop());
    }
    demo = await startDemoProcess({ databaseUrl });
    cleanUps.push(() => demo.stop());
    polar = localPolar(demo.emulatorUrl);
    await polar.setMode(clock);
    browser = await launchBrowser();
    cleanUps.push(() => browser.close());
    watched = await openWatchedPage(browser, { viewport: { width: 1280, height: 900 } });
    page = watched.page;
  });

  afterAll(async () => {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  });

  /** The one subscription, as Polar holds it and as the mirror does, where a test can look into it. */
  async function expectSubscription(expected: {
    status: string;
    productId: string;
    cancelAtPeriodEnd?: boolean;
    hasPendingChange?: boolean;
  }) {
    const { status, productId, cancelAtPeriodEnd = false, hasPendingChange = false } = expected;
    const [atPolar, ...others] = await polar.subscriptions();
    expect(others).toEqual([]);
    expect(atPolar).toMatchObject({ status, product_id: productId, cancel_at_period_end: cancelAtPeriodEnd });
    expect((atPolar?.pending_update ?? null) !== null).toBe(hasPendingChange);
    if (databaseUrl === undefined) return;
    expect(await mirroredSubscriptions(databaseUrl)).toEqual([
      {
        status,
        product_id: productId,
        cancel_at_period_end: cancelAtPeriodEnd,
        has_pending_change: hasPendingChange,
      },
    ]);
  }

  // One life of one subscription, in the order a person lives it.
  it('chooses a plan, pays, and sees the trial once it is true', async () => {
    await openBillingAs(page, demo.url, 'Anna Lindqvist');
    await see(page.getByText('No subscription yet'));
    await subscribe(page, 'Starter');

    await see(subscriptionCard(page).getByText('Trial', { exact: true }));
    await see(planCard(page, 'Starter').getByText('Current plan'));
    await expectSubscription({ status: 'trialing', productId: seedProductIds.starter.month });
  });

  it('sees the first charge and "Active" after the trial', async () => {
    await advance(page, 'a week');
    await see(page.getByText('in 7 days').or(page.getByText('in 8 days')));
    await advance(page, 'a week');
    await advance(page, 'a day');

    await see(subscriptionCard(page).getByText('Active', { exact: true }));
    // $29.00 and the 19 percent that Germany adds.
    await see(page.getByRole('row').filter({ hasText: 'renewal' }).getByText('$34.51'));
    await expectSubscription({ status: 'active', productId: seedProductIds.starter.month });
  });

  it('upgrades for exactly the amount that was shown', async () => {
    await planCard(page, 'Professional').getByRole('button', { name: 'Upgrade to Professional' }).click();
    const pay = await see(page.getByRole('dialog').getByRole('button', { name: /^Pay / }));
    await see(page.getByRole('dialog').getByText('This is the exact amount.'));
    const shown = amountIn(await pay.innerText());
    await pay.click();
    const receipt = await see(page.getByRole('dialog').getByText(/was charged/));
    const charged = amountIn(await receipt.innerText());

    // Proration runs by the second: with a live clock the charge may only be smaller.
    if (clock === 'frozen') expect(charged).toBe(shown);
    expect(minorUnits(charged)).toBeLessThanOrEqual(minorUnits(shown));
    const [newest] = await polar.orders();
    expect(newest).toMatchObject({
      billing_reason: 'subscription_update',
      total_amount: minorUnits(charged),
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await seeNoMore(page.getByRole('dialog'));
    await see(page.getByRole('row').filter({ hasText: 'plan change' }).getByText(charged));
    await expectSubscription({ status: 'active', productId: seedProductIds.professional.month });
  });

  it('schedules a downgrade for the end of the period and undoes it', async () => {
    await planCard(page, 'Starter')
      .getByRole('button', { name: /^Downgrade on / })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Schedule downgrade for / })
      .click();
    await see(page.getByText('The change is scheduled'));
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await see(subscriptionCard(page).getByText(/^Changes to Starter/));
    await expectSubscription({
      status: 'active',
      productId: seedProductIds.professional.month,
      hasPendingChange: true,
    });

    await subscriptionCard(page).getByRole('button', { name: 'Keep Professional' }).click();
    await seeNoMore(subscriptionCard(page).getByText(/^Changes to Starter/));
    await expectSubscription({ status: 'active', productId: seedProductIds.professional.month });
  });

  it('opens the PDF of the invoice, which says what was charged', async () => {
    const row = page.getByRole('row').filter({ hasText: 'renewal' });
    const [document] = await Promise.all([
      page.context().waitForEvent('page'),
      row.getByRole('button', { name: /^Download invoice/ }).click(),
    ]);
    await expect.poll(() => document.url(), { timeout: 20_000 }).toContain('.pdf');
    const text = await textOfPdf(document.url());
    await document.waitForLoadState();
    await document.close();

    expect(text).toContain('$34.51');
    expect(text).toContain('Nordlicht Construction');
  });

  it('cancels for the end of the period and changes its mind', async () => {
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'I do not use it enough' }).check();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByRole('button', { name: /^Cancel on / }).click();
    await see(dialog.getByText('Your subscription is canceled'));
    await dialog.getByRole('button', { name: 'Done' }).click();
    await see(subscriptionCard(page).getByText(/^Your subscription ends on/));
    await expectSubscription({
      status: 'active',
      productId: seedProductIds.professional.month,
      cancelAtPeriodEnd: true,
    });

    await subscriptionCard(page).getByRole('button', { name: 'Keep my subscription' }).click();
    await seeNoMore(subscriptionCard(page).getByText(/^Your subscription ends on/));
    await expectSubscription({ status: 'active', productId: seedProductIds.professional.month });
  });

  it('meets no console error and no failed request on the way', () => {
    expect(watched.problems).toEqual([]);
  });
});
