import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { confirm, open } from './checkout-support.ts';
import { listenToAll, type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const { month } = seedProductIds.starter;
const openPaid = () => open(rig, month, { allow_trial: false });
const payments = async () => (await rig.polar.payments.list()).items;

describe('a card that is declined', () => {
  it.each([
    ['ctoken_visa_declined', 'generic_decline', 'Your card was declined.'],
    ['ctoken_visa_insufficient_funds', 'insufficient_funds', 'Your card has insufficient funds.'],
    ['ctoken_visa_lost_card', 'lost_card', 'Your card was declined.'],
    ['ctoken_visa_expired_card', 'expired_card', 'Your card has expired.'],
    ['ctoken_visa_declined_later', 'generic_decline', 'Your card was declined.'],
  ])('%s leaves the checkout open for another', async (token, decline_reason, sentence) => {
    await listenToAll(rig.polar);
    const checkout = await openPaid();
    await rig.takeTypes();
    expect(await refusal(confirm(rig, checkout, { confirmation_token_id: token }))).toEqual({
      status: 400,
      error: {
        error: 'PaymentError',
        detail: `The payment failed: ${sentence} Please try again with a different payment method.`,
      },
    });
    expect(await rig.takeTypes()).toEqual(['checkout.updated']);
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'open', customer_id: null });
    expect(await payments()).toMatchObject([{ status: 'failed', amount: 2_900, decline_reason }]);
    expect((await rig.polar.customers.list()).items).toEqual([]);
    await confirm(rig, checkout);
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
  });

  it('later is accepted where nothing is charged yet', async () => {
    const checkout = await open(rig, month);
    await confirm(rig, checkout, { confirmation_token_id: 'ctoken_visa_declined_later' });
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    expect(subscription).toMatchObject({ status: 'trialing' });
    await rig.emulator.clock.advance('P14D');
    expect(await rig.polar.subscriptions.get(subscription?.id ?? '')).toMatchObject({ status: 'past_due' });
  });

  it('is no card at all for a token of Stripe’s', async () => {
    const checkout = await openPaid();
    expect(await refusal(confirm(rig, checkout, { confirmation_token_id: 'ctoken_1Abc' }))).toMatchObject({
      status: 400,
      error: { error: 'PaymentError' },
    });
  });
});

describe('a card whose bank asks its owner', () => {
  const secure = { confirmation_token_id: 'ctoken_visa_requires_action' };
  const answer = (id: string, succeeded?: boolean) =>
    rig.call(`/_emulator/checkouts/${id}/authentication`, succeeded === undefined ? {} : { succeeded });

  it('leaves the checkout confirmed, with a payment that waits, until they answer', async () => {
    await listenToAll(rig.polar);
    const checkout = await openPaid();
    const confirmed = await confirm(rig, checkout, secure);
    expect(confirmed).toMatchObject({
      status: 'confirmed',
      payment_processor_metadata: {
        intent_status: 'requires_action',
        intent_client_secret: `pi_3ds_${checkout.id.replaceAll('-', '')}_secret_emulator`,
      },
    });
    expect(confirmed.customer_session_token).toMatch(/^polar_mst_/);
    expect(await payments()).toMatchObject([{ status: 'pending', amount: 2_900, order_id: null }]);
    expect((await rig.polar.orders.list()).items).toEqual([]);
    // Nobody waits for a day: it is no longer open, so it does not expire.
    await rig.emulator.clock.advance('P2D');
    await rig.takeTypes();
    await answer(checkout.id);
    expect(await rig.takeTypes()).toEqual([
      'subscription.created',
      'subscription.active',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'checkout.updated',
      'customer.state_changed',
    ]);
    const [order] = (await rig.polar.orders.list()).items;
    expect(order).toMatchObject({ status: 'paid', total_amount: 2_900, checkout_id: checkout.id });
    expect(await payments()).toMatchObject([{ status: 'succeeded', amount: 2_900, order_id: order?.id }]);
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({
      status: 'succeeded',
      payment_processor_metadata: {},
    });
  });

  it('is open again when they refuse, and gives its discount back', async () => {
    await listenToAll(rig.polar);
    const discount = await rig.polar.discounts.create({
      name: 'Ten percent',
      type: 'percentage',
      basis_points: 1_000,
      duration: 'once',
      max_redemptions: 1,
    });
    const checkout = await open(rig, month, { allow_trial: false, discount_id: discount.id });
    await confirm(rig, checkout, secure);
    expect(await rig.polar.discounts.get(discount.id)).toMatchObject({ redemptions_count: 1 });
    await rig.takeTypes();
    expect((await answer(checkout.id, false)).json).toMatchObject({ status: 'open', total_amount: 2_610 });
    expect(await rig.takeTypes()).toEqual(['checkout.updated']);
    expect(await rig.polar.discounts.get(discount.id)).toMatchObject({ redemptions_count: 0 });
    expect(await payments()).toMatchObject([{ status: 'failed', decline_reason: 'authentication_required' }]);
    await confirm(rig, checkout);
    expect(await rig.polar.discounts.get(discount.id)).toMatchObject({ redemptions_count: 1 });
    expect(await rig.polar.checkouts.get(checkout.id)).toMatchObject({ status: 'succeeded' });
  });

  it('expires when they refuse after its day', async () => {
    await listenToAll(rig.polar);
    const checkout = await openPaid();
    await confirm(rig, checkout, secure);
    await rig.emulator.clock.advance('P2D');
    await rig.takeTypes();
    expect((await answer(checkout.id, false)).json).toMatchObject({ status: 'expired' });
    expect(await rig.takeTypes()).toEqual(['checkout.expired']);
  });

  it('is asked before a trial, too, which has nothing to charge', async () => {
    const checkout = await open(rig, month);
    expect((await confirm(rig, checkout, secure)).payment_processor_metadata).toMatchObject({
      intent_client_secret: expect.stringMatching(/^seti_3ds_/),
    });
    expect(await payments()).toEqual([]);
    await answer(checkout.id, true);
    expect((await rig.polar.subscriptions.list()).items).toMatchObject([{ status: 'trialing' }]);
  });

  it('is not asked twice', async () => {
    const checkout = await openPaid();
    expect((await answer(checkout.id)).status).toBe(409);
    await confirm(rig, checkout, secure);
    expect((await refusal(confirm(rig, checkout, secure))).error).toMatchObject({ error: 'NotOpenCheckout' });
    await answer(checkout.id, true);
    expect((await answer(checkout.id, true)).status).toBe(409);
    expect((await rig.polar.subscriptions.list()).items).toHaveLength(1);
  });
});
