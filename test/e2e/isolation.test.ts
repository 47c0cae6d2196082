import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCustomer, signInByApi } from './support/customer.ts';
import { holdAnswers } from './support/hold-answers.ts';
import {
  advance,
  openOrganizations,
  see,
  statusBadge,
  subscribe,
  subscriptionCard,
} from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import { watchWords } from './support/watch-words.ts';
import type { WatchedPage } from './support/watched-page.ts';

const NORDLICHT = 'organization_nordlicht';
const HARBOR = 'organization_harbor';

let stage: Stage;
/** What Nordlicht's owner knows: everything a stranger might try. */
let known: {
  priceId: string;
  otherPriceId: string;
  invoiceId: string;
  invoiceNumber: string;
  checkoutId: string;
  quoteId: string;
  revision: string;
  cursor: string;
};

beforeAll(async () => {
  stage = await setStage();
  const anna = await stage.openBilling('Anna Lindqvist');
  await subscribe(anna.page, 'Starter');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a week');
  await advance(anna.page, 'a day');
  await see(statusBadge(anna.page, 'Active'));
  await anna.close();
  known = await learn(await signInByApi(stage.url, 'anna'));
});
afterAll(() => stage?.close());

async function learn(anna: ApiCustomer): Promise<typeof known> {
  const { plans } = (await anna.ask('/get-catalog')).body as { plans: { prices: { id: string }[] }[] };
  const priceId = plans[0]?.prices[0]?.id ?? '';
  const otherPriceId = plans[1]?.prices[0]?.id ?? '';
  const { revision } = (await anna.ask('/get-billing')).body as { revision: string };
  const quote = (await anna.ask(`/preview-change?priceId=${otherPriceId}`)).body as { id: string };
  const invoices = (await anna.ask('/list-invoices?limit=1')).body as {
    items: { id: string; number: string }[];
    nextCursor: string;
  };
  const [checkout] = await stage.polar.checkouts();
  return {
    priceId,
    otherPriceId,
    invoiceId: invoices.items[0]?.id ?? '',
    invoiceNumber: invoices.items[0]?.number ?? '',
    checkoutId: checkout?.id ?? '',
    quoteId: quote.id,
    revision,
    cursor: invoices.nextCursor,
  };
}

/** An answer of the billing API, as the page's own session gets it. */
interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Asks the billing API from within a page: its cookies, its origin. */
function askFrom(page: Page, path: string, body?: object): Promise<Answer> {
  return page.evaluate(
    async ({ path, body }) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        'floe-client': '1',
      };
      const response = await fetch(
        `/api/billing${path}`,
        body === undefined ? undefined : { method: 'POST', headers, body: JSON.stringify(body) },
      );
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    { path, body },
  );
}

/** Everything there is about Nordlicht, in the mirror and at Polar. */
async function nordlicht(): Promise<unknown> {
  return {
    mirror: await stage.mirror.everything(NORDLICHT),
    audit: await stage.mirror.audit(NORDLICHT),
    subscriptions: (await stage.polar.subscriptions()).filter(
      ({ customer }) => customer.external_id === NORDLICHT,
    ),
  };
}

/** Nothing of Nordlicht's may be in an answer to a stranger. */
function expectNothingLeaks(answers: readonly Answer[]): void {
  const text = JSON.stringify(answers);
  for (const secret of [known.invoiceNumber, known.invoiceId, 'Nordlicht', 'polar', '4242']) {
    expect(text).not.toContain(secret);
  }
}

