import { webhooks } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { compareInstants } from '../../src/emulator/time/instant.ts';
import { listenToAll, type Received, type Rig, refusal, startRig, subscribe } from './support.ts';

/*
 * What Polar tells, in which order (polar.md, section 3). The start and the end of a trial, dunning, canceling and
 * revoking stand in lifecycle.test.ts; here is the rest, and what holds for every sequence. Sequences of pauses,
 * refunds, seats, benefits and meters stand beside what makes them.
 */

let rig: Rig;
let secret: string;
beforeEach(async () => {
  rig = await startRig({ clock: { mode: 'frozen', now: '2027-04-01T00:00:00Z' } });
  secret = (await listenToAll(rig.polar)).secret;
});
afterEach(() => rig.close());

/** What came since the last call. */
async function take(): Promise<Received[]> {
  await rig.emulator.settled();
  return rig.received.splice(0);
}

/** Buys a product that charges at once. */
const buy = (product: string = seedProductIds.starter.month) =>
  subscribe(rig.polar, { trial: false, product });
const halfway = () => rig.emulator.clock.advanceTo('2027-04-16T00:00:00Z');

const statusIn = (received: readonly Received[], type: string) =>
  received
    .filter((one) => one.type === type)
    .map(({ payload }) => (payload.data as { status: string }).status);

describe('a paid subscription', () => {
  it('starts with its checkout, the subscription, its order, and the customer’s state last', async () => {
    await buy();
    const received = await take();
    expect(received.map(({ type }) => type)).toEqual([
      'checkout.created',
      'customer.created',
      'member.created',
      'customer.state_changed',
      'checkout.updated',
      'subscription.created',
      'subscription.active',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'checkout.updated',
      'customer.state_changed',
    ]);
    expect(statusIn(received, 'checkout.updated')).toEqual(['confirmed', 'succeeded']);
    expect(statusIn(received, 'subscription.active')).toEqual(['active']);
    expect(received.find(({ type }) => type === 'order.created')?.payload.data).toMatchObject({
      billing_reason: 'subscription_create',
      status: 'pending',
    });
  });

  it('does not start when the card is declined, and nobody is told of an order', async () => {
    expect(
      await refusal(subscribe(rig.polar, { trial: false, token: 'ctoken_visa_declined' })),
    ).toMatchObject({
      status: 400,
    });
    const types = (await take()).map(({ type }) => type);
    expect(types.filter((type) => /^(subscription|order)\./.test(type))).toEqual([]);
  });

  it('is renewed: the period moves first, active, and is paid then', async () => {
    await buy();
    await take();
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    const received = await take();
    expect(received.map(({ type }) => type)).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    expect(received[0]?.payload.data).toMatchObject({
      status: 'active',
      current_period_start: '2027-05-01T00:00:00Z',
    });
    expect(statusIn(received, 'order.created')).toEqual(['pending']);
    expect(statusIn(received, 'order.paid')).toEqual(['paid']);
  });

  it('is past due when a renewal cannot be paid, recovers with another card, and is told so', async () => {
    const { customer_id } = await buy();
    const card = (number: string) =>
      rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number });
    await card('4000 0000 0000 0341');
    await take();
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    const failed = await take();
    expect(failed.map(({ type }) => type)).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'customer.state_changed',
    ]);
    expect(statusIn(failed, 'subscription.updated')).toEqual(['active', 'past_due']);
    // A later retry that fails changes the order's next date only, and that is told to nobody.
    await rig.emulator.clock.advance('P2D');
    expect(await take()).toEqual([]);
    await card('4242 4242 4242 4242');
    expect((await take()).map(({ type }) => type)).toEqual([
      'customer.updated',
      'order.updated',
      'order.paid',
      'subscription.updated',
      'subscription.active',
      'customer.state_changed',
    ]);
  });

  it('revoked while it is past due voids its order', async () => {
    const { id, customer_id } = await buy();
    await rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number: '4000000000000341' });
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    await take();
    await rig.polar.subscriptions.revoke(id);
    const received = await take();
    expect(received.map(({ type }) => type)).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'order.updated',
      'customer.state_changed',
    ]);
    expect(statusIn(received, 'order.updated')).toEqual(['void']);
  });
});

