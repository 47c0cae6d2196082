import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** How long a page may take to show what has happened: generous, because machines that run this are busy. */
export const PATIENCE_MS = 20_000;

/** Test cards of the local Polar. */
export const CARDS = {
  pays: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  declinedAtFirstCharge: '4000 0000 0000 0341',
} as const;

/** Waits until something can be seen. */
export async function see(what: Locator): Promise<Locator> {
  await what.first().waitFor({ state: 'visible', timeout: PATIENCE_MS });
  return what.first();
}

/** Waits until something can no longer be seen. */
export async function seeNoMore(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'hidden', timeout: PATIENCE_MS });
}

/** Opens TenderTrack as someone who works there and goes to its billing page. */
export async function openBillingAs(page: Page, url: string, person: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: person }).click();
  await page.getByRole('link', { name: 'Billing', exact: true }).click();
  await see(page.getByRole('heading', { name: 'Billing', exact: true }));
}

/** Signs in as somebody who has an account, by e-mail and password, on the page that asks for them. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens the menu of organizations in the sidebar: a button each. */
export async function openOrganizations(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Organization/ }).click();
  return see(page.getByRole('list', { name: 'Organizations' }));
}

/** The card of a plan in the plan selector. */
export function planCard(page: Page, plan: string): Locator {
  return page
    .getByRole('region', { name: 'Plans' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: plan, exact: true }) });
}

/** The card that shows the subscription. */
export function subscriptionCard(page: Page): Locator {
  return page.locator('[data-slot="floe-subscription-card"]');
}

/** Starts the checkout of a plan and waits for the hosted page. */
export async function startCheckout(page: Page, plan: string): Promise<void> {
  await planCard(page, plan).getByRole('button').click();
  await see(page.getByLabel('Card number'));
}

/** Fills in the hosted page up to its button. */
export async function fillHostedPage(page: Page, card: string): Promise<void> {
  await page.getByLabel('Name or company').fill('Nordlicht Construction');
  await page.getByLabel('Country').selectOption('DE');
  await page.getByLabel('Street address').fill('Hafenstraße 1');
  await page.getByLabel('Postal code').fill('20457');
  await page.getByLabel('City').fill('Hamburg');
  await fillCard(page, card);
}

/** Types a card into the hosted page. */
export async function fillCard(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12/33');
  await page.getByLabel('Security code').fill('123');
}

/** Starts the checkout of a plan and fills in the hosted page up to its button. */
export async function fillCheckout(page: Page, plan: string, card: string): Promise<void> {
  await startCheckout(page, plan);
  await fillHostedPage(page, card);
}

/** Goes through the hosted checkout of a plan, with a card that pays unless told otherwise, and comes back. */
export async function subscribe(page: Page, plan: string, card: string = CARDS.pays): Promise<void> {
  await fillCheckout(page, plan, card);
  await page.getByRole('button', { name: 'Start free trial' }).click();
  await see(page.getByText(`Welcome to ${plan}`));
}

/** The status word on the subscription card. */
export function statusBadge(page: Page, word: string): Locator {
  return subscriptionCard(page).getByText(word, { exact: true });
}

/** Moves the test clock by one of the bar's buttons, and waits until it has moved. */
export async function advance(page: Page, step: 'a day' | 'a week' | 'a month'): Promise<void> {
  const time = page.getByRole('region', { name: 'Test clock' }).getByRole('time');
  const before = await time.getAttribute('datetime');
  await page.getByRole('button', { name: step, exact: true }).click();
  await vi.waitFor(async () => expect(await time.getAttribute('datetime')).not.toBe(before), {
    timeout: 60_000,
    interval: 50,
  });
}