describe("the owner of another organization, with Nordlicht's ids", () => {
  let olivia: WatchedPage;

  beforeAll(async () => {
    olivia = await stage.openBilling('Olivia Harbor');
  });

  /** Every operation that takes an id or a revision, with those of Nordlicht. */
  async function tryEverything(): Promise<Record<string, Answer>> {
    const { page } = olivia;
    const { revision } = known;
    return {
      getInvoiceDocument: await askFrom(page, `/get-invoice-document?invoiceId=${known.invoiceId}`),
      getCheckout: await askFrom(page, `/get-checkout?checkoutId=${known.checkoutId}`),
      changeSubscription: await askFrom(page, '/change-subscription', { quoteId: known.quoteId, revision }),
      dropScheduledChange: await askFrom(page, '/drop-scheduled-change', { revision }),
      cancelSubscription: await askFrom(page, '/cancel-subscription', { revision, reason: 'other' }),
      uncancelSubscription: await askFrom(page, '/uncancel-subscription', { revision }),
    };
  }

  function codesOf(answers: Record<string, Answer>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(answers).map(([name, { body }]) => [name, (body.error as { code: string })?.code]),
    );
  }

  it('finds nothing and changes nothing while Harbor has no subscription', async () => {
    const before = await nordlicht();
    const answers = await tryEverything();

    expect(codesOf(answers)).toEqual({
      getInvoiceDocument: 'not_found',
      getCheckout: 'not_found',
      changeSubscription: 'quote_expired',
      dropScheduledChange: 'not_found',
      cancelSubscription: 'not_found',
      uncancelSubscription: 'not_found',
    });
    expectNothingLeaks(Object.values(answers));
    expect(await nordlicht()).toEqual(before);
  });

  it("gets no invoice of Nordlicht by the cursor of Nordlicht's pages", async () => {
    const answer = await askFrom(olivia.page, `/list-invoices?cursor=${encodeURIComponent(known.cursor)}`);

    expect(answer.body).toMatchObject({ items: [] });
    expectNothingLeaks([answer]);
  });

  it('finds nothing and changes nothing when Harbor has a subscription of its own', async () => {
    await (await signInByApi(stage.url, 'olivia')).subscribe(known.priceId);
    const before = await nordlicht();
    const harborBefore = await stage.mirror.subscriptions(HARBOR);
    const answers = await tryEverything();

    expect(codesOf(answers)).toEqual({
      getInvoiceDocument: 'not_found',
      getCheckout: 'not_found',
      changeSubscription: 'quote_expired',
      dropScheduledChange: 'conflict',
      cancelSubscription: 'conflict',
      uncancelSubscription: 'conflict',
    });
    expectNothingLeaks(Object.values(answers));
    expect(await nordlicht()).toEqual(before);
    expect(await stage.mirror.subscriptions(HARBOR)).toEqual(harborBefore);
  });

  it("cannot carry out Nordlicht's quote with a revision of its own", async () => {
    const before = await nordlicht();
    const own = (await askFrom(olivia.page, '/get-billing')).body as { revision: string };
    const answer = await askFrom(olivia.page, '/change-subscription', {
      quoteId: known.quoteId,
      revision: own.revision,
    });

    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'quote_expired' } } });
    expect(await nordlicht()).toEqual(before);
  });

  it('says so on the page when the address names a checkout of Nordlicht', async () => {
    await olivia.page.goto(`${stage.url}/settings/billing?checkout_id=${known.checkoutId}`);
    await see(olivia.page.getByText('The checkout could not be checked'));
    expect(await olivia.page.getByRole('main').innerText()).not.toContain('Nordlicht');
  });
});

describe('a member', () => {
  let page: Page;

  beforeAll(async () => {
    page = (await stage.openBilling('David Chen')).page;
    await see(statusBadge(page, 'Active'));
  });

  it('sees the page explained, without a way to act', async () => {
    await see(page.getByText('You can look, not change'));
    await see(page.getByText('Ask one of them to change something'));
    await see(page.getByText('Invoices are not shown to you'));
    const main = page.getByRole('main');

    expect(await main.getByRole('button').allInnerTexts()).toEqual([]);
    expect(await subscriptionCard(page).getByRole('button').count()).toBe(0);
  });

  it('sees no amount of what is paid and no card', async () => {
    const card = await subscriptionCard(page).innerText();
    expect(card).not.toMatch(/[$€¥]|\d\.\d\d|Visa|4242/);

    const { body } = await askFrom(page, '/get-billing');
    expect(body).toMatchObject({ nextCharge: null, paymentMethod: null, subscription: { money: null } });
  });

  it.each(['David Chen', 'Marcus Webb'])(
    '%s is refused every command and every look at money by the server',
    async (person) => {
      const before = await nordlicht();
      const { page, close } = await stage.openBilling(person);
      const { revision } = (await askFrom(page, '/get-billing')).body as { revision: string };
      const answers = [
        await askFrom(page, '/list-invoices'),
        await askFrom(page, `/get-invoice-document?invoiceId=${known.invoiceId}`),
        await askFrom(page, `/preview-change?priceId=${known.otherPriceId}`),
        await askFrom(page, '/get-cancel-options'),
        await askFrom(page, `/get-checkout?checkoutId=${known.checkoutId}`),
        await askFrom(page, '/start-checkout', { priceId: known.priceId, returnPath: '/settings/billing' }),
        await askFrom(page, '/change-subscription', { quoteId: known.quoteId, revision }),
        await askFrom(page, '/drop-scheduled-change', { revision }),
        await askFrom(page, '/cancel-subscription', { revision, reason: 'other' }),
        await askFrom(page, '/uncancel-subscription', { revision }),
      ];

      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
      }
      expectNothingLeaks(answers);
      expect(await nordlicht()).toEqual(before);
      await close();
    },
  );
});

