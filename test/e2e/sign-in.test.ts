import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE_PASSWORD } from '../../demo/people.ts';
import { openBillingAs, openOrganizations, PATIENCE_MS, planCard, see, signIn } from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import { openWatchedPage } from './support/watched-page.ts';

const ANNA = 'anna@nordlicht.example';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

/** A page in a browser of its own, before the sign-in. */
async function openPage(path = '/'): Promise<{ page: Page; close(): Promise<void> }> {
  const { page, close } = await openWatchedPage(stage.browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(`${stage.url}${path}`);
  return { page, close };
}

/** Sends what the sign-in form sends, from outside of the page. */
function postSignIn(
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${stage.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.url, ...headers },
    body: JSON.stringify({ email, password }),
  });
}

describe('signing in', () => {
  it('takes the address and the password, and leads to the page that was asked for', async () => {
    const { page, close } = await openPage('/settings/billing');
    await signIn(page, ANNA, SAMPLE_PASSWORD);

    await see(page.getByRole('heading', { name: 'Billing', exact: true }));
    await see(page.getByText('Anna Lindqvist'));
    await close();
  });

  it.each([
    ['a wrong password', ANNA, 'not the password'],
    ['an unknown address', 'nobody@nordlicht.example', SAMPLE_PASSWORD],
  ])('says the same for %s, and stays outside', async (_name, email, password) => {
    const { page, close } = await openPage();
    await signIn(page, email, password);

    await see(page.getByRole('alert').getByText('E-mail address or password is wrong.'));
    expect((await page.request.get(`${stage.url}/api/billing/get-billing`)).status()).toBe(401);
    await close();
  });

  it('keeps the session out of reach of scripts and of other sites', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Anna Lindqvist');
    const cookies = await page.context().cookies();

    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatchObject({
      name: 'tendertrack.session_token',
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    });
    await close();
  });

  it.each(['https://evil.example', 'null'])('is refused from a page of %s', async (origin) => {
    const response = await postSignIn(ANNA, SAMPLE_PASSWORD, { origin });

    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('signing out', () => {
  it('ends the session, in the other tabs too, and for whoever kept the cookie', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Anna Lindqvist');
    const other = await page.context().newPage();
    await other.goto(`${stage.url}/settings/billing`);
    await see(other.getByText('Anna Lindqvist'));
    const [cookie] = await page.context().cookies();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await see(page.getByRole('heading', { name: 'Sign in' }));
    await see(other.getByRole('heading', { name: 'Sign in' }));
    const kept = await fetch(`${stage.url}/api/billing/get-billing`, {
      headers: { cookie: `${cookie?.name}=${cookie?.value}` },
    });
    expect(kept.status).toBe(401);
    await close();
  });

  it('shows the next person in all tabs', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Anna Lindqvist');
    const other = await page.context().newPage();
    await other.goto(`${stage.url}/settings/billing`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Olivia Harbor' }).click();

    await see(other.getByText('Olivia Harbor'));
    await see(other.getByRole('button', { name: /^Organization.*Harbor & Sons/ }));
    expect(await other.getByText('Nordlicht').count()).toBe(0);
    await close();
  });
});

describe('a session that ends in the middle', () => {
  it('is said on the page, and signing in leads back to it', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Anna Lindqvist');
    await see(planCard(page, 'Starter').getByRole('button'));
    await stage.mirror.run(
      `update tendertrack.session set expires_at = now() - interval '1 second' where user_id = 'anna'`,
    );
    // Whatever is asked next is refused.
    await planCard(page, 'Starter').getByRole('button').click();

    await see(page.getByText('Your session has ended. Sign in to go on where you were.'));
    expect(new URL(page.url()).pathname).toBe('/settings/billing');
    await signIn(page, ANNA, SAMPLE_PASSWORD);
    await see(page.getByRole('heading', { name: 'Billing', exact: true }));
    await see(page.getByRole('region', { name: 'Plans' }));
    await close();
  });
});

describe('somebody new', () => {
  it('creates an account and an organization, and owns its billing', async () => {
    const { page, close } = await openPage();
    await page.getByRole('button', { name: 'Create one' }).click();
    await page.getByLabel('Your name').fill('Nora Falk');
    await page.getByLabel('E-mail').fill('nora@falk.example');
    await page.getByLabel('Password').fill('a good password');
    await page.getByRole('button', { name: 'Create account' }).click();
    await see(page.getByRole('heading', { name: 'Create your organization' }));
    expect((await page.request.get(`${stage.url}/api/billing/get-billing`)).status()).toBe(403);
    await page.getByLabel('Name of the organization').fill('Falk & Falk');
    await page.getByRole('button', { name: 'Create organization' }).click();

    await see(page.getByText('Falk & Falk has no plan yet.'));
    const billing = await page.request.get(`${stage.url}/api/billing/get-billing`);
    expect(await billing.json()).toMatchObject({
      owner: { type: 'organization', name: 'Falk & Falk' },
      permissions: expect.arrayContaining(['subscription:manage']),
    });
    await close();
  });

  it('is told when the address has an account already', async () => {
    const { page, close } = await openPage();
    await page.getByRole('button', { name: 'Create one' }).click();
    await page.getByLabel('Your name').fill('Another Anna');
    await page.getByLabel('E-mail').fill(ANNA);
    await page.getByLabel('Password').fill('a good password');
    await page.getByRole('button', { name: 'Create account' }).click();

    await see(page.getByRole('alert').getByText('There is an account with this e-mail address.'));
    await close();
  });

  it('is invited by a link, joins in the role that was chosen, and sees that billing', async () => {
    const anna = await openPage('/settings/members');
    await anna.page.getByRole('button', { name: 'Anna Lindqvist' }).click();
    await see(anna.page.getByRole('heading', { name: 'Members' }));
    await anna.page.getByLabel('E-mail').fill('erik@sand.example');
    await anna.page.getByLabel('Role', { exact: true }).selectOption('Manager');
    await anna.page.getByRole('button', { name: 'Invite' }).click();
    const link = await see(anna.page.getByRole('link', { name: /\/invitation\// }));
    const { pathname } = new URL((await link.getAttribute('href')) ?? '');
    await anna.close();

    // The link alone is not enough: somebody else who is signed in gets nowhere with it.
    const olivia = await openPage(pathname);
    await olivia.page.getByRole('button', { name: 'Olivia Harbor' }).click();
    await see(olivia.page.getByText('You are not the recipient of the invitation.'));
    await olivia.close();

    const erik = await openPage(pathname);
    await erik.page.getByRole('button', { name: 'Create one' }).click();
    await erik.page.getByLabel('Your name').fill('Erik Sand');
    await erik.page.getByLabel('E-mail').fill('erik@sand.example');
    await erik.page.getByLabel('Password').fill('a good password');
    await erik.page.getByRole('button', { name: 'Create account' }).click();
    await erik.page.getByRole('button', { name: 'Join Nordlicht Construction' }).click();
    await see(erik.page.getByRole('heading', { name: 'Dashboard' }));
    await see(erik.page.getByText('Manager', { exact: true }));
    const billing = await erik.page.request.get(`${stage.url}/api/billing/get-billing`);
    expect(await billing.json()).toMatchObject({
      owner: { id: 'nordlicht' },
      permissions: expect.not.arrayContaining(['subscription:manage']),
    });
    await erik.close();
  });
});

describe('somebody who works for two organizations', () => {
  it('has in each what the role there allows', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Ben Okafor');
    await see(planCard(page, 'Starter').getByRole('button'));
    const organizations = await openOrganizations(page);
    await organizations.getByRole('button', { name: 'Harbor & Sons' }).click();

    await see(page.getByText('Billing of Harbor & Sons is managed by its owners and administrators.'));
    expect(await planCard(page, 'Starter').getByRole('button').count()).toBe(0);
    await close();
  });

  it('closes the menu by Escape and keeps the focus', async () => {
    const { page, close } = await openPage();
    await openBillingAs(page, stage.url, 'Ben Okafor');
    const organizations = await openOrganizations(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');

    await organizations.waitFor({ state: 'hidden', timeout: PATIENCE_MS });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Nordlicht');
    await close();
  });
});

// Last, since every sign-in from this machine is refused for a while afterwards.
describe('trying passwords', () => {
  it('is stopped, whatever address a header claims, and the page says what to do', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 25 && statuses.at(-1) !== 429; attempt++) {
      const address = `203.0.113.${attempt}`;
      const headers = {
        'x-forwarded-for': address,
        'x-real-ip': address,
        forwarded: `for=${address}`,
        'x-tendertrack-address': address,
      };
      statuses.push((await postSignIn(ANNA, `guess number ${attempt}`, headers)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.slice(0, -1).every((status) => status === 401)).toBe(true);

    const { page, close } = await openPage();
    await signIn(page, ANNA, SAMPLE_PASSWORD);
    await see(page.getByRole('alert').getByText('Too many attempts. Wait ten seconds, then try again.'));
    await close();
  });
});
