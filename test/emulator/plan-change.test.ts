import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({ clock: { mode: 'frozen', now: '2027-04-01T00:00:00Z' } });
  await listenToAll(rig.polar);
});
afterEach(() => rig.close());

const lines = (order: models.Order | undefined) => order?.items.map(({ label, amount }) => [label, amount]);
const newestOrder = async () => (await rig.polar.orders.list()).items[0];

// April has 30 days, so half of it is left on the 16th.
const halfway = () => rig.emulator.clock.advanceTo('2027-04-16T00:00:00Z');

describe('invoice', () => {
  it('credits the rest of the old price, charges the rest of the new one, and keeps the period', async () => {
    const { id } = await subscribe(rig.polar, { trial: false, country: 'DE' });
    await halfway();
    await rig.takeTypes();
    const changed = await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'invoice',
    });
    expect(changed).toMatchObject({ amount: 7900, current_period_end: '2027-05-01T00:00:00Z' });
    const order = await newestOrder();
    expect(lines(order)).toEqual([
      ['Remaining time on Starter — From Apr 16, 2027 to May 1, 2027', -1450],
      ['Professional — From Apr 16, 2027 to May 1, 2027', 3950],
    ]);
    expect(order).toMatchObject({
      status: 'paid',
      billing_reason: 'subscription_update',
      subtotal_amount: 2500,
      tax_amount: 475,
      total_amount: 2975,
      due_amount: 2975,
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
  });

  it('counts a currency without cents in whole units', async () => {
    const { id } = await subscribe(rig.polar, { trial: false, currency: 'jpy', country: 'JP' });
    await halfway();
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'invoice',
    });
    expect(await newestOrder()).toMatchObject({
      currency: 'jpy',
      subtotal_amount: 3800,
      tax_amount: 380,
      total_amount: 4180,
    });
  });

  it('credits a downgrade to the balance, which the next order uses first', async () => {
    const { id } = await subscribe(rig.polar, { trial: false, product: seedProductIds.professional.month });
    await halfway();
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.starter.month,
      proration_behavior: 'invoice',
    });
    expect(await newestOrder()).toMatchObject({ status: 'paid', total_amount: -2500, due_amount: 0 });
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    expect(await newestOrder()).toMatchObject({
      total_amount: 2900,
      applied_balance_amount: -2500,
      due_amount: 400,
      status: 'paid',
    });
  });

  it('starts a new period when the interval changes', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await halfway();
    const changed = await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.starter.year,
      proration_behavior: 'prorate',
    });
    expect(changed).toMatchObject({
      recurring_interval: 'year',
      current_period_start: '2027-04-16T00:00:00Z',
      current_period_end: '2028-04-16T00:00:00Z',
    });
    expect(lines(await newestOrder())).toEqual([
      ['Remaining time on Starter — From Apr 16, 2027 to May 1, 2027', -1450],
      ['Starter — From Apr 16, 2027 to Apr 16, 2028', 29_000],
    ]);
  });

  it('with a card that declines is a 402 and changes nothing at all', async () => {
    const { id, customer_id } = await subscribe(rig.polar, { trial: false });
    await rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number: '4000000000000341' });
    await halfway();
    await rig.takeTypes();
    const before = await rig.call('/_emulator/state');
    const refused = await refusal(
      rig.polar.subscriptions.update(id, {
        product_id: seedProductIds.professional.month,
        proration_behavior: 'invoice',
      }),
    );
    expect(refused).toEqual({
      status: 402,
      error: { error: 'PaymentFailed', detail: 'Your card was declined.' },
    });
    expect(await rig.call('/_emulator/state')).toEqual(before);
    expect(await rig.takeTypes()).toEqual([]);
  });
});

describe('prorate', () => {
  it('leaves the lines for the next order', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await halfway();
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'prorate',
    });
    expect((await rig.polar.orders.list()).items).toHaveLength(1);
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    const order = await newestOrder();
    expect(lines(order)).toEqual([
      ['Remaining time on Starter — From Apr 16, 2027 to May 1, 2027', -1450],
      ['Professional — From Apr 16, 2027 to May 1, 2027', 3950],
      ['Professional — From May 1, 2027 to Jun 1, 2027', 7900],
    ]);
    expect(order?.total_amount).toBe(10_400);
  });
});

