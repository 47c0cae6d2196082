import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitTotal, taxOfRefund } from '../../src/emulator/money/refund.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function buy(country: 'US' | 'DE' = 'DE') {
  await subscribe(rig.polar, { trial: false, country });
  const [order] = (await rig.polar.orders.list()).items;
  if (order === undefined) throw new Error('There is no order.');
  return order;
}

function refund(order_id: string, amount: number, more: { revoke_benefits?: boolean } = {}) {
  return rig.polar.refunds.create({ order_id, amount, reason: 'customer_request', ...more });
}

describe('a refund', () => {
  it('in full gives the tax back too', async () => {
    const order = await buy();
    expect(order).toMatchObject({ net_amount: 2900, tax_amount: 551, refundable_amount: 2900 });
    expect(await refund(order.id, 2900)).toMatchObject({
      status: 'succeeded',
      reason: 'customer_request',
      amount: 2900,
      tax_amount: 551,
      currency: 'usd',
      order_id: order.id,
      subscription_id: order.subscription_id,
      customer_id: order.customer_id,
      revoke_benefits: false,
      dispute: null,
    });
    expect(await rig.polar.orders.get(order.id)).toMatchObject({
      status: 'refunded',
      paid: true,
      refunded_amount: 2900,
      refunded_tax_amount: 551,
      refundable_amount: 0,
      refundable_tax_amount: 0,
    });
  });

  it('in parts takes each part’s share of the tax, and the last what is left', async () => {
    const order = await buy();
    expect(await refund(order.id, 1000)).toMatchObject({ tax_amount: 190 });
    expect(await rig.polar.orders.get(order.id)).toMatchObject({
      status: 'partially_refunded',
      refundable_amount: 1900,
      refundable_tax_amount: 361,
    });
    expect(await refund(order.id, 50)).toMatchObject({ tax_amount: 10 });
    expect(await refund(order.id, 1850)).toMatchObject({ tax_amount: 351 });
    expect(await rig.polar.orders.get(order.id)).toMatchObject({ status: 'refunded' });
  });

  it('does not end the subscription', async () => {
    const order = await buy();
    await refund(order.id, 2900);
    expect(await rig.polar.subscriptions.get(order.subscription_id ?? '')).toMatchObject({
      status: 'active',
      cancel_at_period_end: false,
    });
  });

  it('is told as created, order updated, order refunded, updated', async () => {
    const order = await buy();
    await listenToAll(rig.polar);
    await refund(order.id, 100);
    expect(await rig.takeTypes()).toEqual([
      'refund.created',
      'order.updated',
      'order.refunded',
      'refund.updated',
    ]);
  });

  it('is listed by order, customer, subscription and outcome', async () => {
    const order = await buy();
    const first = await refund(order.id, 300);
    const second = await refund(order.id, 200);
    const ids = async (query: Parameters<typeof rig.polar.refunds.list>[0]) =>
      (await rig.polar.refunds.list(query)).items.map((one) => one.id);
    expect(await ids({})).toEqual([second.id, first.id]);
    expect(await ids({ sorting: ['-amount'] })).toEqual([first.id, second.id]);
    expect(await ids({ id: first.id })).toEqual([first.id]);
    expect(await ids({ order_id: order.id, succeeded: true })).toHaveLength(2);
    expect(await ids({ succeeded: false })).toEqual([]);
    expect(await ids({ subscription_id: order.subscription_id ?? '' })).toHaveLength(2);
    expect(await ids({ customer_id: order.customer_id })).toHaveLength(2);
    expect(await ids({ external_customer_id: 'nobody' })).toEqual([]);
  });

  it('is refused for more than there is, twice, and for what was not paid', async () => {
    const order = await buy();
    expect(await refusal(refund(order.id, 2901))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'amount'], msg: 'Refund amount exceeds refundable amount' }] },
    });
    await refund(order.id, 2900);
    expect(await refusal(refund(order.id, 1))).toMatchObject({
      status: 403,
      error: { error: 'RefundedAlready', detail: `Order is already fully refunded: ${order.id}` },
    });
    expect(await refusal(refund(order.customer_id, 1))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'order_id'], msg: 'Order not found' }] },
    });
  });

  it('is refused for an order that still waits to be paid', async () => {
    await subscribe(rig.polar, { token: 'ctoken_visa_declined_later' });
    await rig.emulator.clock.advance('P14D');
    const [order] = (await rig.polar.orders.list({ status: 'pending' })).items;
    expect(await refusal(refund(order?.id ?? '', 100))).toMatchObject({
      status: 404,
      error: { error: 'RefundUnknownPayment' },
    });
  });

  it('leaves the benefits of a subscription alone', async () => {
    const order = await buy();
    expect(await refusal(refund(order.id, 100, { revoke_benefits: true }))).toMatchObject({
      status: 400,
      error: { error: 'RevokeSubscriptionBenefitsProhibited' },
    });
  });

  it('has a reason of the merchant’s, not of the system’s', async () => {
    const { id } = await buy();
    const { status } = await rig.call('/v1/refunds/', {
      order_id: id,
      amount: 100,
      reason: 'dispute_prevention',
    });
    expect(status).toBe(422);
  });
});

