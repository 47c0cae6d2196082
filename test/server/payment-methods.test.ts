import { createPolar } from '@polar-sh/sdk/2026-10';
import { expect, it } from 'vitest';
import { APP_URL, newKey, openPayingWorld, openWorld, type World } from './support/world.ts';

const DECLINED_LATER = '4000000000000341';

const listOf = (world: World) => world.as('ada').query('listPaymentMethods', {});

async function customerOf(world: World) {
  const customer = await world.store.findCustomerByExternalId('organization_northwind');
  if (customer === null) throw new Error('Northwind is no customer.');
  return customer;
}

async function act(
  world: World,
  name: 'setDefaultPaymentMethod' | 'removePaymentMethod',
  paymentMethodId: string,
) {
  const { revision } = await world.as('ada').query('getBilling', {});
  return world.as('ada').command(name, { paymentMethodId, revision });
}

/** Does what a person does on the page that `addPaymentMethod` leads to. */
async function addOnPage(world: World, url: string, card: string): Promise<void> {
  const accessToken = new URL(url).searchParams.get('customer_session_token') ?? '';
  await createPolar({ accessToken, baseUrl: world.gateway.url }).customerPortal.customers.addPaymentMethod({
    confirmation_token_id: card,
    set_default: false,
    return_url: APP_URL,
  });
}

it('shows a card that was added on the page of the provider, of which no event tells', async () => {
  const world = await openPayingWorld();
  const { url } = await world.as('ada').command('addPaymentMethod', { returnPath: '/billing' });
  await addOnPage(world, url, 'ctoken_visa_declined_later');
  await world.settle();

  expect((await listOf(world)).items).toMatchObject([
    { last4: '4242', isDefault: true, isRemovable: false },
    { last4: '0341', isDefault: false, isRemovable: true },
  ]);
});

