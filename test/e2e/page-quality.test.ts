import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInByApi } from './support/customer.ts';
import { holdAnswers } from './support/hold-answers.ts';
import { layoutShifts, watchLayoutShifts } from './support/layout-shifts.ts';
import {
  advance,
  CARDS,
  fillHostedPage,
  openOrganizations,
  planCard,
  see,
  seeNoMore,
  signIn,
  startCheckout,
  statusBadge,
  subscribe,
  subscriptionCard,
} from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import { openWatchedPage } from './support/watched-page.ts';

const SCREENSHOTS = 'test-results';
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const SMALL_PHONE = { width: 320, height: 640 };

/** How a page is looked at. */
interface Look {
  name: string;
  viewport: { width: number; height: number };
  language: 'en' | 'ar';
  theme: 'light' | 'dark';
}

const light: Look = { name: 'light', viewport: DESKTOP, language: 'en', theme: 'light' };
const LOOKS: readonly Look[] = [
  light,
  { ...light, name: 'dark', theme: 'dark' },
  { ...light, name: '390 px', viewport: PHONE },
  { ...light, name: 'right to left', language: 'ar' },
];

/** Who sees what: nobody of Harbor has ever subscribed, Nordlicht pays. */
const STATES = [
  { state: 'without a subscription', personId: 'olivia', content: '[data-slot="floe-empty"]' },
  {
    state: 'with an active subscription',
    personId: 'anna',
    content: '[data-slot="floe-subscription-card-facts"]',
  },
] as const;

let stage: Stage;

beforeAll(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  stage = await setStage();
  const { page, close } = await stage.openBilling('Anna Lindqvist');
  await subscribe(page, 'Professional');
  await advance(page, 'a week');
  await advance(page, 'a week');
  await advance(page, 'a day');
  await see(statusBadge(page, 'Active'));
  await close();
});
afterAll(() => stage?.close());

/** The cookies of who was signed in before: signing in dozens of times in a row is what the demo stops. */
const cookies = new Map<string, string>();

async function cookieOf(personId: string): Promise<string> {
  const cookie = cookies.get(personId) ?? (await signInByApi(stage.url, personId)).cookie;
  cookies.set(personId, cookie);
  return cookie;
}

/** A page of someone who is signed in and sees the app in a certain way; nothing is loaded yet. */
async function openAs(personId: string, look: Look, options: BrowserContextOptions = {}): Promise<Page> {
  const { page } = await openWatchedPage(stage.browser, {
    viewport: look.viewport,
    // Otherwise colors are looked at while a dialog fades in.
    reducedMotion: 'reduce',
    ...options,
  });
  const [name = '', value = ''] = (await cookieOf(personId)).split('=');
  await page.context().addCookies([{ name, value, url: stage.url }]);
  await page.addInitScript(({ language, theme }) => {
    localStorage.setItem('tendertrack.language', language);
    localStorage.setItem('tendertrack.theme', theme);
  }, look);
  return page;
}

async function openBillingAs(personId: string, look: Look): Promise<Page> {
  const page = await openAs(personId, look);
  await page.goto(`${stage.url}/settings/billing`);
  await contentIsThere(page);
  return page;
}

/** Waits until nothing on the page is a stand-in any more. */
async function contentIsThere(page: Page): Promise<void> {
  await see(subscriptionCard(page));
  await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 20_000 }).toBe(0);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    ),
  ).toEqual([]);
}

