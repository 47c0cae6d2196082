import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPortal, enterWithoutMembers, type Visitor } from './portal-support.ts';
import { type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
let ada: Visitor;
let grace: Visitor;
let adaId: string;
const ids = { subscription: '', order: '', card: '' };

beforeAll(async () => {
  rig = await startRig();
  const subscription = await subscribe(rig.polar, { email: 'ada@example.com', trial: false });
  adaId = subscription.customer_id;
  const other = await subscribe(rig.polar, { email: 'grace@example.com', trial: false });
  ada = await enterPortal(rig, adaId);
  grace = await enterPortal(rig, other.customer_id);
  const { customerPortal } = rig.polar;
  ids.subscription = subscription.id;
  ids.order = (await customerPortal.orders.list({}, ada)).items[0]?.id ?? '';
  ids.card = (await customerPortal.customers.listPaymentMethods({}, ada)).items[0]?.id ?? '';
});

afterAll(() => rig.close());

describe('a session', () => {
  it('says who is in the portal, how long, and where they came from', async () => {
    const { token } = await rig.polar.customerSessions.create({
      customer_id: adaId,
      return_url: 'https://shop.example/account',
    });
    const visitor = { accessToken: token };
    const { customerSession } = rig.polar.customerPortal;
    expect(await customerSession.introspect(visitor)).toEqual({
      expires_at: '2027-01-10T11:00:00Z',
      return_url: 'https://shop.example/account',
    });
    expect(await customerSession.getAuthenticatedUser(visitor)).toMatchObject({
      type: 'member',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      customer_id: adaId,
      role: 'owner',
    });
  });

  it('is the customer’s as a whole where the organization has no members', async () => {
    const visitor = await enterWithoutMembers(rig, adaId);
    expect(visitor.accessToken).toMatch(/^polar_cst_/);
    const { customerPortal } = rig.polar;
    expect(await customerPortal.customerSession.getAuthenticatedUser(visitor)).toEqual({
      type: 'customer',
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      customer_id: adaId,
      member_id: null,
      role: null,
    });
    expect((await customerPortal.customers.get(visitor)).id).toBe(adaId);
    expect((await customerPortal.subscriptions.list({}, visitor)).items).toHaveLength(1);
    expect((await customerPortal.orders.list({}, visitor)).items).toHaveLength(1);
    expect((await customerPortal.customers.listPaymentMethods({}, visitor)).items).toHaveLength(1);
    // Members are managed by one of them.
    expect((await refusal(customerPortal.members.listMembers({}, visitor))).status).toBe(401);
  });

  it('ends after an hour of the emulator’s time', async () => {
    const visitor = await enterPortal(rig, adaId);
    await rig.emulator.clock.advance('PT59M59S');
    await rig.polar.customerPortal.customers.get(visitor);
    await rig.emulator.clock.advance('PT1S');
    expect(await refusal(rig.polar.customerPortal.customers.get(visitor))).toEqual({
      status: 401,
      error: {
        error: 'invalid_token',
        error_description:
          'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
      },
    });
    ada = await enterPortal(rig, adaId);
    const { items } = await rig.polar.customers.list({ email: 'grace@example.com' });
    grace = await enterPortal(rig, items[0]?.id ?? '');
  });
});

describe('what is somebody else’s', () => {
  const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
  const portal = () => rig.polar.customerPortal;
  const operations: [string, (id: string) => Promise<unknown>, () => string][] = [
    ['subscription', (id) => portal().subscriptions.get(id, grace), () => ids.subscription],
    [
      'subscription, to be changed',
      (id) => portal().subscriptions.update(id, { cancel_at_period_end: true }, grace),
      () => ids.subscription,
    ],
    [
      'subscription, to be canceled',
      (id) => portal().subscriptions.cancel(id, grace),
      () => ids.subscription,
    ],
    ['order', (id) => portal().orders.get(id, grace), () => ids.order],
    [
      'order, to be changed',
      (id) => portal().orders.update(id, { billing_name: 'Me' }, grace),
      () => ids.order,
    ],
    ['invoice', (id) => portal().orders.invoice(id, grace), () => ids.order],
    ['invoice, to be made', (id) => portal().orders.generateInvoice(id, grace), () => ids.order],
    ['receipt', (id) => portal().orders.receipt(id, grace), () => ids.order],
    ['payment status', (id) => portal().orders.getPaymentStatus(id, grace), () => ids.order],
    [
      'order, to be paid',
      (id) => portal().orders.confirmRetryPayment(id, { confirmation_token_id: 'ctoken_visa' }, grace),
      () => ids.order,
    ],
    ['card', (id) => portal().customers.deletePaymentMethod(id, grace), () => ids.card],
    ['seats', (id) => portal().seats.listSeats({ subscription_id: id }, grace), () => ids.subscription],
  ];

  it.each(operations)('answers like what never was: %s', async (_, call, id) => {
    const answer = await refusal(call(id()));
    expect(answer).toMatchObject({ status: 404, error: { error: 'ResourceNotFound' } });
    expect(answer).toEqual(await refusal(call(unknown)));
  });

  it('is not charged by default either', async () => {
    const update = { default_payment_method_id: ids.card };
    expect(await refusal(portal().customers.update(update, grace))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'default_payment_method_id'], msg: 'Payment method not found.' }] },
    });
  });

  it('is in no list', async () => {
    const { items } = await portal().orders.list({ subscription_id: ids.subscription }, grace);
    expect(items).toEqual([]);
    const { items: subscriptions } = await portal().subscriptions.list({}, grace);
    expect(subscriptions.map(({ id }) => id)).not.toContain(ids.subscription);
  });
});