describe('a change of plan', () => {
  const change = (
    id: string,
    product_id: string,
    proration_behavior: 'invoice' | 'prorate' | 'next_period',
  ) => rig.polar.subscriptions.update(id, { product_id, proration_behavior });
  const { starter, professional } = seedProductIds;

  it('with invoice comes with its order', async () => {
    const { id } = await buy();
    await halfway();
    await take();
    await change(id, professional.month, 'invoice');
    const received = await take();
    expect(received.map(({ type }) => type)).toEqual([
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
    expect(received[1]?.payload.data).toMatchObject({ billing_reason: 'subscription_update' });
  });

  it('with prorate is told alone; the renewal brings the order', async () => {
    const { id } = await buy();
    await halfway();
    await take();
    await change(id, professional.month, 'prorate');
    expect((await take()).map(({ type }) => type)).toEqual([
      'subscription.updated',
      'customer.state_changed',
    ]);
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    expect((await take()).map(({ type }) => type)).toEqual([
      'subscription.cycled',
      'subscription.updated',
      'order.created',
      'order.updated',
      'order.paid',
      'customer.state_changed',
    ]);
  });

  it('with next_period is told as a plan, and again when it is applied', async () => {
    const { id } = await buy(professional.month);
    await take();
    await change(id, starter.month, 'next_period');
    const planned = await take();
    expect(planned.map(({ type }) => type)).toEqual(['subscription.updated', 'customer.state_changed']);
    expect(planned[0]?.payload.data).toMatchObject({
      product_id: professional.month,
      pending_update: { product_id: starter.month },
    });
    await rig.emulator.clock.advanceTo('2027-05-01T00:00:00Z');
    const applied = await take();
    expect(applied[0]).toMatchObject({
      type: 'subscription.cycled',
      payload: { data: { product_id: starter.month, pending_update: null } },
    });
  });

  it('that cannot be paid is told to nobody', async () => {
    const { id, customer_id } = await buy();
    await rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number: '4000000000000341' });
    await halfway();
    await take();
    expect(await refusal(change(id, professional.month, 'invoice'))).toMatchObject({ status: 402 });
    expect(await take()).toEqual([]);
  });
});

describe('every sequence', () => {
  /** A year of what can happen to a subscription. */
  async function live(): Promise<void> {
    const { id, customer_id } = await subscribe(rig.polar);
    const card = (number: string) =>
      rig.call(`/_emulator/customers/${customer_id}/payment-method`, { number });
    const { update } = rig.polar.subscriptions;
    await rig.emulator.clock.advance('P20D');
    await update(id, { product_id: seedProductIds.professional.month, proration_behavior: 'invoice' });
    await rig.emulator.clock.advance('P1M');
    await update(id, { product_id: seedProductIds.starter.month, proration_behavior: 'next_period' });
    await rig.emulator.clock.advance('P1M');
    await card('4000000000000341');
    await rig.emulator.clock.advance('P1M');
    await card('4242424242424242');
    await update(id, { cancel_at_period_end: true, customer_cancellation_reason: 'unused' });
    await update(id, { cancel_at_period_end: false });
    await update(id, { product_id: seedProductIds.starter.year, proration_behavior: 'prorate' });
    await update(id, { cancel_at_period_end: true });
    await rig.emulator.clock.advance('P2Y');
    await subscribe(rig.polar, { trial: false, email: 'bob@example.com', country: 'DE' });
  }

  it('is signed, every fact once, in the order of its instants', async () => {
    await live();
    const received = await take();
    expect(received.length).toBeGreaterThan(60);
    for (const { body, headers } of received) await webhooks.validateEvent(body, headers, secret);
    expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
    const instants = received.map(({ payload }) => payload.timestamp);
    expect(instants).toEqual([...instants].sort(compareInstants));
  });

  it('leaves the newest data of each thing as the API shows it', async () => {
    await live();
    const newest = new Map<string, Received>();
    for (const one of await take()) {
      const { id } = one.payload.data as { id: string };
      const kind = one.type === 'customer.state_changed' ? 'state' : (one.type.split('.')[0] ?? '');
      newest.set(`${kind} ${id}`, one);
    }
    // What another thing says of itself is in its own events; the card of a first checkout is in none.
    const own = (data: unknown) => {
      const {
        customer: _,
        subscription: __,
        default_payment_method_id: ___,
        ...fields
      } = data as Record<string, unknown>;
      return fields;
    };
    const { polar } = rig;
    const read: Record<string, (id: string) => Promise<unknown>> = {
      checkout: (id) => polar.checkouts.get(id),
      customer: (id) => polar.customers.get(id),
      order: (id) => polar.orders.get(id),
      state: (id) => polar.customers.getState(id),
      subscription: (id) => polar.subscriptions.get(id),
    };
    const kinds = new Set<string>();
    for (const [key, { payload }] of newest) {
      const [kind = '', id = ''] = key.split(' ');
      const reader = read[kind];
      if (reader === undefined) continue;
      kinds.add(kind);
      expect(own(payload.data), key).toEqual(own(await reader(id)));
    }
    expect([...kinds].sort()).toEqual(Object.keys(read));
  });
});