describe('next_period', () => {
  it('waits for the period end and is applied there without a line of proration', async () => {
    const { id } = await subscribe(rig.polar, { trial: false, product: seedProductIds.professional.month });
    await rig.takeTypes();
    const scheduled = await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.starter.month,
      proration_behavior: 'next_period',
    });
    expect(scheduled).toMatchObject({
      amount: 7900,
      pending_update: { product_id: seedProductIds.starter.month, applies_at: '2027-05-01T00:00:00Z' },
    });
    expect(await rig.takeTypes()).toEqual(['subscription.updated', 'customer.state_changed']);
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ amount: 2900, pending_update: null });
    expect(lines(await newestOrder())).toEqual([['Starter — From May 1, 2027 to Jun 1, 2027', 2900]]);
  });

  it('is dropped by pending_update null', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.starter.year,
      proration_behavior: 'next_period',
    });
    expect(await rig.polar.subscriptions.update(id, { pending_update: null })).toMatchObject({
      pending_update: null,
    });
  });
});

describe('a preview', () => {
  const preview = (id: string, behavior: string) =>
    rig.call(`/v1/subscriptions/${id}/change-preview`, {
      product_id: seedProductIds.professional.month,
      proration_behavior: behavior,
    });

  it('says to the cent what the change then charges, and changes nothing', async () => {
    const { id } = await subscribe(rig.polar, { trial: false, country: 'DE' });
    await halfway();
    const before = await rig.call('/_emulator/state');
    const previewed = await preview(id, 'invoice');
    expect(previewed.json).toMatchObject({
      base_amount: 0,
      proration_amount: 2500,
      prorations: [{ amount: -1450 }, { amount: 3950 }],
      tax_amount: 475,
      due_amount: 2975,
    });
    expect(await rig.call('/_emulator/state')).toEqual(before);
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'invoice',
    });
    expect((await newestOrder())?.due_amount).toBe(2975);
  });

  it('of a later order has nothing due now', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await halfway();
    expect((await preview(id, 'next_period')).json).toMatchObject({ total_amount: 0, due_amount: 0 });
    expect((await preview(id, 'prorate')).json).toMatchObject({ total_amount: 2500, due_amount: 0 });
  });

  it('of the next charge includes a scheduled change', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'next_period',
    });
    const { json } = await rig.call(`/v1/subscriptions/${id}/charge-preview`);
    expect(json).toMatchObject({ base_amount: 7900, due_amount: 7900 });
  });

  it('can be switched off, and is then no route at all', async () => {
    const { id } = await subscribe(rig.polar, { trial: false });
    await rig.call('/_emulator/settings', { changePreview: false });
    expect(await preview(id, 'invoice')).toEqual({ status: 404, json: { detail: 'Not Found' } });
  });
});

describe('refusals', () => {
  it('allow one kind of change in each call', async () => {
    const { id } = await subscribe(rig.polar);
    const { status, json } = await rig.call(
      `/v1/subscriptions/${id}`,
      { cancel_at_period_end: true, product_id: seedProductIds.starter.year },
      'PATCH',
    );
    expect(status).toBe(422);
    expect(json).toMatchObject({ detail: [{ type: 'extra_forbidden', loc: ['body', 'product_id'] }] });
  });

  it('keep a canceling subscription on its plan', async () => {
    const { id } = await subscribe(rig.polar);
    await rig.polar.subscriptions.update(id, { cancel_at_period_end: true });
    const change = { product_id: seedProductIds.starter.year };
    expect(await refusal(rig.polar.subscriptions.update(id, change))).toMatchObject({
      status: 403,
      error: { error: 'AlreadyCanceledSubscription' },
    });
  });

  it('say 409 to an uncancel of what was not canceled', async () => {
    const { id } = await subscribe(rig.polar);
    expect(await refusal(rig.polar.subscriptions.update(id, { cancel_at_period_end: false }))).toMatchObject({
      status: 409,
      error: { error: 'SubscriptionNotScheduledToCancel' },
    });
  });
});
