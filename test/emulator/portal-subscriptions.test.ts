import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { enterPortal, makeSeatProduct, setFreedoms, type Visitor } from './portal-support.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

const { starter, professional } = seedProductIds;

let rig: Rig;
let visitor: Visitor;
let id: string;
let customerId: string;
let made = 0;

beforeAll(async () => {
  rig = await startRig();
  await listenToAll(rig.polar);
});

afterAll(() => rig.close());

async function enter(options: Parameters<typeof subscribe>[1] = {}): Promise<void> {
  made += 1;
  const subscription = await subscribe(rig.polar, {
    email: `ada${made}@example.com`,
    trial: false,
    ...options,
  });
  ({ id, customer_id: customerId } = subscription);
  visitor = await enterPortal(rig, customerId);
  await rig.takeTypes();
}

beforeEach(async () => {
  await setFreedoms(rig, { update_plan: true, update_seats: true, update_units: true, pause: true });
  await enter();
});

const portal = () => rig.polar.customerPortal.subscriptions;

/** The private operations, which the SDK does not have. */
async function ask(path: string, body?: unknown): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${rig.url}/v1/customer-portal/subscriptions/${id}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${visitor.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}

describe('a customer’s subscription', () => {
  it('is shown without what is the merchant’s', async () => {
    await rig.polar.subscriptions.update(id, { metadata: { margin: 'high' } });
    const subscription = await portal().get(id, visitor);
    expect(subscription).toMatchObject({
      status: 'active',
      amount: 2_900,
      product: { name: 'Starter', organization: { slug: 'tendertrack' } },
      prices: [{ amount_type: 'fixed', price_amount: 2_900 }],
      pending_update: null,
    });
    expect(Object.keys(subscription)).not.toEqual(expect.arrayContaining(['metadata']));
    expect(JSON.stringify(subscription)).not.toContain('margin');
  });

  it('is found among the active ones until it is over', async () => {
    const found = async (active: boolean) => (await portal().list({ active }, visitor)).items.length;
    expect([await found(true), await found(false)]).toEqual([1, 0]);
    await rig.polar.subscriptions.revoke(id);
    expect([await found(true), await found(false)]).toEqual([0, 1]);
    expect((await portal().list({ query: 'starT' }, visitor)).items).toHaveLength(1);
    expect((await portal().list({ query: 'enterprise' }, visitor)).items).toHaveLength(0);
  });

  it('is neither active nor over while it is past due', async () => {
    await enter({ token: 'ctoken_visa_declined_later', trial: true });
    await rig.emulator.clock.advance('P15D');
    visitor = await enterPortal(rig, customerId);
    for (const active of [true, false]) expect((await portal().list({ active }, visitor)).items).toEqual([]);
    expect((await portal().list({}, visitor)).items).toMatchObject([{ status: 'past_due' }]);
  });
});