describe('the tax of a refund', () => {
  const order = {
    net_amount: 1000,
    tax_amount: 250,
    total_amount: 1250,
    applied_balance_amount: 0,
    refunded_amount: 0,
    refunded_tax_amount: 0,
  };

  it('is rounded half to even, as Python does', () => {
    expect(taxOfRefund(order, 2)).toBe(0);
    expect(taxOfRefund(order, 6)).toBe(2);
    expect(taxOfRefund(order, 10)).toBe(2);
    expect(taxOfRefund(order, 14)).toBe(4);
  });

  it('is reckoned from a total where only that is known', () => {
    expect(splitTotal(order, 1250)).toEqual({ amount: 1000, tax_amount: 250 });
    expect(splitTotal({ ...order, applied_balance_amount: -500 }, 750)).toEqual({
      amount: 500,
      tax_amount: 250,
    });
    expect(splitTotal(order, 1300)).toEqual({ amount: 1040, tax_amount: 260 });
    const inclusive = { ...order, net_amount: 800, tax_amount: 200, total_amount: 1000 };
    expect(splitTotal(inclusive, 500)).toEqual({ amount: 400, tax_amount: 100 });
  });
});

it('takes what the customer has on balance, so that nothing is had twice', async () => {
  const pro = await rig.polar.products.create({
    name: 'Dear',
    recurring_interval: 'month',
    prices: [{ amount_type: 'fixed', price_amount: 9000, price_currency: 'usd' }],
  });
  const { id } = await subscribe(rig.polar, { product: pro.id, trial: false });
  const [bought] = (await rig.polar.orders.list()).items;
  const cheap = await rig.polar.products.create({
    name: 'Cheap',
    recurring_interval: 'month',
    prices: [{ amount_type: 'fixed', price_amount: 1000, price_currency: 'usd' }],
  });
  await rig.polar.subscriptions.update(id, { product_id: cheap.id, proration_behavior: 'invoice' });
  const [credit] = (await rig.polar.orders.list()).items;
  expect(credit).toMatchObject({ status: 'paid', total_amount: -8000, due_amount: 0 });
  await refund(bought?.id ?? '', 9000);
  await rig.emulator.clock.advance('P1M');
  const [renewal] = (await rig.polar.orders.list()).items;
  expect(renewal).toMatchObject({ total_amount: 1000, applied_balance_amount: 0, due_amount: 1000 });
});

it('takes the tax too, and all that was given back so far each time, as Polar does', async () => {
  const [dear, cheap] = await Promise.all(
    [9000, 1000].map((price_amount) =>
      rig.polar.products.create({
        name: `For ${price_amount}`,
        recurring_interval: 'month',
        prices: [{ amount_type: 'fixed', price_amount, price_currency: 'usd' }],
      }),
    ),
  );
  const { id } = await subscribe(rig.polar, { product: dear?.id ?? '', trial: false, country: 'DE' });
  const [bought] = (await rig.polar.orders.list()).items;
  await rig.polar.subscriptions.update(id, {
    product_id: cheap?.id ?? '',
    proration_behavior: 'invoice',
  });
  await refund(bought?.id ?? '', 1000);
  await refund(bought?.id ?? '', 1000);

  const { json } = await rig.call('/_emulator/state?collection=balance_entries');
  const entries = (json as { items: { reason: string; amount: number }[] }).items;
  // 8000 and its 19 percent came; 1190 go, then the 1190 of both.
  expect(entries.map(({ reason, amount }) => [reason, amount]).sort()).toEqual([
    ['order', 9520],
    ['refund', -1190],
    ['refund', -2380],
  ]);
});
