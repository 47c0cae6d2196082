import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { createPolar, type models, type Polar } from '@polar-sh/sdk/2026-10';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, seedProductIds } from '../../src/emulator/index.ts';
import { launchBrowser } from '../support/chromium.ts';
import { CARDS, fillCard, fillHostedPage, see } from './support/person.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

const SECURE = '4000 0027 6000 3184';

let browser: Browser;
let merchant: Server;
/** Where the merchant thanks for a purchase. */
let done: string;
beforeAll(async () => {
  browser = await launchBrowser();
  merchant = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><link rel="icon" href="data:,"><title>Thanks</title>');
  });
  await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve));
  done = `http://localhost:${(merchant.address() as AddressInfo).port}/done`;
});
afterAll(async () => {
  await browser?.close();
  merchant?.close();
});

let emulator: Emulator;
let polar: Polar;
let watched: WatchedPage | undefined;
beforeEach(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen', now: '2027-01-10T10:00:00Z' } });
  const { url } = await emulator.listen();
  polar = createPolar({ accessToken: emulator.accessToken, baseUrl: url, timeout: 10 });
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
  await emulator?.close();
});

/** $10 a seat, two at least. */
const seatPrice: models.ProductPriceSeatBasedCreate = {
  amount_type: 'seat_based',
  price_currency: 'usd',
  seat_tiers: { tiers: [{ min_seats: 2, max_seats: 50, price_per_seat: 1_000 }] },
};

async function monthly(name: string, ...prices: models.ProductCreateRecurring['prices']): Promise<string> {
  return (await polar.products.create({ name, recurring_interval: 'month', prices })).id;
}

function newCheckout(products: string[], options: Partial<models.CheckoutCreate> = {}) {
  return polar.checkouts.create({
    products,
    customer_email: 'ada@example.com',
    success_url: done,
    require_billing_address: true,
    allow_trial: false,
    ...options,
  });
}

async function visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  watched = await openWatchedPage(browser, { reducedMotion: 'reduce', ...options });
  await watched.page.goto(url);
  return watched.page;
}

function summary(page: Page, label: string) {
  return page.locator('#summary .totals div').filter({ hasText: label }).locator('dd');
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([]);
}