describe('a plan', () => {
  it('is changed as the organization bills changes', async () => {
    const changed = await portal().update(id, { product_id: professional.month }, visitor);
    expect(changed).toMatchObject({ product_id: professional.month, amount: 7_900 });
    expect(await rig.takeTypes()).toEqual(['subscription.updated', 'customer.state_changed']);
  });

  it('is changed only where that is allowed', async () => {
    await setFreedoms(rig, { update_plan: false });
    const refused = {
      error: 'UpdateSubscriptionPlanNotAllowed',
      detail: 'Updating subscription plan is not allowed.',
    };
    const change = { product_id: professional.month };
    expect(await refusal(portal().update(id, change, visitor))).toEqual({ status: 403, error: refused });
    expect(await ask('change-preview', change)).toEqual({ status: 403, json: refused });
  });

  it('is changed only to what everybody may buy', async () => {
    await rig.polar.products.update(professional.year, { visibility: 'private' });
    expect(await refusal(portal().update(id, { product_id: professional.year }, visitor))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'product_id'], msg: 'Product visibility is not allowed.' }] },
    });
  });

  it('takes no wish how it is billed', async () => {
    const body = { product_id: professional.month, proration_behavior: 'next_period' };
    const response = await fetch(`${rig.url}/v1/customer-portal/subscriptions/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${visitor.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(422);
    expect(await portal().get(id, visitor)).toMatchObject({ product_id: starter.month });
  });

  it('can be tried before: the exact amount, and nothing is changed', async () => {
    const preview = await ask('change-preview', { product_id: starter.year });
    expect(preview).toMatchObject({
      status: 200,
      json: {
        proration_amount: 26_100,
        due_amount: 26_100,
        prorations: [{ amount: -2_900 }, { amount: 29_000 }],
      },
    });
    expect(await portal().get(id, visitor)).toMatchObject({ product_id: starter.month });
    await portal().update(id, { product_id: starter.year }, visitor);
    const { items } = await rig.polar.customerPortal.orders.list({}, visitor);
    expect(items[0]).toMatchObject({ billing_reason: 'subscription_update', total_amount: 26_100 });
  });

  it('stays what it is when the card is declined', async () => {
    const { customers } = rig.polar.customerPortal;
    await customers.addPaymentMethod(
      {
        confirmation_token_id: 'ctoken_visa_declined_later',
        set_default: true,
        return_url: 'https://shop.example',
      },
      visitor,
    );
    expect(await refusal(portal().update(id, { product_id: starter.year }, visitor))).toMatchObject({
      status: 402,
      error: { error: 'PaymentFailed' },
    });
    expect(await portal().get(id, visitor)).toMatchObject({ product_id: starter.month });
  });
});

describe('seats and units', () => {
  it('are changed only where that is allowed', async () => {
    const product = await makeSeatProduct(rig);
    await enter({ product: product.id });
    expect(await portal().update(id, { seats: 4 }, visitor)).toMatchObject({ seats: 4, amount: 2_000 });
    await setFreedoms(rig, { update_seats: false });
    expect(await refusal(portal().update(id, { seats: 5 }, visitor))).toEqual({
      status: 403,
      error: {
        error: 'UpdateSubscriptionSeatsNotAllowed',
        detail: 'Updating subscription seats is not allowed.',
      },
    });
    await setFreedoms(rig, { update_units: false });
    expect(await refusal(portal().update(id, { units: 5 }, visitor))).toMatchObject({
      status: 403,
      error: { error: 'UpdateSubscriptionUnitsNotAllowed' },
    });
  });
});

describe('canceling', () => {
  it('is for the end of the period, with a reason, and can be taken back', async () => {
    const canceled = await portal().update(
      id,
      {
        cancel_at_period_end: true,
        cancellation_reason: 'too_expensive',
        cancellation_comment: 'Too much for us',
      },
      visitor,
    );
    expect(canceled).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
      ends_at: canceled.current_period_end,
      customer_cancellation_reason: 'too_expensive',
      customer_cancellation_comment: 'Too much for us',
    });
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'customer.state_changed',
    ]);
    const kept = await portal().update(id, { cancel_at_period_end: false }, visitor);
    expect(kept).toMatchObject({ cancel_at_period_end: false, ends_at: null, canceled_at: null });
    expect(await refusal(portal().update(id, { cancel_at_period_end: false }, visitor))).toMatchObject({
      status: 409,
      error: { error: 'SubscriptionNotScheduledToCancel' },
    });
  });

  it('by DELETE is for the end of the period too, and once only', async () => {
    expect(await portal().cancel(id, visitor)).toMatchObject({
      status: 'active',
      cancel_at_period_end: true,
    });
    expect(await refusal(portal().cancel(id, visitor))).toMatchObject({
      status: 403,
      error: { error: 'AlreadyCanceledSubscription' },
    });
  });

  it('is not taken back without a card to charge', async () => {
    await portal().cancel(id, visitor);
    await rig.polar.subscriptions.revoke(id);
    await rig.polar.customers.list({});
    const { customers } = rig.polar.customerPortal;
    const [card] = (await customers.listPaymentMethods({}, visitor)).items;
    await customers.deletePaymentMethod(card?.id ?? '', visitor);
    const { customer_id } = await portal().get(id, visitor);
    expect(customer_id).toBe(customerId);
    expect(await refusal(portal().update(id, { cancel_at_period_end: false }, visitor))).toMatchObject({
      status: 409,
      error: { error: 'PaymentMethodRequired' },
    });
  });

  it('at once is for who is past due, and stops the collection', async () => {
    expect(await ask('revoke', {})).toEqual({
      status: 409,
      json: {
        error: 'RevokeNotAllowed',
        detail: 'This subscription cannot be revoked in its current state.',
      },
    });
    await enter({ token: 'ctoken_visa_declined_later', trial: true });
    await rig.emulator.clock.advance('P15D');
    visitor = await enterPortal(rig, customerId);
    expect(await ask('cancel-preview')).toEqual({
      status: 200,
      json: { stops_collection: true, outstanding_amount: 2_900 },
    });
    expect(await ask('revoke', { cancellation_reason: 'unused' })).toMatchObject({
      status: 200,
      json: { status: 'canceled', customer_cancellation_reason: 'unused' },
    });
    const { items } = await rig.polar.customerPortal.orders.list({}, visitor);
    expect(items[0]).toMatchObject({ status: 'void' });
  });
});

describe('a pause', () => {
  it('is planned, taken back, begun and ended', async () => {
    expect(await portal().update(id, { pause_at_period_end: true }, visitor)).toMatchObject({
      status: 'active',
      pause_at_period_end: true,
    });
    await portal().update(id, { pause_at_period_end: false }, visitor);
    await portal().update(id, { pause_at_period_end: true }, visitor);
    await rig.emulator.clock.advance('P1M');
    visitor = await enterPortal(rig, customerId);
    expect(await portal().get(id, visitor)).toMatchObject({ status: 'paused' });
    expect(await ask('charge-preview')).toMatchObject({ status: 404 });
    expect(await portal().update(id, { resume: true }, visitor)).toMatchObject({ status: 'active' });
    expect(await ask('charge-preview')).toMatchObject({ status: 200, json: { total_amount: 2_900 } });
  });

  it('is only where that is allowed', async () => {
    await setFreedoms(rig, { pause: false });
    for (const body of [
      { pause_at_period_end: true },
      { pause_at_period_end: false },
      { resume: true },
    ] as const) {
      expect(await refusal(portal().update(id, body, visitor))).toEqual({
        status: 403,
        error: {
          error: 'PauseResumeNotAllowed',
          detail: 'Pausing and resuming subscriptions is not allowed.',
        },
      });
    }
  });
});

it('drops a change that waits for the end of the period', async () => {
  await rig.polar.subscriptions.update(id, {
    product_id: professional.month,
    proration_behavior: 'next_period',
  });
  expect((await portal().get(id, visitor)).pending_update).toMatchObject({ product_id: professional.month });
  expect((await portal().update(id, { pending_update: null }, visitor)).pending_update).toBeNull();
});

it('takes one kind of change at a time', async () => {
  const response = await fetch(`${rig.url}/v1/customer-portal/subscriptions/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${visitor.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: professional.month, cancel_at_period_end: true }),
  });
  expect(response.status).toBe(422);
  expect(await portal().get(id, visitor)).toMatchObject({
    product_id: starter.month,
    cancel_at_period_end: false,
  });
});
