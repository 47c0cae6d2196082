import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedProductIds } from '../../src/emulator/seed.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const free = { amount_type: 'fixed', price_amount: 0, price_currency: 'usd' } as const;

const makeFree = (prices: Parameters<Rig['polar']['products']['create']>[0]['prices'] = [free]) =>
  rig.polar.products.create({
    name: 'Free',
    recurring_interval: 'month',
    trial_interval: 'day',
    trial_interval_count: 7,
    prices,
  });
const makeAda = () => rig.polar.customers.create({ email: 'ada@example.com', external_id: 'user_1' });

/** What a 422 says, and of what. */
async function issueOf(work: Promise<unknown>) {
  const { status, error } = await refusal(work);
  const { detail } = error as { detail: { loc: string[]; msg: string; input: unknown }[] };
  expect(status).toBe(422);
  return detail.map(({ loc, msg, input }) => [loc.join('.'), msg, input]);
}

it('starts at once, without a trial, an order or a question', async () => {
  await listenToAll(rig.polar);
  const { id: product_id } = await makeFree();
  const { id: customer_id } = await makeAda();
  await rig.takeTypes();
  const made = await rig.polar.subscriptions.create({ product_id, customer_id, metadata: { plan: 'free' } });
  expect(made).toMatchObject({
    status: 'active',
    amount: 0,
    currency: 'usd',
    started_at: '2027-01-10T10:00:00Z',
    current_period_end: '2027-02-10T10:00:00Z',
    trial_end: null,
    checkout_id: null,
    metadata: { plan: 'free' },
  });
  expect(await rig.takeTypes()).toEqual([
    'subscription.created',
    'subscription.active',
    'subscription.updated',
    'customer.state_changed',
  ]);
  expect((await rig.polar.orders.list()).items).toEqual([]);
});

it('is of the customer that the merchant names by an id of its own, whatever it has', async () => {
  const { id: product_id } = await makeFree();
  await makeAda();
  const { customer_id } = await subscribe(rig.polar, { trial: false });
  const made = await rig.polar.subscriptions.create({ product_id, external_customer_id: 'user_1' });
  expect(made).toMatchObject({ customer_id, status: 'active' });
});

it('renews for nothing, month after month', async () => {
  const { id: product_id } = await makeFree();
  const { id: customer_id } = await makeAda();
  const { id } = await rig.polar.subscriptions.create({ product_id, customer_id });
  await rig.emulator.clock.advance('P2M');
  expect(await rig.polar.subscriptions.get(id)).toMatchObject({
    status: 'active',
    current_period_start: '2027-03-10T10:00:00Z',
  });
});

it('has the fewest seats of a product that gives them away, and makes its customer a team', async () => {
  const { id: product_id } = await makeFree([
    {
      amount_type: 'seat_based',
      price_currency: 'usd',
      seat_tiers: { tiers: [{ min_seats: 2, max_seats: 5, price_per_seat: 0 }] },
    },
  ]);
  const { id: customer_id } = await makeAda();
  expect(await rig.polar.subscriptions.create({ product_id, customer_id })).toMatchObject({ seats: 2 });
  expect(await rig.polar.customers.get(customer_id)).toMatchObject({ type: 'team' });
});

it('is not made of a product that costs something, is bought once, or is not there', async () => {
  const { id: customer_id } = await makeAda();
  const create = (product_id: string) => rig.polar.subscriptions.create({ product_id, customer_id });
  const paid = seedProductIds.starter.month;
  expect(await issueOf(create(paid))).toEqual([
    [
      'body.product_id',
      'Product is not free. The customer should go through a checkout to create a paid subscription.',
      paid,
    ],
  ]);
  const { id: once } = await rig.polar.products.create({ name: 'Once', prices: [free] });
  expect(await issueOf(create(once))).toEqual([
    ['body.product_id', 'Product is not a recurring product.', once],
  ]);
  expect(await issueOf(create(customer_id))).toEqual([
    ['body.product_id', 'Product does not exist.', customer_id],
  ]);
});

it('is not made for a customer that is not there, or no more', async () => {
  const { id: product_id } = await makeFree();
  const { id: customer_id } = await makeAda();
  await rig.polar.customers.delete(customer_id);
  expect(await issueOf(rig.polar.subscriptions.create({ product_id, customer_id }))).toEqual([
    ['body.customer_id', 'Customer does not exist.', customer_id],
  ]);
  const external_customer_id = 'user_1';
  expect(await issueOf(rig.polar.subscriptions.create({ product_id, external_customer_id }))).toEqual([
    ['body.external_customer_id', 'Customer does not exist.', 'user_1'],
  ]);
  expect((await rig.polar.subscriptions.list()).items).toEqual([]);
});
