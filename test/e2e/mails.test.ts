import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAIL_LANGUAGES, mailSamples } from '../../src/emails/index.ts';
import { signInByApi } from './support/customer.ts';
import { advance, CARDS, see, subscribe } from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

// Anna and Ben manage Nordlicht's billing, Carla and David do not; Olivia is of another organization.

let stage: Stage;
let anna: WatchedPage;

beforeAll(async () => {
  stage = await setStage();
  anna = await stage.openBilling('Anna Lindqvist');
});
afterAll(() => stage?.close());

interface Mail {
  id: string;
  subject: string;
  to: string;
  head: string[];
}

/** The cookies of who was signed in before: signing in again and again is what the demo stops. */
const cookies = new Map<string, string>();

async function get(personId: string, path: string): Promise<Response> {
  const cookie = cookies.get(personId) ?? (await signInByApi(stage.url, personId)).cookie;
  cookies.set(personId, cookie);
  return fetch(`${stage.url}${path}`, { headers: { cookie } });
}

async function mailsOf(personId: string): Promise<Mail[]> {
  const response = await get(personId, '/api/mails');
  expect(response.status).toBe(200);
  return (await response.json()) as Mail[];
}

/** Subjects, oldest first, once all of them have come. */
async function subjectsOf(personId: string, count: number): Promise<string[]> {
  await expect.poll(async () => (await mailsOf(personId)).length, { timeout: 20_000 }).toBe(count);
  return (await mailsOf(personId)).map(({ subject }) => subject).reverse();
}

async function openMailbox(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Mailbox', exact: true }).click();
  await see(page.getByRole('heading', { name: 'Mailbox' }));
}

async function expectNoViolations(page: Page): Promise<void> {
  // Scripts cannot run in the frame of a mail, and so cannot look into it; a browser may wait for them for ever.
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[title^="Mail:"]').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

it('says in an empty mailbox how to come by a mail', async () => {
  await openMailbox(anna.page);
  await see(anna.page.getByText('No mails yet.'));
  await expectNoViolations(anna.page);
});

it('welcomes those who manage the billing to their new plan, each in a mailbox of their own', async () => {
  const { page } = anna;
  await page.getByRole('link', { name: 'Billing', exact: true }).click();
  // The first charge after the trial will be declined.
  await subscribe(page, 'Professional', CARDS.declinedAtFirstCharge);
  await openMailbox(page);
  await see(
    page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: /Welcome to Professional/ }),
  );
  const mail = page.frameLocator('iframe[title^="Mail:"]');
  await see(mail.getByRole('heading', { name: 'You are on Professional' }));
  await see(mail.getByText('because you manage the billing of Nordlicht Construction'));
  expect(await mail.getByRole('link', { name: 'Open billing' }).getAttribute('href')).toBe(
    `${stage.url}/settings/billing`,
  );

  expect(await subjectsOf('anna', 1)).toEqual(['Welcome to Professional']);
  expect(await subjectsOf('ben', 1)).toEqual(['Welcome to Professional']);
  for (const other of ['carla', 'david', 'olivia']) expect(await mailsOf(other)).toEqual([]);
});

it('shows a mail to nobody but whom it was written to', async () => {
  const [mail] = await mailsOf('anna');
  const [copy] = await mailsOf('ben');
  expect(mail?.to).toBe('Anna Lindqvist <anna@nordlicht.example>');
  expect(copy?.to).toBe('Ben Okafor <ben@nordlicht.example>');

  expect((await get('anna', `/mail/${mail?.id}`)).status).toBe(200);
  for (const other of ['ben', 'carla', 'olivia']) {
    expect((await get(other, `/mail/${mail?.id}`)).status).toBe(404);
  }
  expect((await fetch(`${stage.url}/mail/${mail?.id}`)).status).toBe(404);
  expect((await fetch(`${stage.url}/api/mails`)).status).toBe(401);
});

