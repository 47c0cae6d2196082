import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/index.ts';
import { enterPortal, enterWithoutMembers } from './portal-support.ts';
import { address, listenToAll, type Rig, refusal, START, startRig, subscribe } from './support.ts';
import { flaws, makeMeter } from './usage-support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const starter = seedProductIds.starter.month;

function makeFlag(description = 'Single sign-on', more: Partial<models.BenefitFeatureFlagCreate> = {}) {
  return rig.polar.benefits.create({ type: 'feature_flag', description, properties: {}, ...more });
}

function give(productId: string, ...benefits: { id: string }[]) {
  return rig.polar.products.updateBenefits(productId, { benefits: benefits.map(({ id }) => id) });
}

/** Who has what: the benefits' descriptions, by whether they are granted. */
async function granted(is_granted = true): Promise<string[]> {
  const { items } = await rig.polar.benefitGrants.list({ is_granted, sorting: ['created_at'] });
  return items.map(({ benefit }) => benefit.description);
}

async function putCard(customerId: string, number: string) {
  const { status } = await rig.call(`/_emulator/customers/${customerId}/payment-method`, { number });
  expect(status).toBe(200);
}

describe('a benefit', () => {
  it('of each kind is made, listed, changed and deleted', async () => {
    await listenToAll(rig.polar);
    const meter = await makeMeter(rig.polar);
    const custom = await rig.polar.benefits.create({
      type: 'custom',
      description: 'A call with us',
      visibility: 'private',
      metadata: { team: 'sales' },
      properties: { note: 'Write to sales@example.com' },
    });
    expect(custom).toMatchObject({
      type: 'custom',
      description: 'A call with us',
      selectable: true,
      deletable: true,
      is_deleted: false,
      visibility: 'private',
      metadata: { team: 'sales' },
      properties: { note: 'Write to sales@example.com' },
    });
    const flag = await makeFlag();
    expect(flag).toMatchObject({ type: 'feature_flag', visibility: 'public', properties: {} });
    const properties = { meter_id: meter.id, units: 100, rollover: true };
    const credit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Hundred calls',
      properties,
    });
    expect(credit).toMatchObject({ type: 'meter_credit', properties });
    expect(await rig.polar.benefits.get(credit.id)).toEqual(credit);
    const list = async (query: Parameters<typeof rig.polar.benefits.list>[0]) =>
      (await rig.polar.benefits.list(query)).items.map(({ type }) => type);
    expect(await list({ sorting: ['created_at'] })).toEqual(['custom', 'feature_flag', 'meter_credit']);
    expect(await list({ type: ['custom', 'meter_credit'] })).toEqual(['meter_credit', 'custom']);
    expect(await list({ query: 'SINGLE' })).toEqual(['feature_flag']);
    expect(await list({ exclude_id: custom.id })).toEqual(['meter_credit', 'feature_flag']);
    expect(await list({ metadata: { team: 'sales' } })).toEqual(['custom']);
    expect(await list({ id: [flag.id, credit.id, custom.id], sorting: ['user_order'] })).toEqual([
      'feature_flag',
      'meter_credit',
      'custom',
    ]);
    expect(
      await rig.polar.benefits.update(custom.id, {
        type: 'custom',
        description: 'A long call with us',
        properties: { note: null },
      }),
    ).toMatchObject({
      description: 'A long call with us',
      properties: { note: null },
      visibility: 'private',
    });
    expect(
      await rig.polar.benefits.update(credit.id, {
        type: 'meter_credit',
        properties: { ...properties, units: 50 },
      }),
    ).toMatchObject({ description: 'Hundred calls', properties: { units: 50, rollover: true } });
    await rig.polar.benefits.delete(flag.id);
    expect(await refusal(rig.polar.benefits.get(flag.id))).toMatchObject({ status: 404 });
    expect(await list({})).toEqual(['meter_credit', 'custom']);
    expect(await rig.takeTypes()).toEqual([
      'benefit.created',
      'benefit.created',
      'benefit.created',
      'benefit.updated',
      'benefit.updated',
      'benefit.updated',
    ]);
  });

  it('says in pydantic’s words what is wrong with it', async () => {
    const create = (body: object) =>
      rig.polar.benefits.create({ description: 'Benefit', properties: {}, ...body } as models.BenefitCreate);
    expect(await flaws(create({ type: 'feature_flag', description: 'ab' }))).toEqual([
      'body.feature_flag.description: String should have at least 3 characters',
    ]);
    expect(await flaws(create({ type: 'feature_flag', description: 'x'.repeat(43) }))).toEqual([
      'body.feature_flag.description: String should have at most 42 characters',
    ]);
    expect(await flaws(create({ type: 'meter_credit', properties: { units: 0, meter_id: 'x' } }))).toEqual([
      'body.meter_credit.properties.units: Input should be greater than 0',
      'body.meter_credit.properties.rollover: Field required',
      'body.meter_credit.properties.meter_id: Input should be a valid UUID, invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `x` at 1',
    ]);
    const properties = { units: 1, rollover: false, meter_id: starter };
    expect(await flaws(create({ type: 'meter_credit', properties }))).toEqual([
      'body.properties.meter_id: This meter does not exist.',
    ]);
    expect(await flaws(create({ type: 'ads' }))).toEqual([
      "body: Input tag 'ads' found using 'type' does not match any of the expected tags: 'custom', 'feature_flag', 'meter_credit', 'discord', 'github_repository', 'downloadables', 'license_keys', 'slack_shared_channel'",
    ]);
    expect(await flaws(create({ type: 'slack_shared_channel' }))).toEqual([
      'body.type: Slack shared channel benefit is not enabled for this organization.',
    ]);
    const flag = await makeFlag();
    const change = { type: 'custom', properties: { note: 'x' } } as const;
    expect(await flaws(rig.polar.benefits.update(flag.id, change))).toEqual([
      'body.type: Benefit type cannot be changed.',
    ]);
  });

  it('of a kind that needs another service is not made here', async () => {
    const body = { type: 'license_keys', description: 'Keys', properties: {} };
    expect(await rig.call('/v1/benefits/', body)).toEqual({
      status: 501,
      json: {
        error: 'NotImplemented',
        detail: 'Benefits of the type license_keys; see docs/emulator.md',
      },
    });
  });
});