describe('a customer', () => {
  it('sets the details of its bills', async () => {
    const { customers } = rig.polar.customerPortal;
    const address = { country: 'DE', line1: 'Hafenstr. 1', city: 'Hamburg', postal_code: '20457' } as const;
    const details = { billing_name: 'Ada GmbH', billing_address: address, tax_id: 'DE123456789' };
    expect(await customers.update(details, ada)).toMatchObject({
      billing_name: 'Ada GmbH',
      billing_address: { ...address, line2: null, state: null },
      tax_id: ['DE123456789', 'unknown'],
    });
    // A name or a tax id of null stays as it is, as at Polar.
    expect(await customers.update({ billing_name: null, tax_id: null }, ada)).toMatchObject({
      billing_name: 'Ada GmbH',
      tax_id: ['DE123456789', 'unknown'],
    });
  });

  it.each([
    ['billing_address', 'Customer billing address cannot be reset to null once set.'],
    ['default_payment_method_id', 'Default payment method cannot be reset to null.'],
  ])('cannot take its %s away', async (field, msg) => {
    expect(await refusal(rig.polar.customerPortal.customers.update({ [field]: null }, ada))).toEqual({
      status: 422,
      error: {
        error: 'PolarRequestValidationError',
        detail: [{ type: 'missing', loc: ['body', field], msg, input: null }],
      },
    });
  });

  it('has no tax id that can be none', async () => {
    const update = rig.polar.customerPortal.customers.update({ tax_id: '???' }, ada);
    expect(await refusal(update)).toMatchObject({
      status: 422,
      error: { detail: [{ type: 'invalid', loc: ['body', 'tax_id'], msg: 'Invalid tax ID.' }] },
    });
  });

  it('has no tax id without a country', async () => {
    const { id } = await rig.polar.customers.create({ email: 'nowhere@example.com' });
    const visitor = await enterPortal(rig, id);
    expect(
      await refusal(rig.polar.customerPortal.customers.update({ tax_id: 'DE123456789' }, visitor)),
    ).toMatchObject({ status: 422, error: { detail: [{ msg: 'Country is required to validate tax ID.' }] } });
  });
});

it('shows anybody what the organization sells to everybody', async () => {
  const [first] = (await rig.polar.products.list({ limit: 1 })).items;
  await rig.polar.products.update(first?.id ?? '', { visibility: 'private' });
  const response = await fetch(`${rig.url}/v1/customer-portal/organizations/tendertrack`);
  expect(response.headers.get('content-type')).toBe('application/json');
  const { organization, products } = await response.json();
  expect(organization).toMatchObject({ slug: 'tendertrack', proration_behavior: 'prorate' });
  expect(products).toHaveLength(5);
  const nothing = await fetch(`${rig.url}/v1/customer-portal/organizations/somebody-else`);
  expect([nothing.status, await nothing.json()]).toEqual([
    404,
    { error: 'ResourceNotFound', detail: 'Not found' },
  ]);
});
