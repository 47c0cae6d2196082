import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSeed } from '../../src/emulator/seed.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
let customer_id: string;
let product_id: string;

const fixed = { amount_type: 'fixed', price_amount: 1_500, price_currency: 'usd' } as const;

// Polar's staff sets the flag: the SDK does not know it, and the emulator takes it.
const allow = (off_session_charges_enabled: boolean) =>
  rig.call(
    `/v1/organizations/${defaultSeed.organization.id}`,
    { feature_settings: { off_session_charges_enabled } },
    'PATCH',
  );

/** A customer whose card does this when it is charged, with a plan on trial. */
async function makeCustomer(token: string, country: 'US' | 'DE' = 'US') {
  const { customer_id: id } = await subscribe(rig.polar, { email: 'ada@example.com', token, country });
  return id;
}

/** Puts another card of the customer's on file, for which the bank asks first where it wants to. */
async function addCard(confirmation_token_id: string): Promise<string> {
  const { customers } = rig.polar.customerPortal;
  const { token: accessToken } = await rig.polar.customerSessions.create({ customer_id });
  const body = { confirmation_token_id, set_default: false, return_url: 'https://shop.example' };
  const asked = await customers.addPaymentMethod(body, { accessToken });
  if (asked.status === 'requires_action') {
    const [setup_intent_id = ''] = asked.client_secret.split('_secret');
    await customers.confirmPaymentMethod({ setup_intent_id, set_default: false }, { accessToken });
  }
  const { items } = await rig.polar.customers.listPaymentMethods(customer_id);
  return items.find((card) => !card.is_default)?.id ?? '';
}

const draft = (body: Partial<models.OrderCreate> = {}) =>
  rig.polar.orders.create({ customer_id, product_id, ...body });

beforeEach(async () => {
  rig = await startRig();
  await allow(true);
  ({ id: product_id } = await rig.polar.products.create({ name: 'Report', prices: [fixed] }));
});
afterEach(() => rig.close());

describe('a draft', () => {
  beforeEach(async () => {
    customer_id = await makeCustomer('ctoken_visa', 'DE');
  });

  it('says what is to be charged, and neither has a number nor is paid', async () => {
    await listenToAll(rig.polar);
    expect(await draft({ metadata: { batch: 7 } })).toMatchObject({
      status: 'draft',
      billing_reason: 'purchase',
      net_amount: 1_500,
      tax_amount: 285,
      total_amount: 1_785,
      invoice_number: null,
      receipt_number: null,
      subscription_id: null,
      metadata: { batch: 7 },
      items: [{ label: 'Report', amount: 1_500 }],
    });
    expect(await rig.takeTypes()).toEqual(['order.created']);
  });

  it('may be of another amount, and called something else', async () => {
    expect(await draft({ amount: 4_200, description: '5,000 tokens' })).toMatchObject({
      net_amount: 4_200,
      items: [{ label: '5,000 tokens', amount: 4_200 }],
    });
    expect(await draft({ amount: 0 })).toMatchObject({ total_amount: 0 });
  });

  it('counts units by the tiers of the product', async () => {
    ({ id: product_id } = await rig.polar.products.create({
      name: 'Tokens',
      prices: [
        {
          amount_type: 'unit_based',
          price_currency: 'usd',
          tiers: { type: 'volume', tiers: [{ bound: null, unit_amount: '25' }] },
          unit_label: { en: { other: 'tokens' } },
        },
      ],
    }));
    expect(await draft({ units: 40 })).toMatchObject({ units: 40, net_amount: 1_000 });
    expect(await refusal(draft())).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'units'] }] },
    });
  });

  it.each([
    ['a product that renews', { product_id: defaultSeed.products[0]?.id ?? '' }, 'product_id'],
    ['a product that is not there', { product_id: defaultSeed.organization.id }, 'product_id'],
    ['a customer that is not there', { customer_id: defaultSeed.organization.id }, 'customer_id'],
    ['a currency without a price', { currency: 'eur' }, 'currency'],
    ['less than is worth charging', { amount: 49 }, 'amount'],
    ['units of what is not counted', { units: 2 }, 'units'],
    ['an amount and units', { amount: 500, units: 2 }, 'amount'],
  ])('is not made of %s', async (_, body, field) => {
    expect(await refusal(draft(body))).toMatchObject({
      status: 422,
      error: { error: 'PolarRequestValidationError', detail: [{ loc: ['body', field] }] },
    });
  });

  it('is only for organizations that may charge whoever is away', async () => {
    const { id } = await draft();
    await allow(false);
    const refused = { status: 403, error: { error: 'OffSessionChargesNotEnabled' } };
    expect(await refusal(draft())).toMatchObject(refused);
    expect(await refusal(rig.polar.orders.finalize(id, {}))).toMatchObject(refused);
  });
});