describe('what a product gives', () => {
  it('is given with a subscription, and taken away with it', async () => {
    const flag = await makeFlag();
    await give(starter, flag);
    await listenToAll(rig.polar);
    const subscription = await subscribe(rig.polar, { trial: false });
    await rig.emulator.settled();
    const created = rig.received.find(({ type }) => type === 'benefit_grant.created');
    expect(created?.payload.data).toMatchObject({
      is_granted: true,
      is_revoked: false,
      granted_at: START,
      revoked_at: null,
      subscription_id: subscription.id,
      order_id: null,
      customer_id: subscription.customer_id,
      customer: { email: 'ada@example.com' },
      member: { email: 'ada@example.com', role: 'owner' },
      benefit_id: flag.id,
      benefit: flag,
      properties: {},
      previous_properties: {},
    });
    expect((await rig.polar.customers.getState(subscription.customer_id)).granted_benefits).toMatchObject([
      { benefit_id: flag.id, benefit_type: 'feature_flag', granted_at: START, properties: {} },
    ]);
    await rig.takeTypes();
    await rig.emulator.clock.advance('P1D');
    await rig.polar.subscriptions.revoke(subscription.id);
    expect(await rig.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'benefit_grant.revoked',
      'customer.state_changed',
    ]);
    const { items } = await rig.polar.benefits.grants(flag.id, { is_granted: false });
    expect(items).toMatchObject([
      { is_granted: false, is_revoked: true, granted_at: null, revoked_at: '2027-01-11T10:00:00Z' },
    ]);
    expect((await rig.polar.customers.getState(subscription.customer_id)).granted_benefits).toEqual([]);
  });

  it('stays until the end of a period that was canceled', async () => {
    await give(starter, await makeFlag());
    const { id } = await subscribe(rig.polar, { trial: false });
    await rig.polar.subscriptions.update(id, { cancel_at_period_end: true });
    await rig.emulator.clock.advanceTo('2027-02-10T09:59:59Z');
    expect(await granted()).toEqual(['Single sign-on']);
    await rig.emulator.clock.advance('PT1S');
    expect(await granted()).toEqual([]);
  });

  it('is given in a trial, told of with each period, and taken away while a subscription is paused', async () => {
    await give(starter, await makeFlag());
    const { id } = await subscribe(rig.polar);
    expect(await granted()).toEqual(['Single sign-on']);
    await listenToAll(rig.polar);
    await rig.emulator.clock.advance('P14D');
    expect((await rig.takeTypes()).filter((type) => type.startsWith('benefit'))).toEqual([
      'benefit_grant.cycled',
    ]);
    await rig.polar.subscriptions.update(id, { pause_at_period_end: true });
    await rig.emulator.clock.advance('P1M');
    expect(await granted()).toEqual([]);
    await rig.polar.subscriptions.update(id, { resume: true });
    expect(await granted()).toEqual(['Single sign-on']);
    expect(await granted(false)).toEqual([]);
  });

  it('changes with the product of a subscription: what is new is given last', async () => {
    const [both, small, large] = [await makeFlag('Both'), await makeFlag('Small'), await makeFlag('Large')];
    await give(starter, both, small);
    await give(seedProductIds.professional.month, both, large);
    const { id } = await subscribe(rig.polar, { trial: false });
    await listenToAll(rig.polar);
    await rig.polar.subscriptions.update(id, {
      product_id: seedProductIds.professional.month,
      proration_behavior: 'prorate',
    });
    expect(await granted()).toEqual(['Both', 'Large']);
    expect(await granted(false)).toEqual(['Small']);
    expect((await rig.takeTypes()).filter((type) => type.startsWith('benefit'))).toEqual([
      'benefit_grant.revoked',
      'benefit_grant.created',
    ]);
    await rig.polar.subscriptions.update(id, { product_id: starter, proration_behavior: 'prorate' });
    expect(await granted()).toEqual(['Both', 'Small']);
  });

  it('can be changed for all who have it', async () => {
    const [first, second] = [await makeFlag('First'), await makeFlag('Second')];
    await give(starter, first);
    await subscribe(rig.polar, { trial: false });
    await give(starter, second);
    expect([await granted(), await granted(false)]).toEqual([['Second'], ['First']]);
    await rig.polar.benefits.delete(second.id);
    expect(await granted()).toEqual([]);
    expect((await rig.polar.products.get(starter)).benefits).toEqual([]);
    await subscribe(rig.polar, { trial: false, email: 'bob@example.com' });
    expect(await granted()).toEqual([]);
  });

  it('tells whoever has it of a new note, and of nothing else', async () => {
    const benefit = await rig.polar.benefits.create({
      type: 'custom',
      description: 'Support',
      properties: { note: 'Call us' },
    });
    await give(starter, benefit);
    await subscribe(rig.polar, { trial: false });
    await listenToAll(rig.polar);
    await rig.polar.benefits.update(benefit.id, { type: 'custom', description: 'Best support' });
    expect(await rig.takeTypes()).toEqual(['benefit.updated']);
    await rig.polar.benefits.update(benefit.id, { type: 'custom', properties: { note: 'Write to us' } });
    expect(await rig.takeTypes()).toEqual([
      'benefit.updated',
      'benefit_grant.updated',
      'customer.state_changed',
    ]);
  });

  it('goes with the customer', async () => {
    await give(starter, await makeFlag());
    const { customer_id } = await subscribe(rig.polar, { trial: false });
    await rig.polar.customers.delete(customer_id);
    expect(await granted()).toEqual([]);
  });

  it('is known by grant, for all customers and for one benefit', async () => {
    const flag = await makeFlag();
    await give(starter, flag);
    const ada = await rig.polar.customers.create({ email: 'ada@example.com', external_id: 'ada' });
    await subscribe(rig.polar, { trial: false });
    await rig.emulator.clock.advance('P1D');
    const bob = (await subscribe(rig.polar, { trial: false, email: 'bob@example.com' })).customer_id;
    const list = async (query: Parameters<typeof rig.polar.benefitGrants.list>[0]) =>
      (await rig.polar.benefitGrants.list(query)).items.map(({ customer }) => customer.email);
    expect(await list({})).toEqual(['bob@example.com', 'ada@example.com']);
    expect(await list({ sorting: ['granted_at'] })).toEqual(['ada@example.com', 'bob@example.com']);
    expect(await list({ customer_id: bob })).toEqual(['bob@example.com']);
    expect(await list({ external_customer_id: 'ada' })).toEqual(['ada@example.com']);
    const grants = async (query: Parameters<typeof rig.polar.benefits.grants>[1]) =>
      (await rig.polar.benefits.grants(flag.id, query)).items.map(({ customer_id }) => customer_id);
    expect(await grants({})).toEqual([bob, ada.id]);
    expect(await grants({ customer_id: [ada.id] })).toEqual([ada.id]);
    const [member] = (await rig.polar.customers.members.list(bob)).items;
    expect(await grants({ member_id: member?.id ?? '' })).toEqual([bob]);
    expect(await refusal(rig.polar.benefits.grants(bob))).toMatchObject({ status: 404 });
  });
});

