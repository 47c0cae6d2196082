import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { enterPortal, type Visitor } from './portal-support.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
let visitor: Visitor;
let customerId: string;
let orderId: string;
let made = 0;

beforeAll(async () => {
  rig = await startRig();
  await rig.call('/_emulator/settings', { invoiceDelayMs: 0 });
  await listenToAll(rig.polar);
});

afterAll(() => rig.close());

const portal = () => rig.polar.customerPortal.orders;

async function newestOrder(): Promise<string> {
  const [order] = (await portal().list({}, visitor)).items;
  return order?.id ?? '';
}

describe('an order that is paid', () => {
  beforeEach(async () => {
    made += 1;
    const { customer_id } = await subscribe(rig.polar, { email: `ada${made}@example.com`, trial: false });
    customerId = customer_id;
    visitor = await enterPortal(rig, customerId);
    orderId = await newestOrder();
    await rig.takeTypes();
  });

  it('is shown without what is the merchant’s', async () => {
    const order = await portal().get(orderId, visitor);
    expect(order).toMatchObject({
      status: 'paid',
      paid: true,
      total_amount: 2_900,
      billing_reason: 'subscription_create',
      product: { name: 'Starter', organization: { slug: 'tendertrack' } },
      items: [{ label: 'Starter', amount: 2_900 }],
    });
    for (const field of ['metadata', 'customer', 'discount', 'platform_fee_amount']) {
      expect(order).not.toHaveProperty(field);
    }
    expect(await portal().getPaymentStatus(orderId, visitor)).toEqual({ status: 'succeeded' });
  });

  it('has an invoice a moment after it was asked for', async () => {
    expect(await refusal(portal().invoice(orderId, visitor))).toMatchObject({ status: 404 });
    expect(await portal().generateInvoice(orderId, visitor)).toBeNull();
    expect(await rig.takeTypes()).toEqual(['order.updated']);
    expect(await portal().get(orderId, visitor)).toMatchObject({ is_invoice_generated: true });
    const { url } = await portal().invoice(orderId, visitor);
    const pdf = await fetch(url);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('has a receipt', async () => {
    const { url } = await portal().receipt(orderId, visitor);
    expect((await fetch(url)).headers.get('content-type')).toBe('application/pdf');
  });

  it('is made out to whom its customer says, but not in another country', async () => {
    const billing_address = {
      country: 'US',
      state: 'US-IL',
      line1: '2 Side Street',
      city: 'Springfield',
    } as const;
    expect(
      await portal().update(orderId, { billing_name: 'Ada Inc.', billing_address }, visitor),
    ).toMatchObject({ billing_name: 'Ada Inc.', billing_address });
    const moved = { ...billing_address, country: 'DE' } as const;
    expect(await refusal(portal().update(orderId, { billing_address: moved }, visitor))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'billing_address'] }] },
    });
  });

  it('has no invoice without a name', async () => {
    await portal().update(orderId, { billing_name: null }, visitor);
    expect(await refusal(portal().generateInvoice(orderId, visitor))).toMatchObject({
      status: 422,
      error: { error: 'MissingInvoiceBillingDetails' },
    });
  });

  it('is not paid again', async () => {
    const body = { confirmation_token_id: 'ctoken_visa' };
    expect(await refusal(portal().confirmRetryPayment(orderId, body, visitor))).toMatchObject({
      status: 422,
      error: { error: 'OrderNotEligibleForRetry' },
    });
  });

  it('is found by its product and its kind', async () => {
    const count = async (query: Parameters<ReturnType<typeof portal>['list']>[0]) =>
      (await portal().list(query, visitor)).pagination.total_count;
    expect(await count({ product_id: seedProductIds.starter.month })).toBe(1);
    expect(await count({ product_id: seedProductIds.starter.year })).toBe(0);
    expect(await count({ product_billing_type: 'recurring' })).toBe(1);
    expect(await count({ product_billing_type: 'one_time' })).toBe(0);
    expect(await count({ query: 'start' })).toBe(1);
  });
});