describe('a draft that is finalized', () => {
  it('is charged, numbered, told of, and gives what was bought', async () => {
    customer_id = await makeCustomer('ctoken_visa');
    const flag = { type: 'feature_flag', description: 'Reports', properties: {} } as const;
    const { id: benefit_id } = await rig.polar.benefits.create(flag);
    await rig.polar.products.updateBenefits(product_id, { benefits: [benefit_id] });
    const { id } = await draft();
    await listenToAll(rig.polar);
    expect(await rig.polar.orders.finalize(id, {})).toMatchObject({
      id,
      status: 'paid',
      invoice_number: expect.stringMatching(/-0002$/),
      total_amount: 1_500,
    });
    expect(await rig.takeTypes()).toEqual([
      'order.updated',
      'order.paid',
      'benefit_grant.created',
      'customer.state_changed',
    ]);
    expect((await rig.polar.payments.list({ order_id: id })).items).toMatchObject([
      { amount: 1_500, status: 'succeeded' },
    ]);
    expect((await rig.polar.benefits.grants(benefit_id)).items).toMatchObject([
      { order_id: id, is_granted: true },
    ]);
  });

  it('stays a draft when the card is declined', async () => {
    customer_id = await makeCustomer('ctoken_visa_declined_later');
    const made = await draft();
    expect(await refusal(rig.polar.orders.finalize(made.id, {}))).toMatchObject({
      status: 402,
      error: { error: 'PaymentFailed' },
    });
    expect(await rig.polar.orders.get(made.id)).toEqual(made);
  });

  it('stays a draft when the bank wants to ask the cardholder, who is away', async () => {
    customer_id = await makeCustomer('ctoken_visa');
    const payment_method_id = await addCard('ctoken_visa_requires_action');
    const { id } = await draft();
    expect(await refusal(rig.polar.orders.finalize(id, { payment_method_id }))).toMatchObject({
      status: 402,
      error: { error: 'PaymentActionRequired' },
    });
    expect(await rig.polar.orders.get(id)).toMatchObject({ status: 'draft', invoice_number: null });
  });

  it('is charged to the card that is named, of those that the customer has', async () => {
    customer_id = await makeCustomer('ctoken_visa_declined_later');
    const payment_method_id = await addCard('ctoken_visa');
    const { id } = await draft();
    expect(await rig.polar.orders.finalize(id, { payment_method_id })).toMatchObject({ status: 'paid' });
    const { id: next } = await draft();
    expect(await refusal(rig.polar.orders.finalize(next, { payment_method_id: customer_id }))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'payment_method_id'] }] },
    });
  });

  it('is none any more', async () => {
    customer_id = await makeCustomer('ctoken_visa');
    const { id } = await draft();
    await rig.polar.orders.finalize(id, {});
    expect(await refusal(rig.polar.orders.finalize(id, {}))).toMatchObject({
      status: 412,
      error: { error: 'OrderNotDraft' },
    });
  });
});