describe('when a payment is missing', () => {
  async function setGrace(days: number) {
    const [organization] = (await rig.polar.organizations.list()).items;
    if (organization === undefined) throw new Error('There is no organization.');
    await rig.polar.organizations.update(organization.id, {
      subscription_settings: {
        ...organization.subscription_settings,
        benefit_revocation_grace_period: days,
      },
    });
  }

  async function subscribeAndFail() {
    await give(starter, await makeFlag());
    const { id, customer_id } = await subscribe(rig.polar, { trial: false });
    await putCard(customer_id, '4000000000000002');
    await rig.emulator.clock.advanceTo('2027-02-10T10:00:00Z');
    expect(await rig.polar.subscriptions.get(id)).toMatchObject({ status: 'past_due' });
    return { id, customer: customer_id };
  }

  it('benefits go at once without a grace, and come back with the payment', async () => {
    await listenToAll(rig.polar);
    const { customer } = await subscribeAndFail();
    expect((await rig.takeTypes()).slice(-6)).toEqual([
      'benefit_grant.cycled',
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'benefit_grant.revoked',
      'customer.state_changed',
    ]);
    expect(await granted()).toEqual([]);
    await putCard(customer, '4242424242424242');
    await rig.emulator.clock.advanceTo('2027-02-12T10:00:00Z');
    expect(await granted()).toEqual(['Single sign-on']);
    expect(await rig.takeTypes()).toContain('benefit_grant.created');
  });

  it('benefits stay for the days of grace, and then go without another word of the subscription', async () => {
    await setGrace(7);
    await subscribeAndFail();
    await rig.emulator.clock.advanceTo('2027-02-17T09:59:59Z');
    expect(await granted()).toEqual(['Single sign-on']);
    await listenToAll(rig.polar);
    await rig.emulator.clock.advanceTo('2027-02-17T10:00:00Z');
    expect(await granted()).toEqual([]);
    expect(await rig.takeTypes()).toEqual(['benefit_grant.revoked', 'customer.state_changed']);
  });

  it('a payment within the grace leaves benefits as they are', async () => {
    await setGrace(14);
    const { customer } = await subscribeAndFail();
    await putCard(customer, '4242424242424242');
    await listenToAll(rig.polar);
    await rig.emulator.clock.advance('P30D');
    expect(await granted()).toEqual(['Single sign-on']);
    expect(await rig.takeTypes()).not.toContain('benefit_grant.revoked');
  });

  it('the end of the subscription ends the grace', async () => {
    await setGrace(21);
    const { id } = await subscribeAndFail();
    await rig.polar.subscriptions.revoke(id);
    expect(await granted()).toEqual([]);
  });
});

