import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import {
  advance,
  CARDS,
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
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

/** What Polar has collected for changes of plan, newest first. */
async function changeCharges(): Promise<{ status: string; total_amount: number }[]> {
  const orders = await stage.polar.orders();
  return orders
    .filter(({ billing_reason }) => billing_reason === 'subscription_update')
    .map(({ status, total_amount }) => ({ status, total_amount }));
}

/** Every payment that took money. */
async function paymentsMade(): Promise<number> {
  const payments = await stage.polar.payments();
  return payments.filter(({ status, amount }) => status === 'succeeded' && amount > 0).length;
}

/** Opens the confirmation of an upgrade and waits for the button that pays. */
async function openUpgrade(page: Page, plan: string) {
  await planCard(page, plan)
    .getByRole('button', { name: `Upgrade to ${plan}` })
    .click();
  return see(page.getByRole('dialog').getByRole('button', { name: /^Pay / }));
}

describe('starting and paying a checkout', () => {
  let anna: WatchedPage;

  beforeAll(async () => {
    anna = await stage.openBilling('Anna Lindqvist');
  });

  it('starts one checkout for two clicks', async () => {
    await planCard(anna.page, 'Starter').getByRole('button', { name: 'Start 14-day free trial' }).dblclick();
    await see(anna.page.getByLabel('Card number'));

    expect(await stage.polar.checkouts()).toHaveLength(1);
    const audit = await stage.mirror.audit(NORDLICHT);
    expect(audit.filter(({ action }) => action === 'checkout.started')).toHaveLength(1);
  });

  it('opens the same checkout in every tab that wants the same plan', async () => {
    const tabs = await Promise.all([anna.page.context().newPage(), anna.page.context().newPage()]);
    for (const tab of tabs) {
      await tab.goto(`${stage.url}/settings/billing`);
      await startCheckout(tab, 'Starter');
      expect(tab.url()).toBe(anna.page.url());
    }
    expect(await stage.polar.checkouts()).toHaveLength(1);
    for (const tab of tabs) await tab.close();
  });

  it('is refused by the hosted page, with the reason, when another tab has paid for another plan', async () => {
    const other = await anna.page.context().newPage();
    await other.goto(`${stage.url}/settings/billing`);
    await startCheckout(other, 'Professional');
    await fillHostedPage(other, CARDS.pays);
    const same = await anna.page.context().newPage();
    await same.goto(anna.page.url());
    await fillHostedPage(same, CARDS.pays);

    await fillHostedPage(anna.page, CARDS.pays);
    await anna.page.getByRole('button', { name: 'Start free trial' }).dblclick();
    await see(anna.page.getByText('Welcome to Starter'));
    await other.getByRole('button', { name: 'Start free trial' }).click();
    await see(
      other.getByRole('alert').getByText('You already have an active subscription. Nothing was charged.'),
    );
    // The same checkout, confirmed once more, leads to where the first confirmation led.
    await same.getByRole('button', { name: 'Start free trial' }).click();
    await see(same.getByText('Welcome to Starter'));

    expect(await stage.polar.subscriptions()).toMatchObject([
      { status: 'trialing', product_id: seedProductIds.starter.month },
    ]);
    expect(await stage.mirror.subscriptions(NORDLICHT)).toHaveLength(1);
    await other.close();
    await same.close();
  });

  it('has charged nothing on the way, and charges once after the trial', async () => {
    expect(await paymentsMade()).toBe(0);
    await advance(anna.page, 'a week');
    await advance(anna.page, 'a week');
    await advance(anna.page, 'a day');
    await see(statusBadge(anna.page, 'Active'));

    expect(await paymentsMade()).toBe(1);
  });

  it('meets nothing on the way that a console would complain about', async () => {
    expect(anna.problems).toEqual([]);
    await anna.close();
  });
});

describe('confirming an upgrade', () => {
  let paidBefore: number;

  beforeEach(async () => {
    paidBefore = await paymentsMade();
  });

  async function expectOneCharge(product: string, count: number): Promise<void> {
    const charges = await changeCharges();
    expect(charges).toHaveLength(count);
    expect(charges[0]).toMatchObject({ status: 'paid' });
    expect(await paymentsMade()).toBe(paidBefore + 1);
    await expect
      .poll(() => stage.mirror.subscriptions(NORDLICHT), { timeout: PATIENCE_MS })
      .toMatchObject([{ status: 'active', product_id: product }]);
  }

  it('charges once for a double click', async () => {
    const { page, problems, close } = await stage.openBilling('Anna Lindqvist');
    await (await openUpgrade(page, 'Professional')).dblclick();
    await see(page.getByRole('dialog').getByText(/was charged/));

    await expectOneCharge(seedProductIds.professional.month, 1);
    expect(problems).toEqual([]);
    await close();
  });

  it('charges once for Enter pressed twice', async () => {
    const { page, problems, close } = await stage.openBilling('Anna Lindqvist');
    await (await openUpgrade(page, 'Enterprise')).focus();
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    await see(page.getByRole('dialog').getByText(/was charged/));

    await expectOneCharge(seedProductIds.enterprise.month, 2);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('confirming the same upgrade in two tabs at once', () => {
  let olivia: WatchedPage;
  let other: Page;

  beforeAll(async () => {
    olivia = await stage.openBilling('Olivia Harbor');
    await subscribe(olivia.page, 'Starter');
    await advance(olivia.page, 'a week');
    await advance(olivia.page, 'a week');
    await advance(olivia.page, 'a day');
    await see(statusBadge(olivia.page, 'Active'));
    other = await olivia.page.context().newPage();
    await other.goto(`${stage.url}/settings/billing`);
  });

  it('charges once, and tells the second tab what happened', async () => {
    const before = { paid: await paymentsMade(), charges: (await changeCharges()).length };
    const buttons = [
      await openUpgrade(olivia.page, 'Professional'),
      await openUpgrade(other, 'Professional'),
    ];
    await Promise.all(buttons.map((button) => button.click()));
    const receipt = (page: Page) => page.getByRole('dialog').getByText(/was charged/);
    const refusal = (page: Page) => page.getByRole('dialog').getByRole('alert');
    const outcomes = await Promise.all(
      [olivia.page, other].map(async (page) => {
        await see(receipt(page).or(refusal(page)));
        return (await receipt(page).count()) > 0 ? 'charged' : await refusal(page).innerText();
      }),
    );

    expect(outcomes).toHaveLength(2);
    expect(outcomes).toContain('charged');
    expect(outcomes).toContainEqual(
      expect.stringContaining('Something changed in the meantime and nothing was done'),
    );
    expect(await changeCharges()).toHaveLength(before.charges + 1);
    expect(await paymentsMade()).toBe(before.paid + 1);
    await expect
      .poll(() => stage.mirror.subscriptions(HARBOR), { timeout: PATIENCE_MS })
      .toMatchObject([{ status: 'active', product_id: seedProductIds.professional.month }]);
  });

  it('shows both tabs the plan that was paid for', async () => {
    for (const page of [olivia.page, other]) {
      await page.keyboard.press('Escape');
      await seeNoMore(page.getByRole('dialog'));
      await see(subscriptionCard(page).getByRole('heading', { name: 'Professional' }));
      await see(planCard(page, 'Professional').getByText('Current plan'));
    }
  });
});

describe('reloading in the middle of a payment', () => {
  it('charges once, and shows the plan that was paid for', async () => {
    const before = { paid: await paymentsMade(), charges: (await changeCharges()).length };
    const { page, close } = await stage.openBilling('Olivia Harbor');
    // The command reaches the server; its answer never reaches the page.
    const isOnItsWay = new Promise<void>((resolve) => {
      void page.route('**/api/billing/change-subscription', (route) => {
        void route.fetch().then(
          () => undefined,
          () => undefined,
        );
        resolve();
      });
    });
    await (await openUpgrade(page, 'Enterprise')).click();
    await isOnItsWay;
    await page.reload();

    await see(subscriptionCard(page).getByRole('heading', { name: 'Enterprise' }));
    await see(planCard(page, 'Enterprise').getByText('Current plan'));
    expect(await changeCharges()).toHaveLength(before.charges + 1);
    expect(await paymentsMade()).toBe(before.paid + 1);
    await close();
  });
});
