import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { holdAnswers } from './support/hold-answers.ts';
import {
  advance,
  CARDS,
  fillCard,
  fillCheckout,
  fillHostedPage,
  PATIENCE_MS,
  planCard,
  see,
  seeNoMore,
  startCheckout,
  statusBadge,
  subscribe,
  subscriptionCard,
} from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

const NORDLICHT = 'organization_nordlicht';
const HARBOR = 'organization_harbor';

let stage: Stage;
afterAll(() => stage?.close());

async function newStage(): Promise<void> {
  await stage?.close();
  stage = await setStage();
}

/** Waits until every event that is not lost has arrived, and the server has worked through all of them. */
async function webhooksSettle(): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = (await stage.polar.events()).filter(
        ({ succeeded, faults }) => succeeded !== true && faults?.isDropped !== true,
      );
      const { total, done } = await stage.mirror.inbox();
      expect({ waiting, undone: total - done }).toEqual({ waiting: [], undone: 0 });
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe('a checkout that does not go straight through', () => {
  let anna: WatchedPage;

  beforeAll(async () => {
    await newStage();
    // Without a trial its checkout charges at once: a decline is then about money.
    await stage.polar.dropTrial(seedProductIds.professional.month);
    await webhooksSettle();
    anna = await stage.openBilling('Anna Lindqvist');
  });

  it('charges nothing when the browser is closed on the checkout page', async () => {
    await startCheckout(anna.page, 'Professional');
    const [open] = await stage.polar.checkouts();
    await anna.close();

    anna = await stage.openBilling('Anna Lindqvist');
    await see(anna.page.getByText('No subscription yet'));
    await see(anna.page.getByText('No invoices yet'));
    expect(open).toMatchObject({ status: 'open' });
    expect(await stage.polar.checkouts()).toEqual([open]);
    expect(await stage.polar.payments()).toEqual([]);
    expect(await stage.mirror.counts(NORDLICHT)).toMatchObject({
      subscriptions: 0,
      invoices: 0,
      checkouts: 1,
    });
  });

  it('leads back into the same open checkout when the plan is chosen again', async () => {
    const [open] = await stage.polar.checkouts();
    await startCheckout(anna.page, 'Professional');

    expect(anna.page.url()).toBe(open?.url);
    expect(await stage.polar.checkouts()).toEqual([open]);
  });

  it('says in the app that the checkout is still open, with the way back into it', async () => {
    const [open] = await stage.polar.checkouts();
    await anna.page.goto(`${stage.url}/settings/billing?checkout_id=${open?.id}`);
    await see(anna.page.getByText('Your checkout is still open'));
    await see(anna.page.getByText('Nothing was charged yet'));

    await anna.page.getByRole('link', { name: 'Continue to checkout' }).click();
    await see(anna.page.getByLabel('Card number'));
    expect(anna.page.url()).toBe(open?.url);
  });

  it('explains a declined card on the hosted page and keeps what was typed, except the card', async () => {
    await fillHostedPage(anna.page, CARDS.declined);
    await anna.page.getByRole('button', { name: 'Pay $94.01' }).click();

    await see(anna.page.getByRole('alert').getByText('Your card was declined. Nothing was charged'));
    expect(await anna.page.getByLabel('Street address').inputValue()).toBe('Hafenstraße 1');
    expect(await anna.page.getByLabel('Card number').inputValue()).toBe('');
    expect(await stage.polar.subscriptions()).toEqual([]);
    expect(await stage.mirror.subscriptions(NORDLICHT)).toEqual([]);
  });

  it('is paid once by another card', async () => {
    await fillCard(anna.page, CARDS.pays);
    await anna.page.getByRole('button', { name: 'Pay $94.01' }).click();

    await see(anna.page.getByText('Welcome to Professional'));
    await see(statusBadge(anna.page, 'Active'));
    await see(anna.page.getByRole('row').filter({ hasText: 'first invoice' }).getByText('$94.01'));
    const payments = await stage.polar.payments();
    expect(payments.map(({ status, amount }) => ({ status, amount })).reverse()).toEqual([
      { status: 'failed', amount: 9401 },
      { status: 'succeeded', amount: 9401 },
    ]);
    await webhooksSettle();
    expect(await stage.mirror.subscriptions(NORDLICHT)).toMatchObject([
      { status: 'active', product_id: seedProductIds.professional.month },
    ]);
    expect(await stage.mirror.counts(NORDLICHT)).toEqual({
      customers: 1,
      subscriptions: 1,
      invoices: 1,
      checkouts: 1,
      payment_methods: 1,
    });
  });

  it('meets nothing on the way that a console would complain about', () => {
    expect(anna.problems).toEqual([]);
  });
});

