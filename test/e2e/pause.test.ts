import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance, see, seeNoMore, statusBadge, subscribe, subscriptionCard } from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

const NORDLICHT = 'organization_nordlicht';

let stage: Stage;
let anna: WatchedPage;

beforeAll(async () => {
  stage = await setStage();
  anna = await stage.openBilling('Anna Lindqvist');
  await subscribe(anna.page, 'Professional');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a day');
  await see(statusBadge(anna.page, 'Active'));
});
afterAll(() => stage?.close());

/** Every payment that took money. */
async function paymentsMade(): Promise<number> {
  const payments = await stage.polar.payments();
  return payments.filter(({ status, amount }) => status === 'succeeded' && amount > 0).length;
}

/** Pauses for one month. */
async function pause(): Promise<void> {
  const { page } = anna;
  await subscriptionCard(page).getByRole('button', { name: 'Pause subscription' }).click();
  const dialog = page.getByRole('dialog');
  await see(dialog.getByRole('heading', { name: /^Pause until/ }));
  await dialog.getByRole('button', { name: /^Pause from/ }).click();
  await see(dialog.getByRole('heading', { name: /^Your plan resumes on/ }));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await seeNoMore(dialog);
  await see(statusBadge(page, 'Pauses soon'));
}

it('schedules a pause and takes it back', async () => {
  await pause();
  await subscriptionCard(anna.page).getByRole('button', { name: 'Keep it running' }).click();

  await see(statusBadge(anna.page, 'Active'));
  await see(subscriptionCard(anna.page).getByRole('button', { name: 'Pause subscription' }));
});

it('charges nothing while paused, and resumes by itself', async () => {
  const before = await paymentsMade();
  await pause();
  await advance(anna.page, 'a month');
  await see(statusBadge(anna.page, 'Paused'));
  expect(await paymentsMade()).toBe(before);

  await advance(anna.page, 'a month');

  await see(statusBadge(anna.page, 'Active'));
  expect(await paymentsMade()).toBe(before + 1);
});

it('resumes at once for exactly the amount on the button', async () => {
  const { page } = anna;
  await pause();
  await advance(page, 'a month');
  await see(statusBadge(page, 'Paused'));
  const before = await paymentsMade();

  await subscriptionCard(page).getByRole('button', { name: 'Resume now' }).click();
  const dialog = page.getByRole('dialog');
  const pay = await see(dialog.getByRole('button', { name: /^Pay .* now and resume$/ }));
  const amount = (await pay.innerText()).replace(/^Pay | now and resume$/g, '');
  await pay.dblclick();
  await see(dialog.getByText(`${amount} was charged`));
  await dialog.getByRole('button', { name: 'Done' }).click();

  await see(statusBadge(page, 'Active'));
  expect(await paymentsMade()).toBe(before + 1);
  const [latest] = await stage.polar.orders();
  expect(`$${((latest?.total_amount ?? 0) / 100).toFixed(2)}`).toBe(amount);
  const audit = await stage.mirror.audit(NORDLICHT);
  expect(audit.filter(({ action }) => action === 'subscription.resumed')).toHaveLength(1);
});

it('meets nothing on the way that a console would complain about', async () => {
  expect(anna.problems).toEqual([]);
  await anna.close();
});