describe('a manager', () => {
  it('sees the invoices and cannot change anything', async () => {
    const before = await nordlicht();
    const { page, close } = await stage.openBilling('Carla Romero');
    await see(page.getByRole('row').filter({ hasText: known.invoiceNumber }));
    await see(page.getByText('You can look, not change'));
    const revision = ((await askFrom(page, '/get-billing')).body as { revision: string }).revision;

    expect(
      await page.getByRole('button', { name: /upgrade|downgrade|switch|cancel|change plan/i }).count(),
    ).toBe(0);
    for (const [path, body] of [
      ['/change-subscription', { quoteId: known.quoteId, revision }],
      ['/cancel-subscription', { revision, reason: 'other' }],
      ['/start-checkout', { priceId: known.priceId, returnPath: '/settings/billing' }],
    ] as const) {
      expect(await askFrom(page, path, body)).toMatchObject({ status: 403 });
    }
    expect(await nordlicht()).toEqual(before);
    await close();
  });
});

describe('switching the organization in the sidebar', () => {
  // Both have something to hide; above, Harbor has come to it already.
  beforeAll(async () => {
    if ((await stage.mirror.subscriptions(HARBOR)).length > 0) return;
    await (await signInByApi(stage.url, 'olivia')).subscribe(known.priceId);
  });

  it('never shows a word of the organization that was left, however slow the answers are', async () => {
    // Ben works for both: as an administrator here, as a manager there.
    const { page, close } = await stage.openBilling('Ben Okafor');
    await see(page.getByRole('row').filter({ hasText: known.invoiceNumber }));
    const watch = await watchWords(page);
    const olivia = await signInByApi(stage.url, 'olivia');
    const { items } = (await olivia.ask('/list-invoices')).body as { items: { number: string }[] };
    // What the billing of each shows, and the other's never does.
    const nordlicht = ['Nordlicht', known.invoiceNumber, 'renewal', 'Active'];
    const harbor = ['Harbor', items[0]?.number ?? 'no invoice', 'Trial'];

    for (const [organization, own, foreign] of [
      ['Harbor & Sons', harbor, nordlicht],
      ['Nordlicht Construction', nordlicht, harbor],
      ['Harbor & Sons', harbor, nordlicht],
    ] as const) {
      // An answer for the one that is left, which is on its way while the other one comes.
      const search = await holdAnswers(page, '**/api/billing/list-invoices?*search=*');
      await page.getByRole('searchbox').fill('Starter');
      await search.asked();
      const session = await holdAnswers(page, '**/api/session');
      const billing = await holdAnswers(
        page,
        /\/api\/billing\/(get-billing|get-catalog|list-invoices)(\?limit=\d+)?$/,
      );
      const organizations = await openOrganizations(page);
      await watch.begin();
      await organizations.getByRole('button', { name: organization }).click();
      await session.asked();
      await search.letGo();
      await session.letGo();
      await billing.asked();
      await see(page.locator('[aria-busy="true"]'));
      await billing.letGo();
      await see(subscriptionCard(page).getByText(own === harbor ? 'Trial' : 'Active', { exact: true }));
      await see(page.getByRole('row').filter({ hasText: 'Starter' }));

      const seen = await watch.end();
      expect(seen.length).toBeGreaterThan(1);
      for (const word of own) expect(seen.some((text) => text.includes(word))).toBe(true);
      for (const word of foreign) expect(seen.filter((text) => text.includes(word))).toEqual([]);
    }
    await close();
  });
});