describe('a card that is accepted and then declined when it is charged', () => {
  let olivia: WatchedPage;
  const alert = () => olivia.page.locator('[data-slot="floe-billing-alert"]');

  // Harbor's life begins where Nordlicht's above ended: its own, on the same stage.
  beforeAll(async () => {
    olivia = await stage.openBilling('Olivia Harbor');
  });

  it('starts the trial', async () => {
    await subscribe(olivia.page, 'Starter', CARDS.declinedAtFirstCharge);
    await see(statusBadge(olivia.page, 'Trial'));

    expect(await stage.mirror.subscriptions(HARBOR)).toMatchObject([{ status: 'trialing' }]);
  });

  it('says that the payment failed when the trial is over', async () => {
    await advance(olivia.page, 'a week');
    await advance(olivia.page, 'a week');
    await advance(olivia.page, 'a day');

    await see(alert().getByText('Payment failed', { exact: true }));
    await see(alert().getByText('$34.51 could not be collected.'));
    await see(statusBadge(olivia.page, 'Payment failed'));
    expect(await stage.mirror.subscriptions(HARBOR)).toMatchObject([{ status: 'past_due' }]);
    expect(await subscriptionAtPolar()).toMatchObject({ status: 'past_due' });
  });

  it('is more urgent with each attempt that fails', async () => {
    // Retries wait for the full hour, so the second attempt is a little more than two days after the first.
    await advance(olivia.page, 'a day');
    await advance(olivia.page, 'a day');
    await see(alert().getByText('Payment failed 2 times'));
    await advance(olivia.page, 'a week');
    await see(alert().getByText('Payment failed 3 times'));

    expect(await alert().getAttribute('role')).toBe('alert');
    expect(await alert().getAttribute('data-severity')).toBe('critical');
  });

  it('is forgotten, without a reload, once another card has paid', async () => {
    await stage.polar.replaceCard((await subscriptionAtPolar())?.customer_id ?? '', CARDS.pays);

    await seeNoMore(alert());
    await see(statusBadge(olivia.page, 'Active'));
    await see(subscriptionCard(olivia.page).getByText('Visa ending in 4242'));
    expect(await stage.mirror.subscriptions(HARBOR)).toMatchObject([{ status: 'active' }]);
    const paid = (await stage.polar.payments()).filter(
      ({ status, amount }) => status === 'succeeded' && amount === 3451,
    );
    expect(paid).toHaveLength(1);
  });

  async function subscriptionAtPolar() {
    const subscriptions = await stage.polar.subscriptions();
    return subscriptions.find(({ product_id }) => product_id === seedProductIds.starter.month);
  }
});