it('opens the page for everyone who manages payment methods, as a billing manager of the team', async () => {
  const world = await openPayingWorld();
  const customer = await customerOf(world);
  await world.polar.customers.members.create(customer.id, {
    email: 'BEN@northwind.example',
    role: 'member',
  });

  const { url } = await world.as('ben').command('addPaymentMethod', { returnPath: '/billing' });
  await addOnPage(world, url, 'ctoken_visa');
  await world.as('ben').command('addPaymentMethod', { returnPath: '/billing' });

  const { items } = await world.polar.customers.members.list(customer.id);
  expect(items.map(({ external_id, role }) => [external_id, role])).toEqual(
    expect.arrayContaining([['user-ada', 'owner']]),
  );
  expect(items.filter(({ role }) => role === 'billing_manager')).toHaveLength(1);
  await expect(
    world.as('chiara').command('addPaymentMethod', { returnPath: '/billing' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('keeps the address of the page nowhere, and opens another for each repetition', async () => {
  const world = await openPayingWorld();
  const key = newKey();
  const first = await world.as('ada').command('addPaymentMethod', { returnPath: '/billing' }, key);
  const second = await world.as('ada').command('addPaymentMethod', { returnPath: '/billing' }, key);

  expect(second.url).not.toBe(first.url);
  const token = new URL(first.url).searchParams.get('customer_session_token') ?? '';
  expect(token.length).toBeGreaterThan(10);
  const { rows } = await world.database.db.execute<{ found: boolean }>(
    `select bool_or(k::text like '%${token}%') as found from floe_billing.idempotency_keys k`,
  );
  expect(rows).toEqual([{ found: false }]);
  expect(JSON.stringify(world.logs)).not.toContain(token);
});

it('answers from the mirror while the provider cannot be reached', async () => {
  const world = await openPayingWorld();
  const before = await listOf(world);
  world.gateway.faultOf = () => 'down';

  expect((await listOf(world)).items).toEqual(before.items);
});

it('collects what is owed with a new default, and says in its answer that it did', async () => {
  const world = await openPayingWorld();
  const [good] = (await listOf(world)).items;
  await world.replaceCard('ada', DECLINED_LATER);
  await world.advance('P32D');
  const owing = await world.as('ada').query('getBilling', {});
  expect(owing.alert).toMatchObject({ kind: 'payment_failed' });

  const { billing } = await act(world, 'setDefaultPaymentMethod', good?.id ?? '');

  expect(billing.subscription?.status).toBe('active');
  expect(billing.alert).toBeNull();
  const { rows } = await world.database.db.execute<{ action: string; details: object }>(
    `select action, before, after from floe_billing.billing_audit_log where action like 'payment_method.%'`,
  );
  expect(rows).toEqual([
    { action: 'payment_method.set_default', before: { isDefault: false }, after: { isDefault: true } },
  ]);
});

/** A world where the second month is owed, with a card that would pay and one that is charged and does not. */
async function openOwingWorld(number: string) {
  const world = await openPayingWorld();
  const [good] = (await listOf(world)).items;
  await world.replaceCard('ada', number);
  await world.advance('P32D');
  const [charged] = (await listOf(world)).items;
  return { world, good: good?.id ?? '', charged: charged?.id ?? '' };
}

async function pay(world: World, paymentMethodId: string) {
  const { revision } = await world.as('ada').query('getBilling', {});
  return world.as('ada').command('retryPayment', { paymentMethodId, revision });
}

it('charges what is owed once, and writes down who had it charged, and to what', async () => {
  const { world, good } = await openOwingWorld(DECLINED_LATER);
  const { alert } = await world.as('ada').query('getBilling', {});

  const { receipt, billing } = await pay(world, good);

  expect(receipt).toEqual({ charged: alert?.money, unpaid: null });
  expect(billing.subscription?.status).toBe('active');
  const { rows } = await world.database.db.execute(
    `select actor, details, after from floe_billing.billing_audit_log where action = 'payment.retried'`,
  );
  expect(rows).toEqual([
    {
      actor: 'user-ada',
      details: { paymentMethodId: good, chargedAmount: alert?.money?.amount, currency: 'USD' },
      after: { isPaid: true },
    },
  ]);
});

it('counts a declined attempt, and says when it was tried too often', async () => {
  const { world, charged } = await openOwingWorld(DECLINED_LATER);
  const before = await world.as('ada').query('getBilling', {});
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await expect(pay(world, charged)).rejects.toMatchObject({ code: 'payment_declined' });
    await world.settle();
  }

  await expect(pay(world, charged)).rejects.toMatchObject({ code: 'limit_exceeded' });
  const { alert } = await world.as('ada').query('getBilling', {});
  expect(alert).toMatchObject({ kind: 'payment_failed', attempts: (before.alert?.attempts ?? 0) + 5 });
});

it('says when the bank wants to ask the person, which only the page of the provider can', async () => {
  const { world, charged } = await openOwingWorld('4000002760003184');

  await expect(pay(world, charged)).rejects.toMatchObject({ code: 'payment_action_required' });
  await expect(pay(world, charged)).rejects.toMatchObject({ code: 'conflict' });
});

it('charges nothing where it was paid in between without the server having heard of it', async () => {
  const { world, good } = await openOwingWorld(DECLINED_LATER);
  const owed = await world.as('ada').query('getBilling', {});
  world.webhooks.areOpen = false;
  const customer = await customerOf(world);
  const { url } = await world.as('ada').command('addPaymentMethod', { returnPath: '/billing' });
  const accessToken = new URL(url).searchParams.get('customer_session_token') ?? '';
  const portal = createPolar({ accessToken, baseUrl: world.gateway.url }).customerPortal;
  await portal.customers.update({ default_payment_method_id: good });

  const answer = await world
    .as('ada')
    .command('retryPayment', { paymentMethodId: good, revision: owed.revision });

  expect(answer.receipt).toEqual({ charged: null, unpaid: null });
  expect(answer.billing.subscription?.status).toBe('active');
  const { items } = await world.polar.payments.list({ customer_id: customer.id, status: 'succeeded' });
  expect(items.filter(({ amount }) => amount === owed.alert?.money?.amount)).toHaveLength(2);
});

it('takes everything off file once the subscription is over', async () => {
  const world = await openPayingWorld();
  const { revision } = await world.as('ada').query('getBilling', {});
  await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
  await world.advance('P40D');
  const [last] = (await listOf(world)).items;
  expect(last).toMatchObject({ isDefault: true, isRemovable: true });

  const { billing } = await act(world, 'removePaymentMethod', last?.id ?? '');

  expect(billing.paymentMethod).toBeNull();
  expect((await listOf(world)).items).toEqual([]);
});

it('has nothing for who is no customer yet', async () => {
  const world = await openWorld();

  expect((await listOf(world)).items).toEqual([]);
  await expect(world.as('ada').command('addPaymentMethod', { returnPath: '/billing' })).rejects.toMatchObject(
    { code: 'not_found' },
  );
});
