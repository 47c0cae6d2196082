import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, see, seeNoMore, statusBadge, subscribe } from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

const NORDLICHT = 'organization_nordlicht';
const DECLINED_LATER = '4000 0000 0000 0341';

let stage: Stage;
let anna: WatchedPage;

beforeAll(async () => {
  stage = await setStage();
  anna = await stage.openBilling('Anna Lindqvist');
  await subscribe(anna.page, 'Professional');
});
afterAll(() => stage?.close());

const methods = () => anna.page.getByRole('region', { name: 'Payment methods' });

/** Goes to the page of the provider, types a card there, and comes back. */
async function addCard(number: string): Promise<void> {
  const { page } = anna;
  await (await see(methods().getByRole('button', { name: 'Add payment method' }))).dblclick();
  await page.waitForURL(/portal/);
  await page.getByRole('link', { name: 'Payment methods' }).click();
  await page.getByLabel('Card number').fill(number);
  await page.getByLabel(/^Expir/).fill('12/34');
  await page.getByLabel(/^(CVC|Security code)/).fill('123');
  await page.getByLabel('Charge this card from now on').uncheck();
  await page.getByRole('button', { name: 'Add card' }).click();
  await see(page.getByText('ending in 0341').first());
  await page
    .getByRole('link', { name: /back|return/i })
    .first()
    .click();
  await see(methods());
}

it('adds a card on the page of the provider, and shows it when the person is back', async () => {
  await addCard(DECLINED_LATER);

  await see(methods().getByText('Visa ending in 0341'));
  await see(
    methods().getByRole('listitem').filter({ hasText: '4242' }).getByText('Default', { exact: true }),
  );
});

it('makes another card the default at once, and shows it everywhere', async () => {
  await methods().getByRole('button', { name: 'Make default: Visa ending in 0341' }).dblclick();

  await see(
    methods().getByRole('listitem').filter({ hasText: '0341' }).getByText('Default', { exact: true }),
  );
  const audit = await stage.mirror.audit(NORDLICHT);
  expect(audit.filter(({ action }) => action === 'payment_method.set_default')).toHaveLength(1);
});

it('leads from the payment that failed to the card that pays what is owed, for the amount on the button', async () => {
  const { page } = anna;
  await advance(page, 'a week');
  await advance(page, 'a week');
  await advance(page, 'a day');
  await see(statusBadge(page, 'Payment failed'));
  await see(page.getByRole('button', { name: /^Pay .* now with Visa ending in 0341$/ }));
  await page.getByRole('button', { name: 'Update payment method' }).click();
  await methods().getByRole('button', { name: 'Make default: Visa ending in 4242' }).click();
  const pay = await see(page.getByRole('dialog').getByRole('button', { name: /^Use it and pay/ }));
  const amount = (await pay.innerText()).replace('Use it and pay ', '');
  await pay.dblclick();

  await see(statusBadge(page, 'Active'));
  const [paid] = (await stage.polar.payments()).filter(
    ({ status, amount: sum }) => status === 'succeeded' && sum > 0,
  );
  expect(`$${((paid?.amount ?? 0) / 100).toFixed(2)}`).toBe(amount);
});

it('removes what is charged no more, once it was asked', async () => {
  const { page } = anna;
  await methods().getByRole('button', { name: 'Remove: Visa ending in 0341' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove: Visa ending in 0341' }).click();

  await seeNoMore(dialog);
  await seeNoMore(methods().getByRole('listitem').filter({ hasText: '0341' }));
  expect(await methods().evaluate((section) => section === document.activeElement)).toBe(true);
});

it('meets nothing on the way that a console would complain about', async () => {
  expect(anna.problems).toEqual([]);
  await anna.close();
});