describe('a webhook', () => {
  beforeAll(newStage);

  async function expectOneOfEach(externalId: string): Promise<void> {
    expect(await stage.mirror.counts(externalId)).toEqual({
      customers: 1,
      subscriptions: 1,
      invoices: 1,
      checkouts: 1,
      payment_methods: 1,
    });
  }

  it('may arrive before the person is back', async () => {
    const { page, problems, close } = await stage.openBilling('Anna Lindqvist');
    await fillCheckout(page, 'Starter', CARDS.pays);
    // Polar's answer, which sends the person back, reaches the browser last of all.
    await page.route('**/checkout/*', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await webhooksSettle();
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Start free trial' }).click();

    await see(page.getByText('Welcome to Starter'));
    await see(statusBadge(page, 'Trial'));
    await expectOneOfEach(NORDLICHT);
    expect(problems).toEqual([]);
    await close();
  });

  it('may arrive after the person: the page says that it is confirming, and then what is true', async () => {
    // On a clock that stands still they wait until it runs.
    await stage.polar.set({ faults: { delay: { ms: 1_000 } } });
    const { page, problems, close } = await stage.openBilling('Olivia Harbor');
    await fillCheckout(page, 'Starter', CARDS.pays);
    const answer = await holdAnswers(page, '**/api/billing/get-checkout?*');
    await page.getByRole('button', { name: 'Start free trial' }).click();

    await see(page.getByText('Confirming your payment'));
    expect(await page.getByText('Welcome to Starter').count()).toBe(0);
    await answer.letGo();
    await see(page.getByText('Welcome to Starter'));
    await see(statusBadge(page, 'Trial'));

    await stage.polar.set({ faults: { delay: false } });
    await stage.polar.setMode('live');
    await webhooksSettle();
    await see(page.getByText('Welcome to Starter'));
    await see(statusBadge(page, 'Trial'));
    await expectOneOfEach(HARBOR);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('webhooks that arrive twice', () => {
  beforeAll(async () => {
    await newStage();
    await stage.polar.set({ faults: { duplicate: true } });
  });

  it('make one of each row', async () => {
    const { page, close } = await stage.openBilling('Anna Lindqvist');
    await subscribe(page, 'Starter');
    await webhooksSettle();
    await expect
      .poll(async () => (await stage.polar.events()).every(({ deliveries }) => deliveries.length === 2), {
        timeout: PATIENCE_MS,
      })
      .toBe(true);
    await webhooksSettle();

    await see(statusBadge(page, 'Trial'));
    expect(await stage.mirror.counts(NORDLICHT)).toEqual({
      customers: 1,
      subscriptions: 1,
      invoices: 1,
      checkouts: 1,
      payment_methods: 1,
    });
    expect((await stage.mirror.inbox()).total).toBe((await stage.polar.events()).length);
    await close();
  });

  it('write one audit entry for each change, and none when they come a third time', async () => {
    const audit = await stage.mirror.audit(NORDLICHT);
    const rows = await stage.mirror.everything(NORDLICHT);
    const started = audit.filter(({ action }) => action === 'checkout.started');
    for (const { id } of await stage.polar.events()) await stage.polar.redeliver(id);
    await expect
      .poll(async () => (await stage.polar.events()).every(({ deliveries }) => deliveries.length === 3), {
        timeout: PATIENCE_MS,
      })
      .toBe(true);
    await webhooksSettle();

    expect(started).toHaveLength(1);
    expect(await stage.mirror.audit(NORDLICHT)).toEqual(audit);
    expect(await stage.mirror.everything(NORDLICHT)).toEqual(rows);
  });
});

describe('webhooks that never arrive', () => {
  // On the stage of those that came twice: Harbor has no billing there yet.
  beforeAll(() => stage.polar.set({ faults: { duplicate: false, drop: true } }));

  it('keep nobody from seeing that the checkout succeeded', async () => {
    const { page, problems, close } = await stage.openBilling('Olivia Harbor');
    await subscribe(page, 'Professional');

    await see(statusBadge(page, 'Trial'));
    await see(planCard(page, 'Professional').getByText('Current plan'));
    expect(await stage.mirror.subscriptions(HARBOR)).toMatchObject([
      { status: 'trialing', product_id: seedProductIds.professional.month },
    ]);
    expect(problems).toEqual([]);
    await close();
  });

  it('are made up for by the reconciliation that falls due', async () => {
    const { page, problems, close } = await stage.openBilling('Olivia Harbor');
    await advance(page, 'a month');

    await see(statusBadge(page, 'Active'));
    await see(page.getByRole('row').filter({ hasText: 'renewal' }).getByText('$94.01'));
    expect(
      (await stage.polar.events()).some(({ type, faults }) => type === 'order.paid' && faults?.isDropped),
    ).toBe(true);
    expect(problems).toEqual([]);
    await close();
  });

  it('are made up for by the reconciliation of the next start', async () => {
    const ours = (await stage.polar.subscriptions()).find(({ customer }) => customer.external_id === HARBOR);
    await stage.polar.cancelAtPeriodEnd(ours?.id ?? '');
    const before = await stage.openBilling('Olivia Harbor');
    await see(statusBadge(before.page, 'Active'));
    await before.close();

    await stage.polar.set({ faults: { drop: false } });
    await stage.restart();

    const again = await stage.openBilling('Olivia Harbor');
    await see(statusBadge(again.page, 'Cancels soon'));
    await webhooksSettle();
    expect(await stage.mirror.subscriptions(HARBOR)).toMatchObject([{ status: 'active' }]);
    expect(await stage.mirror.counts(HARBOR)).toEqual({
      customers: 1,
      subscriptions: 1,
      invoices: 2,
      checkouts: 1,
      payment_methods: 1,
    });
    expect(again.problems).toEqual([]);
    await again.close();
  });
});