it('lets a mail be read part by part with the keyboard alone', async () => {
  const { page } = anna;
  const text = page.getByRole('button', { name: 'Text', exact: true });
  await page.getByRole('button', { name: /Welcome to Professional/ }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await text.getAttribute('aria-pressed')).toBe('true');
  await see(page.getByText('Your free trial of Professional has started.'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await see(page.getByText('Auto-Submitted: auto-generated'));
  await expectNoViolations(page);
});

it('writes of a trial’s end and of a payment that fails, once to each', async () => {
  const { page } = anna;
  await advance(page, 'a week');
  for (let day = 0; day < 8; day += 1) await advance(page, 'a day');
  await see(page.getByRole('button', { name: /We could not collect|payment/i }));

  for (const personId of ['anna', 'ben']) {
    const subjects = await subjectsOf(personId, 5);
    expect(subjects).toEqual([
      'Welcome to Professional',
      expect.stringMatching(/trial/i),
      expect.stringMatching(/trial/i),
      expect.stringMatching(/trial/i),
      expect.stringMatching(/payment/i),
    ]);
    const ids = (await mailsOf(personId)).map(({ head }) => head[0]);
    expect(new Set(ids).size).toBe(5);
  }
  expect(await mailsOf('carla')).toEqual([]);
});

it('sends no mail that was switched off, and shows which cannot be', async () => {
  const { page } = anna;
  const choices = page.getByRole('region', { name: 'What you are written to about' });
  await choices.getByLabel('The end of a pause, or of a cancellation').click();
  await expect
    .poll(() => choices.getByLabel('The end of a pause, or of a cancellation').isChecked())
    .toBe(false);
  expect(await choices.getByLabel('A cancellation', { exact: true }).isDisabled()).toBe(true);

  const { ask } = await signInByApi(stage.url, 'anna');
  const revision = async () => (await ask('/get-billing')).body.revision;
  await stage.polar.replaceCard(String((await stage.polar.customers())[0]?.id), CARDS.pays);
  await expect
    .poll(
      async () =>
        (await ask('/retry-payment', { revision: await revision() })).status === 200 ||
        (await ask('/get-billing')).body.alert === null,
      { timeout: 20_000 },
    )
    .toBe(true);
  // Until what the payment changed has come, the state that is answered from is not the last one.
  const command = (path: string, body: object) =>
    expect
      .poll(async () => (await ask(path, { revision: await revision(), ...body })).status, {
        timeout: 20_000,
      })
      .toBe(200);
  await command('/cancel-subscription', { reason: 'other' });
  await command('/uncancel-subscription', {});

  const rest = (subjects: string[]) => subjects.slice(5);
  expect(rest(await subjectsOf('ben', 8))).toHaveLength(3);
  const hers = rest(await subjectsOf('anna', 7));
  expect(hers[0]).toMatch(/receipt|paid/i);
  expect(hers[1]).toMatch(/ends on/);
  // What can be switched off says where; what cannot does not.
  const headOf = async (personId: string) => (await mailsOf(personId))[0]?.head;
  expect(await headOf('ben')).toContain(`List-Unsubscribe: <${stage.url}/mails>`);
  expect((await headOf('anna'))?.join()).not.toContain('List-Unsubscribe');
});

it('writes of a renewal that fails, and of the money that came in the end', async () => {
  const { page } = anna;
  const customerId = String((await stage.polar.customers())[0]?.id);
  await stage.polar.replaceCard(customerId, CARDS.declinedAtFirstCharge);
  await page.goto(`${stage.url}/mails`);
  const list = page.getByRole('list', { name: 'Mails' });
  await see(list);
  await advance(page, 'a month');
  await list
    .getByRole('button', { name: /^Payment of \$94\.01 failed/ })
    .first()
    .click();
  const mail = page.frameLocator('iframe[title^="Mail:"]');
  await see(mail.getByRole('heading', { name: 'Your payment did not go through' }));
  const paragraph = (text: string) => mail.locator('p').filter({ hasText: text });
  await see(paragraph('$94.01 for Professional could not be collected.'));
  await see(paragraph('Check the payment method before then, so that your plan goes on.'));
  const action = mail.getByRole('link', { name: 'Update payment method' });
  expect(await action.getAttribute('href')).toBe(`${stage.url}/settings/billing`);
  const whileOwing = (await mailsOf('ben')).length;
  expect((await mailsOf('ben'))[0]?.subject).toMatch(/^Payment of \$94\.01 failed/);

  // From here on she wants to read German, and Ben goes on as before.
  const kept = page.waitForResponse((response) => response.url().endsWith('/api/language'));
  await page.getByLabel('Language').selectOption('de');
  expect((await kept).status()).toBe(204);

  // The provider tries again by itself, two days after the first failure.
  await stage.polar.replaceCard(customerId, CARDS.pays);
  await advance(page, 'a day');
  await advance(page, 'a day');
  const receipt = list
    .getByRole('listitem')
    .first()
    .getByRole('button', { name: /^Zahlungsbeleg \S+ über .?94,01/ });
  await (await see(receipt)).click();
  await see(mail.getByText('Professional, Verlängerung'));
  expect((await mailsOf('ben')).slice(0, -whileOwing).map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Receipt \S+ for \$94\.01$/),
  ]);
});