describe('seats', () => {
  it('give their benefits to whoever took one, and to nobody else', async () => {
    const flag = await makeFlag();
    const product = await rig.polar.products.create({
      name: 'Team',
      recurring_interval: 'month',
      prices: [
        {
          amount_type: 'seat_based',
          price_currency: 'usd',
          seat_tiers: { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }] },
        },
      ],
    });
    await give(product.id, flag);
    const checkout = await rig.polar.checkouts.create({
      products: [product.id],
      seats: 3,
      customer_email: 'boss@example.com',
      success_url: 'https://shop.example/thanks',
      customer_billing_name: 'The Team Inc.',
      customer_billing_address: address,
    });
    await rig.polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id: 'ctoken_visa' });
    const [subscription] = (await rig.polar.subscriptions.list()).items;
    const subscription_id = subscription?.id ?? '';
    const holders = async () =>
      (await rig.polar.benefitGrants.list({ is_granted: true, sorting: ['created_at'] })).items.map(
        ({ member }) => member?.email,
      );
    expect(await holders()).toEqual([]);
    const invited = await rig.polar.customerSeats.assignSeat({ subscription_id, email: 'ann@example.com' });
    expect(await holders()).toEqual([]);
    const taken = await rig.polar.customerSeats.assignSeat({
      subscription_id,
      email: 'ben@example.com',
      immediate_claim: true,
    });
    expect(await holders()).toEqual(['ben@example.com']);
    const { json } = await rig.call('/_emulator/state');
    const { seats } = json as { seats: { id: string; invitation_token: string | null }[] };
    const token = seats.find(({ id }) => id === invited.id)?.invitation_token ?? '';
    await rig.polar.customerSeats.claimSeat({ invitation_token: token });
    expect(await holders()).toEqual(['ben@example.com', 'ann@example.com']);
    await rig.polar.customerSeats.revokeSeat(taken.id);
    expect(await holders()).toEqual(['ann@example.com']);
    await rig.polar.subscriptions.revoke(subscription_id);
    expect(await holders()).toEqual([]);
  });

  it('of something bought once give theirs too, until the member that took one goes', async () => {
    const product = await rig.polar.products.create({
      name: 'Course',
      prices: [
        {
          amount_type: 'seat_based',
          price_currency: 'usd',
          seat_tiers: { tiers: [{ min_seats: 1, max_seats: null, price_per_seat: 500 }] },
        },
      ],
    });
    await give(product.id, await makeFlag('A course'));
    const checkout = await rig.polar.checkouts.create({
      products: [product.id],
      seats: 2,
      customer_email: 'boss@example.com',
      success_url: 'https://shop.example/thanks',
      customer_billing_name: 'The Team Inc.',
      customer_billing_address: address,
    });
    await rig.polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id: 'ctoken_visa' });
    const [order] = (await rig.polar.orders.list()).items;
    const seat = await rig.polar.customerSeats.assignSeat({
      order_id: order?.id ?? '',
      email: 'ann@example.com',
      immediate_claim: true,
    });
    expect((await rig.polar.benefitGrants.list({ is_granted: true })).items).toMatchObject([
      { order_id: order?.id, member: { email: 'ann@example.com' } },
    ]);
    await rig.polar.customers.members.delete(order?.customer_id ?? '', seat.member_id ?? '');
    expect(await granted()).toEqual([]);
    expect(await granted(false)).toEqual(['A course']);
  });
});

