import { expect, it } from 'vitest';
import { payCheckout } from '../../src/sandbox/pay-checkout.ts';
import { openWorld, type World } from './support/world.ts';

const input = { priceId: 'professional-month', returnPath: '/settings/billing?tab=plan' };

function requestsFor(world: World, path: string): string[] {
  return world.gateway.requests.filter((request) => request.includes(path));
}

it('leads back to the path of the app it was started from, with the id of the checkout', async () => {
  const world = await openWorld();
  const checkout = await world.as('ada').command('startCheckout', input);

  const created = await world.polar.checkouts.get(checkout.id);
  expect(created.success_url).toBe(`http://app.test/settings/billing?tab=plan&checkout_id=${checkout.id}`);
  expect(created.return_url).toBe('http://app.test/settings/billing?tab=plan');
  expect(created.external_customer_id).toBe('organization_northwind');
});

it('stays open after a declined card, and the next card pays', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  const checkout = await ada.command('startCheckout', input);

  expect(await payCheckout(checkout.url ?? '', { card: 'declined' })).toBe('declined');
  await world.settle();
  const declined = await ada.query('getCheckout', { checkoutId: checkout.id });
  expect(declined).toMatchObject({ status: 'open', url: checkout.url });
  expect((await ada.query('getBilling', {})).subscription).toBeNull();

  await payCheckout(checkout.url ?? '');
  await world.settle();
  expect(await ada.query('getCheckout', { checkoutId: checkout.id })).toMatchObject({ status: 'succeeded' });
});

it('tells a checkout that was left open, and that it has expired a day later', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  const { id: checkoutId } = await ada.command('startCheckout', input);

  expect(await ada.query('getCheckout', { checkoutId })).toMatchObject({ status: 'open' });
  await world.advance('P2D');

  expect(await ada.query('getCheckout', { checkoutId })).toMatchObject({ status: 'expired', url: null });
  const again = await ada.command('startCheckout', input);
  expect(again.id).not.toBe(checkoutId);
});

it('gives the same open checkout to whoever starts for the same plan again', async () => {
  const world = await openWorld();
  const first = await world.as('ada').command('startCheckout', input);

  expect((await world.as('ben').command('startCheckout', input)).id).toBe(first.id);
  const other = await world.as('ada').command('startCheckout', { ...input, priceId: 'starter-month' });
  expect(other.id).not.toBe(first.id);
});

it('knows from the webhook alone that a checkout succeeded, when that comes before the person returns', async () => {
  const world = await openWorld();
  const checkoutId = await world.subscribe('ada');
  const asked = requestsFor(world, checkoutId).length;

  expect(await world.as('ada').query('getCheckout', { checkoutId })).toMatchObject({ status: 'succeeded' });
  expect(requestsFor(world, checkoutId)).toHaveLength(asked);
});

it('asks the provider when the person returns before any webhook, and holds everything without one', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  world.webhooks.areOpen = false;
  const checkoutId = await world.subscribe('ada');
  expect((await ada.query('getBilling', {})).subscription).toBeNull();

  expect(await ada.query('getCheckout', { checkoutId })).toMatchObject({ status: 'succeeded' });
  expect((await ada.query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
  await world.billing.settled();
  expect(await ada.query('getBilling', {})).toMatchObject({ paymentMethod: { last4: '4242' } });
  expect((await ada.query('listInvoices', {})).items).toHaveLength(1);
});

it('changes nothing more when the webhooks come after the person has returned', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  world.webhooks.areOpen = false;
  const checkoutId = await world.subscribe('ada');
  await ada.query('getCheckout', { checkoutId });
  await world.billing.settled();
  const before = await ada.query('getBilling', {});

  world.webhooks.areOpen = true;
  await world.billing.reconcile();
  await world.settle();

  expect(world.webhooks.received.length).toBeGreaterThan(3);
  expect(await ada.query('getBilling', {})).toEqual(before);
  expect((await ada.query('listInvoices', {})).items).toHaveLength(1);
});

it('ends in one subscription and one invoice when every webhook comes twice', async () => {
  const world = await openWorld();
  await world.control('settings', { faults: { duplicate: true } });
  const checkoutId = await world.subscribe('ada');
  const ada = world.as('ada');

  const ids = world.webhooks.received.map(({ headers }) => headers.get('webhook-id'));
  expect(ids.length).toBe(2 * new Set(ids).size);
  expect(await ada.query('getCheckout', { checkoutId })).toMatchObject({ status: 'succeeded' });
  expect((await ada.query('listInvoices', {})).items).toHaveLength(1);
  const audit = await world.store.listAudit('organization_northwind', 100);
  const started = audit.filter(({ action }) => action === 'mirror.subscription.applied');
  expect(new Set(started.map(({ details }) => JSON.stringify(details))).size).toBe(started.length);
});

it('refuses a second subscription', async () => {
  const world = await openWorld();
  await world.subscribe('ada');

  await expect(
    world.as('ben').command('startCheckout', { ...input, priceId: 'starter-month' }),
  ).rejects.toMatchObject({ code: 'already_subscribed' });
});

it('refuses a second subscription when no webhook has told of the first', async () => {
  const world = await openWorld();
  world.webhooks.areOpen = false;
  await world.subscribe('ada');

  await expect(
    world.as('ben').command('startCheckout', { ...input, priceId: 'starter-month' }),
  ).rejects.toMatchObject({ code: 'already_subscribed' });
  expect((await world.as('ben').query('getBilling', {})).subscription).toMatchObject({ status: 'trialing' });
});

it('sells again after the subscription has ended', async () => {
  const world = await openWorld();
  await world.subscribe('ada');
  const ada = world.as('ada');
  const { revision } = await ada.query('getBilling', {});
  await ada.command('cancelSubscription', { revision, reason: 'other' });
  await world.advance('P14D');
  expect(await ada.query('getBilling', {})).toMatchObject({
    subscription: { status: 'canceled' },
    entitlements: [],
    alert: { kind: 'canceled' },
  });

  await world.subscribe('ada', 'starter-month');
  expect((await ada.query('getBilling', {})).subscription).toMatchObject({ planId: 'starter' });
});

it('sells in the currency that was asked for, and keeps to it', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  const catalog = await ada.query('getCatalog', { currency: 'JPY' });
  expect(catalog.plans[0]?.prices[0]?.money).toEqual({ amount: 4400, currency: 'JPY' });

  const checkout = await ada.command('startCheckout', { ...input, currency: 'JPY' });
  await payCheckout(checkout.url ?? '', { country: 'JP' });
  await world.settle();

  const after = await ada.query('getCatalog', { currency: 'USD' });
  expect(after).toMatchObject({ currency: 'JPY', currencies: ['JPY'] });
  expect((await ada.query('getBilling', {})).nextCharge?.money).toEqual({ amount: 12_000, currency: 'JPY' });
});

it('refuses to lead anywhere but to a path of the app', async () => {
  const world = await openWorld();

  for (const returnPath of [
    '//evil.example/x',
    '/\\evil.example',
    'https://evil.example',
    'settings',
    '/a b',
  ]) {
    await expect(
      world.as('ada').command('startCheckout', { priceId: 'starter-month', returnPath }),
      returnPath,
    ).rejects.toMatchObject({ code: 'invalid_request', field: 'returnPath' });
  }
});

it('refuses a price and a currency that are not on sale', async () => {
  const world = await openWorld();
  const ada = world.as('ada');

  await expect(ada.command('startCheckout', { ...input, priceId: 'platinum-month' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(ada.command('startCheckout', { ...input, currency: 'CHF' })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'currency',
  });
});
