import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

async function dispute(body: object = {}) {
  await subscribe(rig.polar, { trial: false, country: 'DE' });
  const [order] = (await rig.polar.orders.list()).items;
  if (order === undefined) throw new Error('There is no order.');
  const { status } = await rig.call(`/_emulator/orders/${order.id}/dispute`, body);
  expect(status).toBe(201);
  const [raised] = (await rig.polar.disputes.list()).items;
  if (raised === undefined) throw new Error('There is no dispute.');
  return { order, raised };
}

describe('a dispute', () => {
  it('contests what was paid, and waits two weeks for an answer', async () => {
    const { order, raised } = await dispute();
    expect(raised).toMatchObject({
      status: 'needs_response',
      resolved: false,
      closed: false,
      amount: 2900,
      tax_amount: 551,
      currency: 'usd',
      reason: 'fraudulent',
      evidence_due_by: '2027-01-24T10:00:00Z',
      past_due: false,
      order_id: order.id,
      customer: { id: order.customer_id },
    });
    expect(raised.case_id).not.toBeNull();
    expect(await rig.polar.payments.get(raised.payment_id)).toMatchObject({ order_id: order.id });
    expect(await rig.polar.disputes.get(raised.id)).toEqual(raised);
    await rig.emulator.clock.advance('P15D');
    expect(await rig.polar.disputes.get(raised.id)).toMatchObject({ past_due: true });
  });

  it('is listed by order and status', async () => {
    const { order } = await dispute();
    const count = async (query: Parameters<typeof rig.polar.disputes.list>[0]) =>
      (await rig.polar.disputes.list(query)).pagination.total_count;
    expect(await count({ order_id: order.id, status: ['needs_response', 'won'] })).toBe(1);
    expect(await count({ status: 'lost' })).toBe(0);
    expect(await count({ order_id: order.customer_id })).toBe(0);
  });

  it('accepted is lost, and ends the subscription', async () => {
    const { order, raised } = await dispute();
    await listenToAll(rig.polar);
    expect(await rig.polar.disputes.accept(raised.id)).toMatchObject({
      status: 'lost',
      resolved: true,
      closed: true,
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'customer.state_changed',
    ]);
    expect(await rig.polar.orders.get(order.id)).toMatchObject({ status: 'paid', refunded_amount: 0 });
    expect(await refusal(rig.polar.disputes.accept(raised.id))).toMatchObject({
      status: 409,
      error: { error: 'DisputeNotOpenError', detail: `Dispute ${raised.id} is not awaiting a response.` },
    });
  });

  it('prevented is refunded, and says so', async () => {
    const { order, raised } = await dispute({ status: 'early_warning' });
    expect(raised).toMatchObject({ status: 'early_warning', case_id: null, evidence_due_by: null });
    const { json } = await rig.call(`/_emulator/disputes/${raised.id}`, { status: 'prevented' });
    expect(json).toMatchObject({ status: 'prevented', closed: true, resolved: false });
    const [refund] = (await rig.polar.refunds.list()).items;
    expect(refund).toMatchObject({
      reason: 'dispute_prevention',
      amount: 2900,
      dispute: { id: raised.id, status: 'prevented' },
    });
    expect(await rig.polar.orders.get(order.id)).toMatchObject({ status: 'refunded' });
  });

  it('is raised by the control API only for what was paid, and moves no more once closed', async () => {
    const { raised } = await dispute({ total: 1000, reason: 'product_not_received' });
    expect(raised).toMatchObject({ amount: 840, tax_amount: 160, reason: 'product_not_received' });
    expect(await rig.call(`/_emulator/disputes/${raised.id}`, { status: 'under_review' })).toMatchObject({
      status: 200,
    });
    expect(await rig.call(`/_emulator/disputes/${raised.id}`, { status: 'won' })).toMatchObject({
      status: 200,
    });
    expect(await rig.call(`/_emulator/disputes/${raised.id}`, { status: 'lost' })).toMatchObject({
      status: 409,
    });
    expect(await rig.call('/_emulator/orders/nothing/dispute', {})).toMatchObject({ status: 404 });
  });
});
