import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { createPolar, type Polar } from '@polar-sh/sdk/2026-10';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, seedProductIds } from '../../src/emulator/index.ts';
import { launchBrowser } from '../support/chromium.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

let browser: Browser;
let emulator: Emulator;
let polar: Polar;
let url: string;
const opened: WatchedPage[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen', now: '2027-01-10T10:00:00Z' } });
  ({ url } = await emulator.listen());
  polar = createPolar({ accessToken: emulator.accessToken, baseUrl: url, timeout: 10 });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await emulator.close();
});

async function subscribe(options: { token?: string; trial?: boolean } = {}) {
  const checkout = await polar.checkouts.create({
    products: [seedProductIds.starter.month],
    customer_email: 'ada@example.com',
    allow_trial: options.trial ?? false,
    customer_billing_name: 'Ada Lovelace',
    customer_billing_address: { country: 'DE', line1: 'Weg 1', postal_code: '20457', city: 'Hamburg' },
  });
  const confirmation_token_id = options.token ?? 'ctoken_visa';
  await polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id });
  const [subscription] = (await polar.subscriptions.list()).items;
  if (subscription === undefined) throw new Error('The checkout made no subscription.');
  return subscription;
}

async function openPortal(customer_id: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const return_url = 'https://shop.example/account';
  const { customer_portal_url } = await polar.customerSessions.create({ customer_id, return_url });
  const watched = await openWatchedPage(browser, options);
  opened.push(watched);
  await watched.page.goto(customer_portal_url);
  return watched;
}

async function addCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').pressSequentially(number);
  await page.getByLabel('Expiry').pressSequentially('1233');
  await page.getByLabel('Security code').pressSequentially('123');
  await page.getByRole('button', { name: 'Add card' }).click();
}

const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name });