describe('something bought once', () => {
  async function buyOnce() {
    const flag = await makeFlag('A book');
    const product = await rig.polar.products.create({
      name: 'Book',
      prices: [{ amount_type: 'fixed', price_currency: 'usd', price_amount: 2_500 }],
    });
    await give(product.id, flag);
    const checkout = await rig.polar.checkouts.create({
      products: [product.id],
      customer_email: 'ada@example.com',
      customer_billing_name: 'Ada Lovelace',
      customer_billing_address: address,
    });
    await rig.polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id: 'ctoken_visa' });
    const [order] = (await rig.polar.orders.list()).items;
    if (order === undefined) throw new Error('There is no order.');
    return { order, checkout };
  }

  it('gives its benefits for good', async () => {
    const { order } = await buyOnce();
    await rig.emulator.clock.advance('P2Y');
    expect((await rig.polar.benefitGrants.list()).items).toMatchObject([
      { is_granted: true, subscription_id: null, order_id: order.id, customer_id: order.customer_id },
    ]);
  });

  it('gives them until it is paid back with the wish to take them away', async () => {
    const { order } = await buyOnce();
    const refund = { order_id: order.id, amount: 1_000, reason: 'customer_request' } as const;
    await rig.polar.refunds.create(refund);
    expect(await granted()).toEqual(['A book']);
    await listenToAll(rig.polar);
    await rig.polar.refunds.create({ ...refund, amount: 1_500, revoke_benefits: true });
    expect(await granted()).toEqual([]);
    expect(await rig.takeTypes()).toContain('benefit_grant.revoked');
  });

  it('is found in the portal by its order and its checkout', async () => {
    const { order, checkout } = await buyOnce();
    const visitor = await enterPortal(rig, order.customer_id);
    const list = async (query: { order_id?: string; checkout_id?: string }) =>
      (await rig.polar.customerPortal.benefitGrants.list(query, visitor)).items.length;
    expect(await list({ order_id: order.id })).toBe(1);
    expect(await list({ checkout_id: checkout.id })).toBe(1);
    expect(await list({ checkout_id: order.id })).toBe(0);
  });
});

