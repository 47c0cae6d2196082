import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { address, listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const open = (options: object = {}) =>
  rig.polar.checkouts.create({
    products: [seedProductIds.professional.month],
    customer_email: 'ada@example.com',
    success_url: 'http://localhost:4000/done?checkout={CHECKOUT_ID}',
    return_url: 'http://localhost:4000/plans',
    ...options,
  });

const typed = {
  name: 'Ada Lovelace',
  country: 'DE',
  line1: 'Invalidenstr. 1',
  postal_code: '10115',
  city: 'Berlin',
  number: '4242 4242 4242 4242',
  expiry: '12/34',
  cvc: '123',
};

async function submit(url: string, values: Record<string, string>) {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(values),
    redirect: 'manual',
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

describe('a checkout', () => {
  it('shows what it costs before and after the country is known', async () => {
    const checkout = await open();
    expect(checkout).toMatchObject({
      status: 'open',
      amount: 7900,
      tax_amount: null,
      total_amount: 7900,
      active_trial_interval: 'day',
      active_trial_interval_count: 14,
      trial_end: '2027-01-24T10:00:00Z',
      expires_at: '2027-01-11T10:00:00Z',
      is_payment_required: false,
      is_payment_setup_required: true,
    });
    const updated = await rig.polar.checkouts.clientUpdate(checkout.client_secret, {
      customer_billing_address: { ...address, country: 'DE' },
    });
    expect(updated).toMatchObject({ tax_amount: 1501, total_amount: 9401 });
  });

  it('uses the currency that was asked for and refuses one without a price', async () => {
    expect(await open({ currency: 'jpy' })).toMatchObject({ currency: 'jpy', amount: 12_000 });
    expect((await refusal(open({ currency: 'chf' }))).status).toBe(422);
  });

  it('offers a choice between products', async () => {
    const checkout = await open({ products: [seedProductIds.starter.month, seedProductIds.starter.year] });
    const chosen = await rig.polar.checkouts.clientUpdate(checkout.client_secret, {
      product_id: seedProductIds.starter.year,
    });
    expect(chosen).toMatchObject({ product_id: seedProductIds.starter.year, amount: 29_000 });
    const foreign = rig.polar.checkouts.update(checkout.id, { product_id: seedProductIds.enterprise.year });
    expect((await refusal(foreign)).status).toBe(422);
  });

  it('expires after a day and says so', async () => {
    await listenToAll(rig.polar);
    const checkout = await open();
    await rig.takeTypes();
    await rig.emulator.clock.advance('P1D');
    expect(await rig.takeTypes()).toEqual(['checkout.expired']);
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'expired' });
    const page = await fetch(checkout.url);
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('This checkout has expired');
  });

  it('is refused to whoever has a subscription already', async () => {
    const { customer_id } = await subscribe(rig.polar);
    const checkout = await open({ customer_id, customer_email: undefined });
    const confirm = rig.polar.checkouts.clientConfirm(checkout.client_secret, {
      confirmation_token_id: 'ctoken_visa',
    });
    expect(await refusal(confirm)).toMatchObject({
      status: 403,
      error: { error: 'AlreadyActiveSubscriptionError' },
    });
    expect((await submit(checkout.url, typed)).text).toContain('You already have an active subscription.');
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(1);
  });

  it('brings the billing details of a team customer up to date', async () => {
    const team = await rig.polar.customers.create({
      type: 'team',
      external_id: 'org:1',
      name: 'Acme',
      owner: { email: 'o@acme.example' },
    });
    const checkout = await open({ external_customer_id: 'org:1', customer_email: undefined });
    expect(checkout.customer_id).toBe(team.id);
    await submit(checkout.url, typed);
    expect(await rig.polar.customers.get(team.id)).toMatchObject({
      type: 'team',
      name: 'Acme',
      billing_name: 'Ada Lovelace',
      billing_address: { country: 'DE', city: 'Berlin' },
    });
  });
});

describe('the hosted page', () => {
  it('shows plan, price, trial, tax and what is due', async () => {
    const { url } = await open();
    const page = await (await fetch(url)).text();
    for (const text of [
      'Professional',
      '$79.00 per month',
      '14 days free, then $79.00 per month',
      'Due today',
      '$0.00',
      'Start free trial',
    ]) {
      expect(page).toContain(text);
    }
    const summary = await (await fetch(`${url}/summary?country=DE`)).text();
    expect(summary).toContain('$15.01');
    expect(summary).toContain('First charge on Jan 24, 2027: $94.01.');
  });

  it('takes a card that pays and sends the person on', async () => {
    const checkout = await open();
    const sent = await submit(checkout.url, typed);
    expect([sent.status, sent.location]).toEqual([303, `http://localhost:4000/done?checkout=${checkout.id}`]);
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
  });

  it('sent twice buys once', async () => {
    const checkout = await open();
    const both = await Promise.all([submit(checkout.url, typed), submit(checkout.url, typed)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(1);
  });

  it('keeps the person when the card is declined, and takes another', async () => {
    const checkout = await open();
    const declined = await submit(checkout.url, { ...typed, number: '4000 0000 0000 0002' });
    expect(declined.status).toBe(200);
    expect(declined.text).toContain('Your card was declined.');
    expect(declined.text).toContain('value="Ada Lovelace"');
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'open' });
    expect((await rig.polar.payments.list({ checkout_id: checkout.id })).items).toMatchObject([
      { status: 'failed' },
    ]);
    expect((await submit(checkout.url, typed)).status).toBe(303);
  });

  it('tells every wrong field in its place and escapes what was typed', async () => {
    const { url } = await open({ customer_email: undefined, require_billing_address: true });
    const { text } = await submit(url, {
      name: '"><script>alert(1)</script>',
      expiry: '01/20',
      number: '4111111111111111',
    });
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(8);
    expect(text).toContain('This card has expired.');
    expect(text).not.toContain('<script>alert(1)');
  });

  it('without a trial charges at once, and a card that will decline is declined', async () => {
    const checkout = await open({ allow_trial: false });
    const page = await (await fetch(checkout.url)).text();
    expect(page).toContain('Pay $79.00');
    expect((await submit(checkout.url, { ...typed, number: '4000000000000341' })).text).toContain('declined');
    await submit(checkout.url, typed);
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({
      status: 'paid',
      total_amount: 9401,
      billing_reason: 'subscription_create',
    });
  });
});
