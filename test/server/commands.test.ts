import { expect, it } from 'vitest';
import { BillingError } from '../../src/core/index.ts';
import { countCharges, newKey, openPayingWorld, openWorld, prepareChange } from './support/world.ts';

function codesOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    return BillingError.is(result.reason) ? result.reason.code : 'other';
  });
}

it('charges once for two identical commands at the same time, and answers both alike', async () => {
  const world = await openPayingWorld();
  const { input } = await prepareChange(world);
  const ada = world.as('ada');
  const key = newKey();

  const [first, second] = await Promise.all([
    ada.command('changeSubscription', input, key),
    ada.command('changeSubscription', input, key),
  ]);

  expect(first.receipt.charged).not.toBeNull();
  expect(second).toEqual(first);
  expect(await countCharges(world)).toBe(1);
});

it('charges once for two tabs that confirm the same quote', async () => {
  const world = await openPayingWorld();
  const { input } = await prepareChange(world);

  const results = await Promise.allSettled([
    world.as('ada').command('changeSubscription', input),
    world.as('ada').command('changeSubscription', input),
  ]);

  const codes = codesOf(results);
  expect(codes).toContain('done');
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  expect(await countCharges(world)).toBe(1);
});

it('charges once for two people who confirm quotes of their own, in two processes', async () => {
  const world = await openPayingWorld();
  const one = await prepareChange(world);
  const two = await prepareChange(world);
  const other = await world.startAnother();

  const results = await Promise.allSettled([
    world.as('ada').command('changeSubscription', one.input),
    world.as('ben', other).command('changeSubscription', two.input),
  ]);

  expect(codesOf(results).sort()).toEqual(['conflict', 'done']);
  expect(await countCharges(world)).toBe(1);
});

it('refuses a quote for a change that someone else has made since', async () => {
  const world = await openPayingWorld();
  const one = await prepareChange(world);
  const two = await prepareChange(world);
  await world.as('ada').command('changeSubscription', one.input);

  await expect(world.as('ben').command('changeSubscription', two.input)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await countCharges(world)).toBe(1);
});

it('makes one checkout of two clicks', async () => {
  const world = await openWorld();
  const ada = world.as('ada');
  const key = newKey();
  const input = { priceId: 'starter-month', returnPath: '/' };

  const [first, second] = await Promise.all([
    ada.command('startCheckout', input, key),
    ada.command('startCheckout', input, key),
  ]);

  expect(second.id).toBe(first.id);
  expect(world.gateway.requests.filter((request) => request === 'POST /v1/checkouts/')).toHaveLength(1);
});

it('gives the kept outcome again to a repetition of the same intent', async () => {
  const world = await openPayingWorld();
  const { input } = await prepareChange(world);
  const key = newKey();
  const first = await world.as('ada').command('changeSubscription', input, key);
  const asked = world.gateway.requests.length;

  expect(await world.as('ada').command('changeSubscription', input, key)).toEqual(first);
  expect(world.gateway.requests).toHaveLength(asked);
});

it('refuses a key that was used for something else', async () => {
  const world = await openPayingWorld();
  const { revision } = await world.as('ada').query('getBilling', {});
  const key = newKey();
  await world.as('ada').command('cancelSubscription', { revision, reason: 'unused' }, key);

  await expect(
    world.as('ada').command('cancelSubscription', { revision, reason: 'other' }, key),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(world.as('ada').command('uncancelSubscription', { revision }, key)).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('refuses what was decided on a page that is no longer true', async () => {
  const world = await openPayingWorld();
  const { revision } = await world.as('ada').query('getBilling', {});
  await world.as('ben').command('cancelSubscription', { revision, reason: 'unused' });

  await expect(
    world.as('ada').command('cancelSubscription', { revision, reason: 'other' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('does not refuse a decision because of an event that changes nothing a person sees', async () => {
  const world = await openPayingWorld();
  const { revision } = await world.as('ada').query('getBilling', {});
  const [invoice] = (await world.as('ada').query('listInvoices', {})).items;
  await world.as('ada').query('getInvoiceDocument', { invoiceId: invoice?.id ?? '' });
  await world.settle();

  await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });
});

it('changes nothing when the card is declined, and remembers that', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P24D');
  await world.replaceCard('ada', '4000000000000341');
  const { input } = await prepareChange(world);
  const key = newKey();

  await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
    code: 'payment_declined',
  });
  await world.settle();
  const asked = world.gateway.requests.length;
  await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
    code: 'payment_declined',
  });
  expect(world.gateway.requests).toHaveLength(asked);
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({
    planId: 'professional',
  });
  expect(await countCharges(world)).toBe(0);
});

it('lets the same quote be confirmed with another card after a decline', async () => {
  const world = await openPayingWorld();
  await world.replaceCard('ada', '4000000000000341');
  const { input } = await prepareChange(world);
  await expect(world.as('ada').command('changeSubscription', input)).rejects.toMatchObject({
    code: 'payment_declined',
  });
  await world.replaceCard('ada', '4242424242424242');
  await world.settle();

  const { revision } = await world.as('ada').query('getBilling', {});
  const { receipt } = await world.as('ada').command('changeSubscription', { ...input, revision });
  expect(receipt.charged).not.toBeNull();
});

it('refuses to cancel twice, to undo nothing and to drop nothing', async () => {
  const world = await openPayingWorld();
  const ada = world.as('ada');
  const { revision } = await ada.query('getBilling', {});
  for (const name of ['uncancelSubscription', 'dropScheduledChange'] as const) {
    await expect(ada.command(name, { revision }), name).rejects.toMatchObject({ code: 'conflict' });
  }
  const { billing } = await ada.command('cancelSubscription', { revision, reason: 'other' });

  await expect(
    ada.command('cancelSubscription', { revision: billing.revision, reason: 'other' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});