describe('in the portal', () => {
  async function enter() {
    const meter = await makeMeter(rig.polar);
    const note = await rig.polar.benefits.create({
      type: 'custom',
      description: 'Support',
      metadata: { secret: true },
      properties: { note: 'Call us' },
    });
    const credit = await rig.polar.benefits.create({
      type: 'meter_credit',
      description: 'Ten calls',
      properties: { meter_id: meter.id, units: 10, rollover: false },
    });
    const hidden = await makeFlag('Hidden', { visibility: 'private' });
    await give(starter, note, credit, hidden, await makeFlag());
    const subscription = await subscribe(rig.polar, { trial: false });
    return { meter, subscription, visitor: await enterPortal(rig, subscription.customer_id) };
  }

  it('a customer sees what it has and may see, as its product has it', async () => {
    const { meter, subscription, visitor } = await enter();
    const { items } = await rig.polar.customerPortal.benefitGrants.list({}, visitor);
    expect(items.map(({ benefit }) => benefit.description)).toEqual([
      'Support',
      'Ten calls',
      'Single sign-on',
    ]);
    expect(items[0]).toMatchObject({
      is_granted: true,
      subscription_id: subscription.id,
      customer: { email: 'ada@example.com' },
      benefit: { properties: { note: 'Call us' }, organization: { slug: 'tendertrack' } },
      properties: {},
    });
    expect(items[0]?.benefit).not.toHaveProperty('metadata');
    expect(items[1]).toMatchObject({
      benefit: { properties: { meter_id: meter.id, units: 10, rollover: false } },
      properties: { last_credited_meter_id: meter.id, last_credited_units: 10 },
    });
    const [first] = items;
    expect(await rig.polar.customerPortal.benefitGrants.get(first?.id ?? '', visitor)).toEqual(first);
    const list = async (query: Parameters<typeof rig.polar.customerPortal.benefitGrants.list>[0]) =>
      (await rig.polar.customerPortal.benefitGrants.list(query, visitor)).items.map(
        ({ benefit }) => benefit.type,
      );
    expect(await list({ type: ['custom'] })).toEqual(['custom']);
    expect(await list({ query: 'CALLS' })).toEqual(['meter_credit']);
    expect(await list({ sorting: ['-type'] })).toEqual(['meter_credit', 'feature_flag', 'custom']);
    expect(await list({ subscription_id: subscription.id })).toHaveLength(3);
    await rig.polar.subscriptions.revoke(subscription.id);
    expect(await list({})).toEqual([]);
    const gone = rig.polar.customerPortal.benefitGrants.get(first?.id ?? '', visitor);
    expect(await refusal(gone)).toMatchObject({ status: 404 });
  });

  it('nobody sees what others have, and a customer as a whole sees what its members have', async () => {
    const { subscription } = await enter();
    const bob = await rig.polar.customers.create({ email: 'bob@example.com' });
    const list = async (visitor: { accessToken: string }) =>
      (await rig.polar.customerPortal.benefitGrants.list({}, visitor)).items.length;
    expect(await list(await enterPortal(rig, bob.id))).toBe(0);
    expect(await list(await enterWithoutMembers(rig, subscription.customer_id))).toBe(3);
  });

  it('a grant is changed only as what it is, and nothing about it', async () => {
    const { visitor } = await enter();
    const [grant] = (await rig.polar.customerPortal.benefitGrants.list({}, visitor)).items;
    const id = grant?.id ?? '';
    expect(
      await rig.polar.customerPortal.benefitGrants.update(id, { benefit_type: 'custom' }, visitor),
    ).toEqual(grant);
    const other = rig.polar.customerPortal.benefitGrants.update(
      id,
      { benefit_type: 'feature_flag' },
      visitor,
    );
    expect(await flaws(other)).toEqual([
      'body.benefit_type: Benefit type must match the existing granted benefit type.',
    ]);
  });
});