it('keeps the language of nobody who is not signed in, and none that mails do not come in', async () => {
  const keep = (headers: Record<string, string>, language: string) =>
    fetch(`${stage.url}/api/language`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ language }),
    });
  expect((await keep({}, 'de')).status).toBe(401);
  const cookie = cookies.get('ben') ?? '';
  for (const language of ['tlh', '__proto__', ''])
    expect((await keep({ cookie }, language)).status).toBe(400);
});

it('previews every mail in every language, as HTML and as text, in both colors, as wide as a phone', async () => {
  const { page, problems } = anna;
  await openMailbox(page);
  await page.getByRole('link', { name: 'See every mail there is' }).click();
  const choices = page.locator('.preview-choices');
  await see(choices);
  await page.getByLabel('Mail', { exact: true }).first().waitFor();
  const cookie = cookies.get('anna') ?? '';
  for (const locale of Object.keys(MAIL_LANGUAGES)) {
    for (const index of mailSamples.keys()) {
      for (const path of ['/api/mail-preview/', '/mail-preview/']) {
        const response = await fetch(`${stage.url}${path}${index}?locale=${locale}`, { headers: { cookie } });
        expect(response.status, `${path}${index} ${locale}`).toBe(200);
      }
    }
  }

  await choices.getByLabel('Language').selectOption('ar');
  await choices.getByLabel('Colors').selectOption('dark');
  await choices.getByLabel('Width').selectOption('phone');
  const body = page.frameLocator('iframe[title^="Mail:"]').locator('body');
  await expect
    .poll(() => body.evaluate(({ ownerDocument }) => ownerDocument.documentElement.dir), { timeout: 20_000 })
    .toBe('rtl');
  const seen = await body.evaluate((element) => ({
    background: getComputedStyle(element).backgroundColor,
    isTooWide: element.ownerDocument.documentElement.scrollWidth > innerWidth,
    width: innerWidth,
  }));
  expect(seen).toEqual({ background: 'rgb(15, 17, 21)', isTooWide: false, width: 375 });
  await expectNoViolations(page);
  // The frame refuses the scripts of whoever looks into it here, as it would refuse a mail's; and a choice that is made
  // before the last one is shown ends the loading of that.
  const expected = /^console: Blocked script execution|net::ERR_ABORTED/;
  expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
});

it('says when mails cannot be read, and reads them when asked again', async () => {
  const { page } = anna;
  await page.route('**/api/mails', (route) => route.fulfill({ status: 503, body: '{}' }));
  await page.goto(`${stage.url}/mails`);
  await see(page.getByText('The mails could not be read.'));
  await page.unroute('**/api/mails');
  await page.getByRole('button', { name: 'Try again' }).click();
  await see(page.getByRole('list', { name: 'Mails' }));
});