describe('the hosted checkout', () => {
  it('is gone through by keyboard alone, with seats and a promo code', async () => {
    await polar.discounts.create({
      name: 'Half off',
      type: 'percentage',
      basis_points: 5_000,
      duration: 'once',
      code: 'HALF',
    });
    const { id, url } = await newCheckout([await monthly('Team', seatPrice)], { customer_email: null });
    const page = await visit(url);
    const { keyboard } = page;
    /** Goes on to the next field, and says which it is. */
    const next = async () => {
      await keyboard.press('Tab');
      return page.evaluate(() => {
        const { activeElement: focused } = document;
        const isField = focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement;
        // As it is read: without what is hidden.
        return (isField ? focused.labels?.[0] : (focused as HTMLElement | null))?.innerText.trim();
      });
    };
    const type = async (label: string, text: string) => {
      expect(await next()).toBe(label);
      await keyboard.type(text);
    };
    await type('Seats', '5');
    await type('Email', 'ada@example.com');
    await see(summary(page, 'Team (5 seats)'));
    await type('Name or company', 'Ada Lovelace');
    await type('Country', 'Germany');
    await type('Street address', 'Invalidenstr. 1');
    await type('Postal code', '10115');
    await type('City', 'Berlin');
    expect(await next()).toBe('Tax ID (optional)');
    await type('Card number', '4242424242424242');
    await type('Expiry', '1234');
    await type('Security code', '123');
    await type('Promo code (optional)', 'NONE');
    await keyboard.press('Enter');
    const error = page.getByRole('alert');
    await see(error.getByText('This code does not exist, has ended, or is not for this product.'));
    expect(await page.getByLabel('Promo code').getAttribute('aria-describedby')).toBe('discount_code-error');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('half');
    expect(await next()).toBe('Apply');
    await keyboard.press('Enter');
    await see(summary(page, 'Discount (HALF, 50%)').getByText('−$25.00'));
    expect(await error.count()).toBe(0);
    expect(await next()).toBe('Pay $29.75');
    await keyboard.press('Enter');
    await page.waitForURL(done);
    expect(await polar.checkouts.get(id)).toMatchObject({
      status: 'succeeded',
      seats: 5,
      total_amount: 2_975,
    });
    expect(watched?.problems).toEqual([]);
  });

  it('asks as the bank would, and is paid when its owner approves', async () => {
    const { id, url } = await newCheckout([seedProductIds.starter.month]);
    const page = await visit(url);
    await fillHostedPage(page, SECURE);
    await page.getByRole('button', { name: 'Pay $34.51' }).click();
    await see(page.getByRole('heading', { name: 'Is it you?' }));
    await see(page.getByText('The card ending in 3184 is about to pay $34.51 to TenderTrack 360.'));
    await expectAccessible(page);
    // It is still asked when the page is opened again.
    await page.goto(url);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.waitForURL(done);
    expect(await polar.checkouts.get(id)).toMatchObject({ status: 'succeeded' });
    expect((await polar.orders.list()).items).toMatchObject([{ status: 'paid', total_amount: 3_451 }]);
    expect(watched?.problems).toEqual([]);
  });

  it('stays open when its owner refuses, with what was typed, and takes another card', async () => {
    const { id, url } = await newCheckout([seedProductIds.starter.month]);
    const page = await visit(url);
    await fillHostedPage(page, SECURE);
    await page.getByRole('button', { name: 'Pay $34.51' }).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await see(page.getByRole('alert').getByText('The bank was not told that it is you. Nothing was charged'));
    expect(await polar.checkouts.get(id)).toMatchObject({ status: 'open' });
    expect((await polar.subscriptions.list()).items).toEqual([]);
    expect(await page.getByLabel('Street address').inputValue()).toBe('Hafenstraße 1');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('number');
    await fillCard(page, CARDS.pays);
    await page.getByRole('button', { name: 'Pay $34.51' }).click();
    await page.waitForURL(done);
    expect(await polar.checkouts.get(id)).toMatchObject({ status: 'succeeded' });
  });

  it('asks for a state where the country has them', async () => {
    const { url } = await newCheckout([seedProductIds.starter.month], { require_billing_address: false });
    const page = await visit(url);
    const state = page.getByLabel('State or province');
    const street = page.getByLabel('Street address');
    expect(await state.isVisible()).toBe(false);
    await page.getByLabel('Country').selectOption('CA');
    await state.selectOption({ label: 'Quebec' });
    expect(await street.getAttribute('required')).toBeNull();
    await page.getByLabel('Country').selectOption('US');
    expect(await state.inputValue()).toBe('');
    expect(await street.getAttribute('required')).toBe('');
    await page.getByRole('button', { name: 'Pay $29.00' }).click();
    await see(page.getByText('Choose your state.'));
    await see(page.getByRole('alert').getByText('Some details are missing or cannot be used.'));
    await page.getByLabel('Country').selectOption('DE');
    expect(await state.isVisible()).toBe(false);
  });

  it('shows the fields of the product that is chosen, and comes back to the choice', async () => {
    const team = await monthly('Team', seatPrice);
    const { url } = await newCheckout([seedProductIds.starter.month, team]);
    const page = await visit(url);
    expect(await page.getByLabel('Seats').count()).toBe(0);
    await page.getByLabel('Name or company').fill('Ada Lovelace');
    await page.getByRole('radio', { name: 'Team' }).check();
    await see(page.getByLabel('Seats'));
    await see(page.getByRole('button', { name: 'Pay $20.00' }));
    expect(await page.getByLabel('Name or company').inputValue()).toBe('Ada Lovelace');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`product-${team}`);
    expect(watched?.problems).toEqual([]);
  });

  it('takes an amount that the buyer chooses, and says what is wrong with one beside it', async () => {
    const support = await monthly('Support us', {
      amount_type: 'custom',
      price_currency: 'usd',
      minimum_amount: 500,
      preset_amount: 1_000,
    });
    const { url } = await newCheckout([support]);
    const page = await visit(url);
    const amount = page.getByLabel('Amount (from');
    await amount.fill('3,00');
    await amount.press('Tab');
    await see(page.locator('#amount-error'));
    await amount.fill('25,50');
    await amount.press('Tab');
    await see(page.getByRole('button', { name: 'Pay' }).getByText('25.50'));
    expect(await page.locator('#amount-error').count()).toBe(0);
  });

  it('works without a script', async () => {
    await polar.discounts.create({
      name: 'Half off',
      type: 'percentage',
      basis_points: 5_000,
      duration: 'once',
      code: 'HALF',
    });
    const { id, url } = await newCheckout([await monthly('Team', seatPrice)]);
    const page = await visit(url, { javaScriptEnabled: false });
    await fillHostedPage(page, CARDS.pays);
    await page.getByLabel('Seats').fill('4');
    await page.getByLabel('Promo code').fill('half');
    await page.getByRole('button', { name: 'Apply' }).click();
    await see(page.getByRole('button', { name: 'Pay $23.80' }));
    expect(await page.getByLabel('City').inputValue()).toBe('Hamburg');
    await page.getByRole('button', { name: 'Pay $23.80' }).click();
    await page.waitForURL(done);
    expect(await polar.checkouts.get(id)).toMatchObject({ status: 'succeeded', seats: 4 });
  });

  it('goes on without a trial for whoever had theirs', async () => {
    const [organization] = (await polar.organizations.list()).items;
    await polar.organizations.update(organization?.id ?? '', {
      subscription_settings: {
        allow_multiple_subscriptions: false,
        proration_behavior: 'prorate',
        benefit_revocation_grace_period: 0,
        prevent_trial_abuse: true,
        allow_customer_updates: true,
      },
    });
    const first = await newCheckout([seedProductIds.starter.month], { allow_trial: true });
    let page = await visit(first.url);
    await fillHostedPage(page, CARDS.pays);
    await page.getByRole('button', { name: 'Start free trial' }).click();
    await page.waitForURL(done);
    const [subscription] = (await polar.subscriptions.list()).items;
    await polar.subscriptions.revoke(subscription?.id ?? '');
    await watched?.close();

    const { url } = await newCheckout([seedProductIds.starter.month], { allow_trial: true });
    page = await visit(url);
    await fillHostedPage(page, CARDS.pays);
    await page.getByRole('button', { name: 'Start free trial' }).click();
    await see(page.getByRole('alert').getByText('You have used the free trial of this product before.'));
    await fillCard(page, CARDS.pays);
    await page.getByRole('button', { name: 'Pay $34.51' }).click();
    await page.waitForURL(done);
  });

  it.each([
    { name: 'light', options: { colorScheme: 'light' } },
    { name: 'dark', options: { colorScheme: 'dark' } },
    { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 } } },
    { name: 'small dark phone', options: { colorScheme: 'dark', viewport: { width: 320, height: 640 } } },
  ] as const)('can be used by everyone, filled wrongly as well: $name', async ({ name, options }) => {
    const team = await monthly('Team', seatPrice);
    const { url } = await newCheckout([team, seedProductIds.professional.month], {
      customer_email: null,
      return_url: 'http://localhost:9/plans',
    });
    const page = await visit(url, options);
    await page.screenshot({ path: `test-results/hosted-checkout-${name}.png`, fullPage: true });
    await expectAccessible(page);
    await page.getByLabel('Country').selectOption('US');
    await page.getByLabel('Seats').fill('1');
    await page.getByRole('button', { name: 'Pay' }).click();
    await see(page.getByText('Minimum 2 seats required.'));
    await page.screenshot({ path: `test-results/hosted-checkout-wrong-${name}.png`, fullPage: true });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });

  it('is calm about what is over or never was', async () => {
    const checkout = await newCheckout([seedProductIds.starter.month]);
    await emulator.clock.advance('P1D');
    const page = await visit(checkout.url);
    await see(page.getByRole('heading', { name: 'This checkout has expired' }));
    await expectAccessible(page);
    await page.goto(`${checkout.url}x`);
    await see(page.getByRole('heading', { name: 'There is no such checkout' }));
  });
});