/** How far the page can be scrolled sideways, in pixels. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

function screenshot(page: Page, name: string): Promise<Buffer> {
  return page.screenshot({ path: `${SCREENSHOTS}/${name.replaceAll(/\W+/g, '-')}.png`, fullPage: true });
}

describe.each(STATES)('the billing page $state', ({ state, personId, content }) => {
  it.each(LOOKS)('has no accessibility violation: $name', async (look) => {
    const page = await openBillingAs(personId, look);
    await see(page.locator(content));
    await screenshot(page, `billing ${state} ${look.name}`);

    await expectAccessible(page);
    expect(await page.locator('html').getAttribute('dir')).toBe(look.language === 'ar' ? 'rtl' : 'ltr');
    await page.context().close();
  });

  it.each([
    { ...light, name: '390 px', viewport: PHONE },
    { ...light, name: '320 px', viewport: SMALL_PHONE },
    { ...light, name: '390 px, right to left', viewport: PHONE, language: 'ar' },
    { ...light, name: '320 px, right to left', viewport: SMALL_PHONE, language: 'ar' },
  ] satisfies Look[])('cannot be scrolled sideways: $name', async (look) => {
    const page = await openBillingAs(personId, look);
    await see(page.locator(content));
    await screenshot(page, `billing ${state} ${look.name}`);

    expect(await sidewaysScroll(page)).toBe(0);
    await page.context().close();
  });

  it.each([light, { ...light, name: '390 px', viewport: PHONE }])(
    'moves nothing from navigation to content: $name',
    async (look) => {
      const page = await openAs(personId, look);
      await watchLayoutShifts(page);
      const answers = [];
      for (const operation of ['get-billing', 'get-catalog', 'list-invoices']) {
        answers.push(await holdAnswers(page, `**/api/billing/${operation}*`));
      }
      await page.goto(`${stage.url}/settings/billing`);
      await see(page.locator('[aria-busy="true"] [data-slot="floe-skeleton"]'));
      for (const answer of answers) {
        await layoutShifts(page);
        await answer.letGo();
      }
      await contentIsThere(page);
      await see(page.locator(content));

      expect(await layoutShifts(page)).toEqual([]);
      await page.context().close();
    },
  );
});

it('notices when something does move', async () => {
  const page = await openAs('olivia', light);
  await watchLayoutShifts(page);
  await page.goto(`${stage.url}/settings/billing`);
  await contentIsThere(page);
  await page.evaluate(() => {
    const banner = document.createElement('div');
    banner.style.height = '120px';
    document.body.prepend(banner);
  });

  await expect.poll(async () => (await layoutShifts(page)).length).toBeGreaterThan(0);
  await page.context().close();
});

describe.each([
  light,
  { ...light, name: 'dark', theme: 'dark' as const },
  { ...light, name: '390 px', viewport: PHONE },
])('the dialogs: $name', (look) => {
  let page: Page;
  const dialog = () => page.getByRole('dialog');

  beforeAll(async () => {
    page = await openAs('anna', look);
    await page.goto(`${stage.url}/settings/billing`);
    await see(subscriptionCard(page));
  });
  afterAll(() => page?.context().close());

  it('show an upgrade', async () => {
    await planCard(page, 'Enterprise').getByRole('button', { name: 'Upgrade to Enterprise' }).click();
    await see(dialog().getByRole('button', { name: /^Pay / }));
    await screenshot(page, `dialog upgrade ${look.name}`);
    await expectAccessible(page);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.keyboard.press('Escape');
    await seeNoMore(dialog());
  });

  it('show a downgrade', async () => {
    await planCard(page, 'Starter')
      .getByRole('button', { name: /^Downgrade on / })
      .click();
    await see(dialog().getByRole('button', { name: /^Schedule downgrade for / }));
    await screenshot(page, `dialog downgrade ${look.name}`);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await seeNoMore(dialog());
  });

  it('ask for the reason of a cancellation, and say what it means', async () => {
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    await see(dialog().getByRole('radio', { name: 'I do not use it enough' }));
    await screenshot(page, `dialog cancel reason ${look.name}`);
    await expectAccessible(page);
    await dialog().getByRole('radio', { name: 'I do not use it enough' }).check();
    await dialog().getByRole('button', { name: 'Continue' }).click();
    await see(dialog().getByRole('button', { name: /^Cancel on / }));
    await screenshot(page, `dialog cancel confirm ${look.name}`);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await seeNoMore(dialog());
  });
});

describe('the keyboard alone', () => {
  it('chooses an interval, opens an upgrade, and gets its place back on Escape', async () => {
    const page = await openBillingAs('anna', light);
    const interval = page.getByRole('radio', { name: /^Monthly/ });
    await tabTo(page, interval);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByRole('radio', { name: /^Yearly/ }).isChecked()).toBe(true);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => interval.isChecked()).toBe(true);

    const upgrade = planCard(page, 'Enterprise').getByRole('button', { name: 'Upgrade to Enterprise' });
    await tabTo(page, upgrade);
    await page.keyboard.press('Enter');
    await see(page.getByRole('dialog').getByRole('button', { name: /^Pay / }));
    await page.keyboard.press('Tab');
    expect(await page.getByRole('dialog').evaluate((dialog) => dialog.contains(document.activeElement))).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await seeNoMore(page.getByRole('dialog'));

    expect(await isFocused(upgrade)).toBe(true);
    await page.context().close();
  });
});

describe.each([
  ...LOOKS,
  { ...light, name: '390 px, dark', viewport: PHONE, theme: 'dark' as const },
  { ...light, name: '320 px', viewport: SMALL_PHONE },
])("TenderTrack's own pages: $name", (look) => {
  async function expectGood(page: Page, name: string): Promise<void> {
    await screenshot(page, `${name} ${look.name}`);
    await expectAccessible(page);
    expect(await sidewaysScroll(page)).toBe(0);
  }

  it('the sign-in, a wrong password included', async () => {
    const page = await openAs('anna', look);
    await page.context().clearCookies();
    await page.goto(stage.url);
    await see(page.getByRole('heading', { name: 'Sign in' }));
    await expectGood(page, 'sign-in');
    // Refused without asking the server: signing in dozens of times in a row is what the demo stops.
    await page.route('**/api/auth/sign-in/email', (route) =>
      route.fulfill({ status: 401, json: { code: 'INVALID_EMAIL_OR_PASSWORD' } }),
    );
    await signIn(page, 'anna@nordlicht.example', 'not the password');
    await see(page.getByText('E-mail address or password is wrong.'));
    await expectGood(page, 'sign-in refused');
    await page.getByRole('button', { name: 'Create one' }).click();
    await expectGood(page, 'sign-up');
    await page.context().close();
  });

  it('the members, and the menu of organizations', async () => {
    const page = await openAs('ben', look);
    await page.goto(`${stage.url}/settings/members`);
    await see(page.getByText('carla@nordlicht.example'));
    await page.getByRole('button', { name: 'Remove Carla Romero' }).click();
    await expectGood(page, 'members');
    const organizations = await openOrganizations(page);
    await see(organizations.getByText('Harbor & Sons'));
    await expectGood(page, 'organizations');
    await organizations.getByRole('button', { name: 'New organization' }).click();
    await see(page.getByLabel('Name of the organization'));
    await expectGood(page, 'new organization');
    await page.context().close();
  });

  it('what a member sees of the billing', async () => {
    const page = await openBillingAs('david', look);
    await expectGood(page, 'billing of a member');
    await page.context().close();
  });
});

describe('the hosted checkout page', () => {
  it.each([
    light,
    { ...light, name: '390 px', viewport: PHONE },
    { ...light, name: '320 px', viewport: SMALL_PHONE },
  ])(
    'has no accessibility violation and no sideways scroll, a declined card included: $name',
    async (look) => {
      const page = await openBillingAs('olivia', look);
      await startCheckout(page, 'Starter');
      await screenshot(page, `checkout ${look.name}`);
      await expectAccessible(page);
      expect(await sidewaysScroll(page)).toBe(0);

      await fillHostedPage(page, CARDS.declined);
      await page.getByRole('button', { name: 'Start free trial' }).click();
      await see(page.getByRole('alert'));
      await screenshot(page, `checkout declined ${look.name}`);
      await expectAccessible(page);
      expect(await sidewaysScroll(page)).toBe(0);
      await page.context().close();
    },
  );

  it('has no accessibility violation in the dark', async () => {
    const page = await openAs('olivia', light, { colorScheme: 'dark' });
    await page.goto(`${stage.url}/settings/billing`);
    await startCheckout(page, 'Starter');
    await screenshot(page, 'checkout dark');

    await expectAccessible(page);
    await page.context().close();
  });
});

function isFocused(what: Locator): Promise<boolean> {
  return what.evaluate((element) => element === document.activeElement);
}

/** Presses Tab until something has the focus, as one does who has no mouse. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await isFocused(what)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${what}.`);
}
