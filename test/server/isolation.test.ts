import { expect, it } from 'vitest';
import {
  type CommandName,
  OPERATION_NAMES,
  type OperationInput,
  type OperationName,
  operations,
} from '../../src/contract/index.ts';
import type { SamplePerson } from '../../src/sandbox/sample-people.ts';
import { newKey, openWorld, type World } from './support/world.ts';

/** Every id of Northwind's that a request could carry, and the state its people saw. */
async function northwindsIds(world: World) {
  const checkoutId = await world.subscribe('ada');
  await world.advance('P14D');
  const ada = world.as('ada');
  const [invoice] = (await ada.query('listInvoices', {})).items;
  const quote = await ada.query('previewChange', { priceId: 'enterprise-month' });
  const { revision } = await ada.query('getBilling', {});
  return { checkoutId, invoiceId: invoice?.id ?? '', quoteId: quote.id, revision };
}

it('shows nothing of one owner to another, by any id', async () => {
  const world = await openWorld();
  const ids = await northwindsIds(world);
  const elena = world.as('elena');

  expect((await elena.query('getBilling', {})).subscription).toBeNull();
  expect((await elena.query('listInvoices', {})).items).toEqual([]);
  expect((await elena.query('getCatalog', {})).plans[1]?.prices[0]?.action.kind).toBe('checkout');
  for (const [name, input] of [
    ['getCheckout', { checkoutId: ids.checkoutId }],
    ['getInvoiceDocument', { invoiceId: ids.invoiceId }],
    ['previewChange', { priceId: 'enterprise-month' }],
    ['getCancelOptions', {}],
  ] as const) {
    await expect(elena.query(name, input as never), name).rejects.toMatchObject({ code: 'not_found' });
  }
});

it('changes nothing of one owner for another, by any id', async () => {
  const world = await openWorld();
  const { quoteId, revision } = await northwindsIds(world);
  const elena = world.as('elena');
  const before = await world.as('ada').query('getBilling', {});
  const changes = () => world.gateway.requests.filter((request) => request.startsWith('PATCH'));
  const asked = changes().length;

  await expect(elena.command('changeSubscription', { quoteId, revision })).rejects.toMatchObject({
    code: 'quote_expired',
  });
  for (const name of ['dropScheduledChange', 'uncancelSubscription'] as const) {
    await expect(elena.command(name, { revision }), name).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(elena.command('cancelSubscription', { revision, reason: 'other' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(changes()).toHaveLength(asked);
  expect(await world.as('ada').query('getBilling', {})).toEqual(before);
});

it('keeps the quotes of two owners apart when both have a subscription', async () => {
  const world = await openWorld();
  const { quoteId } = await northwindsIds(world);
  await world.subscribe('elena', 'starter-month');
  const { revision } = await world.as('elena').query('getBilling', {});

  await expect(world.as('elena').command('changeSubscription', { quoteId, revision })).rejects.toMatchObject({
    code: 'quote_expired',
  });
  expect((await world.as('elena').query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
});

it('lets one key be used by two owners', async () => {
  const world = await openWorld();
  const key = newKey();
  const input = { priceId: 'starter-month', returnPath: '/' };
  const first = await world.as('ada').command('startCheckout', input, key);
  const second = await world.as('elena').command('startCheckout', input, key);

  expect(second.id).not.toBe(first.id);
});

const someInput: { [Name in OperationName]: OperationInput<Name> } = {
  getCatalog: {},
  getBilling: {},
  listInvoices: {},
  getInvoiceDocument: { invoiceId: 'x' },
  previewChange: { priceId: 'enterprise-month' },
  listPaymentMethods: {},
  getCancelOptions: {},
  getNotificationPreferences: {},
  listAuditEntries: {},
  getCheckout: { checkoutId: 'x' },
  startCheckout: { priceId: 'starter-month', returnPath: '/' },
  changeSubscription: { quoteId: 'x', revision: 'x' },
  dropScheduledChange: { revision: 'x' },
  cancelSubscription: { revision: 'x', reason: 'other' },
  updateNotificationPreferences: { kind: 'paused', isWanted: true },
  uncancelSubscription: { revision: 'x' },
  pauseSubscription: { revision: 'x', months: 1 },
  dropScheduledPause: { revision: 'x' },
  addPaymentMethod: { returnPath: '/' },
  setDefaultPaymentMethod: { paymentMethodId: 'x', revision: 'x' },
  retryPayment: { paymentMethodId: 'x', revision: 'x' },
  removePaymentMethod: { paymentMethodId: 'x', revision: 'x' },
};

async function statusFor(world: World, person: SamplePerson | null, name: OperationName): Promise<number> {
  const isCommand = operations[name].kind === 'command';
  const search = isCommand ? '' : `?${new URLSearchParams(Object.entries(someInput[name]))}`;
  const response = await world.as(person ?? 'ada').send(name, {
    search,
    headers: { 'idempotency-key': newKey(), ...(person === null ? { 'x-person': 'nobody' } : {}) },
    ...(isCommand ? { body: someInput[name as CommandName] } : {}),
  });
  return response.status;
}

it('tells a stranger nothing but to sign in', async () => {
  const world = await openWorld();

  for (const name of OPERATION_NAMES) expect(await statusFor(world, null, name), name).toBe(401);
});

it('lets a member look and do nothing', async () => {
  const world = await openWorld();
  const allowed: OperationName[] = [
    'getCatalog',
    'getBilling',
    'getNotificationPreferences',
    'updateNotificationPreferences',
  ];

  for (const name of OPERATION_NAMES) {
    expect(await statusFor(world, 'dmitri', name), name).toBe(allowed.includes(name) ? 200 : 403);
  }
});

it('lets a manager see invoices and buy nothing', async () => {
  const world = await openWorld();
  const allowed: OperationName[] = [
    'getCatalog',
    'getBilling',
    'listInvoices',
    'getInvoiceDocument',
    'listPaymentMethods',
    'getNotificationPreferences',
    'updateNotificationPreferences',
  ];

  for (const name of OPERATION_NAMES) {
    const status = await statusFor(world, 'chiara', name);
    expect(status === 403, name).toBe(!allowed.includes(name));
  }
});

it('shows a member the plan without amounts and without the card', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  const dmitri = world.as('dmitri');

  const billing = await dmitri.query('getBilling', {});
  expect(billing).toMatchObject({
    subscription: { planName: 'Professional', status: 'trialing', money: null },
    nextCharge: null,
    paymentMethod: null,
    permissions: ['billing:view'],
  });
  expect(JSON.stringify(billing)).not.toMatch(/7900|4242/);
  const catalog = await dmitri.query('getCatalog', {});
  expect(catalog.plans[2]?.prices[0]?.action).toEqual({ kind: 'unavailable', reason: 'permission' });
});

it('takes what roles may do from the host', async () => {
  const world = await openWorld({ server: { roles: { member: ['billing:view', 'invoices:view'] } } });

  expect(await world.as('dmitri').query('listInvoices', {})).toMatchObject({ items: [] });
});