describe('an order that is past due', () => {
  beforeEach(async () => {
    made += 1;
    const { customer_id } = await subscribe(rig.polar, {
      email: `late${made}@example.com`,
      token: 'ctoken_visa_declined_later',
    });
    await rig.emulator.clock.advance('P15D');
    customerId = customer_id;
    visitor = await enterPortal(rig, customerId);
    orderId = await newestOrder();
    await rig.takeTypes();
  });

  const pay = (confirmation_token_id: string) =>
    portal().confirmRetryPayment(orderId, { confirmation_token_id }, visitor);

  const cards = async () =>
    (await rig.polar.customerPortal.customers.listPaymentMethods({}, visitor)).items.length;

  it('is paid by another card, which is charged from then on', async () => {
    expect(await portal().getPaymentStatus(orderId, visitor)).toMatchObject({ status: 'failed' });
    expect(await pay('ctoken_visa')).toEqual({ status: 'succeeded', client_secret: null, error: null });
    expect(await portal().get(orderId, visitor)).toMatchObject({
      status: 'paid',
      next_payment_attempt_at: null,
    });
    const [newest] = (await rig.polar.customerPortal.customers.listPaymentMethods({}, visitor)).items;
    const { default_payment_method_id } = await rig.polar.customerPortal.customers.get(visitor);
    expect(default_payment_method_id).toBe(newest?.id);
    expect(await rig.takeTypes()).toEqual([
      'order.updated',
      'order.paid',
      'subscription.updated',
      'subscription.active',
      'customer.updated',
      'customer.state_changed',
    ]);
  });

  it('stays so by a card that is declined, which is not kept', async () => {
    const before = await portal().get(orderId, visitor);
    expect(await pay('ctoken_visa_insufficient_funds')).toEqual({
      status: 'failed',
      client_secret: null,
      error: 'Your card has insufficient funds.',
    });
    expect(await cards()).toBe(1);
    expect(await portal().get(orderId, visitor)).toEqual(before);
  });

  it('is paid by a card on file', async () => {
    const { customers } = rig.polar.customerPortal;
    const added = await customers.addPaymentMethod(
      { confirmation_token_id: 'ctoken_visa', set_default: false, return_url: 'https://shop.example' },
      visitor,
    );
    const payment_method_id = added.status === 'succeeded' ? added.payment_method.id : '';
    expect(await portal().confirmRetryPayment(orderId, { payment_method_id }, visitor)).toMatchObject({
      status: 'succeeded',
    });
  });

  it('waits for the owner of a card that asks for 3-D Secure', async () => {
    const answer = await pay('ctoken_visa_requires_action');
    expect(answer).toMatchObject({ status: 'requires_action', error: null });
    expect(answer.client_secret).toMatch(/^pi_.+_secret_/);
    expect(await refusal(pay('ctoken_visa'))).toMatchObject({
      status: 409,
      error: { error: 'PaymentAlreadyInProgress' },
    });
    await rig.call(`/_emulator/orders/${orderId}/authentication`, { succeeded: true });
    expect(await portal().get(orderId, visitor)).toMatchObject({ status: 'paid' });
    expect(await cards()).toBe(2);
  });

  it('may be tried five times by hand', async () => {
    for (let tries = 1; tries <= 5; tries += 1) {
      expect(await pay('ctoken_visa_declined')).toMatchObject({ status: 'failed' });
    }
    expect(await refusal(pay('ctoken_visa'))).toMatchObject({
      status: 429,
      error: {
        error: 'ManualRetryLimitExceeded',
        detail: `Manual retry limit exceeded for order ${orderId}.`,
      },
    });
  });

  it.each([
    ['neither', {}],
    [
      'both',
      { confirmation_token_id: 'ctoken_visa', payment_method_id: 'ffffffff-ffff-4fff-8fff-ffffffffffff' },
    ],
  ])('is paid by exactly one of a new card and one on file, not %s', async (_, body) => {
    expect(await refusal(portal().confirmRetryPayment(orderId, body, visitor))).toMatchObject({
      status: 422,
    });
  });
});