describe('the hosted portal', () => {
  it('keeps its token out of the address and out of reach of scripts', async () => {
    const { customer_id } = await subscribe();
    const { page, problems } = await openPortal(customer_id);
    expect(page.url()).toBe(`${url}/tendertrack/portal`);
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/tendertrack/portal' });
    expect(await page.getByRole('link', { name: 'Back to' }).getAttribute('href')).toBe(
      'https://shop.example/account',
    );
    expect(problems).toEqual([]);
  });

  it('adds a card that asks for 3-D Secure, makes another the default, and removes the first', async () => {
    const { customer_id } = await subscribe();
    const { page, problems } = await openPortal(customer_id);
    await tab(page, 'Payment methods').click();

    await addCard(page, '4000000000000002');
    await page.getByRole('alert').getByText('Your card was declined.').waitFor();
    await addCard(page, '4000002760003184');
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('status').getByText('The card was added.').waitFor();

    const card = (last4: string) => page.getByRole('listitem').filter({ hasText: `Visa ending in ${last4}` });
    await card('3184').getByText('Default').waitFor();
    await page.getByRole('button', { name: 'Make default Visa ending in 4242' }).click();
    await card('4242').getByText('Default').waitFor();
    await page.getByRole('button', { name: 'Remove Visa ending in 3184' }).click();
    await page.getByRole('status').getByText('The card was removed.').waitFor();
    await page.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
    await page.getByRole('alert').getByText('Add another card first').waitFor();
    expect(problems).toEqual([]);
  });

  it('pays what is past due with a new card', async () => {
    const { customer_id, id } = await subscribe({ token: 'ctoken_visa_declined_later', trial: true });
    await emulator.clock.advance('P15D');
    const { page, problems } = await openPortal(customer_id);
    await page.getByText('The last payment failed.').waitFor();
    await tab(page, 'Payment methods').click();
    await addCard(page, '4242424242424242');
    await page.getByRole('status').getByText('what was past due has been paid').waitFor();
    await tab(page, 'Overview').click();
    await page.getByText('Active', { exact: true }).waitFor();
    expect(await polar.subscriptions.get(id)).toMatchObject({ status: 'active' });
    expect(problems).toEqual([]);
  });

  it('is canceled and kept by keyboard alone', async () => {
    const { customer_id, id } = await subscribe();
    const { page, problems } = await openPortal(customer_id);
    const reach = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await page.locator(':focus').textContent())?.trim() === name) return;
      }
      throw new Error(`“${name}” cannot be reached by Tab.`);
    };
    await reach('Cancel subscription');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Cancel Starter' }).waitFor();
    await page.getByLabel('It is too expensive').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Too much for us');
    await reach('Cancel subscription');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Your subscription is canceled.').waitFor();
    expect(await polar.subscriptions.get(id)).toMatchObject({
      cancel_at_period_end: true,
      customer_cancellation_reason: 'too_expensive',
      customer_cancellation_comment: 'Too much for us',
    });
    await reach('Keep the subscription');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Your subscription goes on.').waitFor();
    expect(problems).toEqual([]);
  });

  it('prepares an invoice and offers it when it is there', async () => {
    const { customer_id } = await subscribe();
    const { page, problems } = await openPortal(customer_id);
    await tab(page, 'Orders').click();
    await page.getByRole('link', { name: 'Starter' }).click();
    await page.getByRole('button', { name: 'Prepare invoice' }).click();
    const link = page.getByRole('link', { name: 'Download invoice' });
    await link.waitFor();
    const pdf = await page.request.get(new URL((await link.getAttribute('href')) ?? '', url).href);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    expect(problems).toEqual([]);
  });

  it('changes the plan at the price that it shows', async () => {
    const { customer_id, id } = await subscribe();
    const { page, problems } = await openPortal(customer_id);
    await page.getByRole('link', { name: 'Change plan' }).click();
    await page.getByRole('radio', { name: 'Starter $290.00 per year' }).check();
    await page.getByRole('button', { name: 'See what it costs' }).click();
    // 19 % of tax on the difference of a whole month to a whole year.
    await page.getByRole('button', { name: 'Change and pay $310.59 now' }).click();
    await page.getByRole('status').getByText('Your plan was changed.').waitFor();
    const [order] = (await polar.orders.list({ subscription_id: id })).items;
    expect(order).toMatchObject({ total_amount: 31_059, status: 'paid' });
    expect(problems).toEqual([]);
  });

  it('works without scripts', async () => {
    const { customer_id } = await subscribe();
    const { page } = await openPortal(customer_id, { javaScriptEnabled: false });
    await tab(page, 'Payment methods').click();
    await addCard(page, '4000000000000341');
    await page.getByRole('status').getByText('The card was added.').waitFor();
    await tab(page, 'Orders').click();
    await page.getByRole('link', { name: 'Starter' }).click();
    await page.getByRole('button', { name: 'Prepare invoice' }).click();
    await emulator.settled();
    await page.reload();
    await page.getByRole('link', { name: 'Download invoice' }).waitFor();
  });

  it('obeys no form on another site, and is shown in no frame', async () => {
    const { customer_id, id } = await subscribe();
    const { page } = await openPortal(customer_id);
    const action = `${url}/tendertrack/portal/subscriptions/${id}/cancel`;
    const evil = `<title>Evil</title><form method="post" action="${action}"><button>Win</button></form><iframe src="${url}/tendertrack/portal"></iframe>`;
    const server: Server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(evil),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const frame = page.frames()[1];
    expect(await frame?.getByText('Overview').count()).toBe(0);
    await page.getByRole('button', { name: 'Win' }).click();
    await page.getByText('Not sent from here').waitFor();
    expect(await polar.subscriptions.get(id)).toMatchObject({ cancel_at_period_end: false });
    server.close();
  });
});

describe.each([
  { name: 'light', options: {} },
  { name: 'dark', options: { colorScheme: 'dark' as const } },
  { name: '390 px', options: { viewport: { width: 390, height: 844 } } },
])('every page of the portal: $name', ({ options }) => {
  it('has no accessibility violation, and cannot be scrolled sideways', async () => {
    const { customer_id, id } = await subscribe({ token: 'ctoken_visa_declined_later', trial: true });
    await emulator.clock.advance('P15D');
    const { page, problems } = await openPortal(customer_id, options);
    const [order] = (await polar.orders.list()).items;
    for (const path of [
      '',
      '/payment-methods',
      '/orders',
      `/orders/${order?.id}`,
      '/seats',
      '/billing',
      `/subscriptions/${id}/cancel`,
      `/subscriptions/${id}/plan`,
      `/subscriptions/${id}/plan?product_id=${seedProductIds.professional.month}`,
    ]) {
      await page.goto(`${url}/tendertrack/portal${path}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => `${path} ${rule}: ${nodes[0]?.html}`)).toEqual([]);
      const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(sideways)).toBe(0);
    }
    expect(problems).toEqual([]);
  });
});
