import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPERATION_NAMES, operationMethod, operationPath, operations } from '../../src/contract/index.ts';
import {
  advance,
  openOrganizations,
  see,
  seeNoMore,
  statusBadge,
  subscribe,
  subscriptionCard,
} from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

// Journey 2: a member without permission sees the same page, explained, without a way to act; the server refuses as
// well; and who is removed is out with the next request.

const NORDLICHT = 'organization_nordlicht';

let stage: Stage;
let anna: WatchedPage;
let david: WatchedPage;

beforeAll(async () => {
  stage = await setStage();
  anna = await stage.openBilling('Anna Lindqvist');
  await subscribe(anna.page, 'Professional');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a day');
  await see(statusBadge(anna.page, 'Active'));
  david = await stage.openBilling('David Chen');
  await see(statusBadge(david.page, 'Active'));
});
afterAll(() => stage?.close());

/** Everything there is about Nordlicht, in the mirror and at Polar. */
async function nordlicht(): Promise<unknown> {
  return {
    mirror: await stage.mirror.everything(NORDLICHT),
    audit: await stage.mirror.audit(NORDLICHT),
    subscriptions: await stage.polar.subscriptions(),
  };
}

/** Asks every operation with the cookies of a page, as somebody would who looked into the developer tools. */
async function askEverything(page: Page): Promise<Record<string, { status: number; code: string | null }>> {
  const answers: Record<string, { status: number; code: string | null }> = {};
  for (const name of OPERATION_NAMES) {
    const method = operationMethod(name);
    answers[name] = await page.evaluate(
      async ({ url, method }) => {
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          'floe-client': '1',
        };
        const response = await fetch(url, method === 'GET' ? undefined : { method, headers, body: '{}' });
        const { error } = (await response.json()) as { error?: { code: string } };
        return { status: response.status, code: error?.code ?? null };
      },
      { url: `/api/billing${operationPath(name)}`, method },
    );
  }
  return answers;
}

it('the member sees what the administrator sees: plan, state and limits', async () => {
  for (const { page } of [anna, david]) {
    await see(statusBadge(page, 'Active'));
    await see(subscriptionCard(page).getByRole('heading', { name: 'Professional' }));
    await see(page.getByRole('region', { name: 'Plans' }).getByRole('heading', { name: 'Enterprise' }));
    await see(page.getByRole('region', { name: 'Invoices' }));
  }
});

it('the page explains why there is nothing to press, and whom to ask', async () => {
  const main = david.page.getByRole('main');

  await see(main.getByText('You can look, not change'));
  await see(main.getByText('Billing of Nordlicht Construction is managed by its owners and administrators.'));
  await see(main.getByText('Invoices are not shown to you'));
  expect(await main.getByRole('button').allInnerTexts()).toEqual([]);
  expect(await anna.page.getByRole('main').getByRole('button').count()).toBeGreaterThan(3);
});

it('the member sees nothing of what is paid or with what', async () => {
  const card = await subscriptionCard(david.page).innerText();

  expect(card).not.toMatch(/[$€¥]|\d\.\d\d|Visa|4242/);
  expect(await subscriptionCard(anna.page).innerText()).toMatch(/\$79/);
});

it('the server refuses every operation but looking, and nothing has changed', async () => {
  const before = await nordlicht();
  const answers = await askEverything(david.page);

  const allowed = OPERATION_NAMES.filter((name) => answers[name]?.status === 200);
  expect([...allowed].sort()).toEqual(['getBilling', 'getCatalog', 'getNotificationPreferences']);
  // Their own mails are theirs to choose: what is refused there is that nothing was said.
  const others = OPERATION_NAMES.filter((name) => !allowed.includes(name));
  for (const name of others.filter((name) => name !== 'updateNotificationPreferences')) {
    expect(operations[name].permission, name).not.toBe('billing:view');
    expect(answers[name], name).toEqual({ status: 403, code: 'forbidden' });
  }
  expect(answers.updateNotificationPreferences).toEqual({ status: 400, code: 'invalid_request' });
  expect(await nordlicht()).toEqual(before);
});

it('the member can neither invite nor remove anybody, on the page or past it', async () => {
  const { page } = david;
  await page.getByRole('link', { name: 'Members' }).click();
  await see(page.getByText('Only an owner or administrator can invite, change or remove somebody.'));
  await see(page.getByText('carla@nordlicht.example'));
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(await page.getByRole('main').getByRole('combobox').count()).toBe(0);

  const refused = await page.evaluate(async () => {
    const post = (path: string, body: object) =>
      fetch(`/api/auth/organization/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then(({ status }) => status);
    return [
      await post('remove-member', { memberIdOrEmail: 'carla@nordlicht.example' }),
      await post('invite-member', { email: 'friend@example.com', role: 'admin' }),
    ];
  });
  for (const status of refused) expect([401, 403]).toContain(status);
  await page.getByRole('link', { name: 'Billing', exact: true }).click();
  await see(page.getByText('You can look, not change'));
});

it('who becomes a manager may see the invoices with the next request', async () => {
  const { page } = anna;
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByLabel('Role of David Chen').selectOption('Manager');
  await expect
    .poll(async () => (await askEverything(david.page)).listInvoices, { timeout: 20_000 })
    .toMatchObject({ status: 200 });
  await david.page.reload();

  await see(david.page.getByRole('row').filter({ hasText: 'Professional' }));
});

it('who is removed is refused with the next request, and the page says so', async () => {
  await anna.page.getByRole('button', { name: 'Remove David Chen' }).click();
  await anna.page.getByRole('button', { name: 'Remove David Chen' }).click();
  await seeNoMore(anna.page.getByText('david@nordlicht.example'));
  const before = await nordlicht();

  // The page is as it was; its next request is the first it hears of it.
  const answers = await askEverything(david.page);
  for (const [name, answer] of Object.entries(answers)) {
    expect(answer, name).toEqual({ status: 403, code: 'forbidden' });
  }
  expect(await nordlicht()).toEqual(before);

  const search = david.page.getByRole('searchbox');
  if (await search.isVisible()) await search.fill('Professional');
  await see(david.page.getByText('You are no longer a member of the organization you were looking at.'));
  expect(await david.page.getByText('Nordlicht Construction').count()).toBe(0);
});

it('who is still there goes on as before', async () => {
  await anna.page.getByRole('link', { name: 'Billing', exact: true }).click();
  await see(statusBadge(anna.page, 'Active'));
  const organizations = await openOrganizations(anna.page);

  expect(await organizations.getByRole('button').allInnerTexts()).toEqual([
    expect.stringContaining('Nordlicht Construction'),
    'New organization',
  ]);
});
