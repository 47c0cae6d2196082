import { expect, it } from 'vitest';
import { payCheckout } from '../../src/sandbox/pay-checkout.ts';
import { readPauseMonths } from '../../src/server/subscriptions/pause-options.ts';
import { openPayingWorld, openWorld, type World } from './support/world.ts';

const billingOf = (world: World) => world.as('ada').query('getBilling', {});

async function pause(world: World, months = 1) {
  const { revision } = await billingOf(world);
  return world.as('ada').command('pauseSubscription', { revision, months });
}

interface Buyer {
  country?: string;
  currency?: string;
  changePreview?: boolean;
}

/** A world where a pause of a month has begun. */
async function openPausedWorld(buyer: Buyer = {}): Promise<World> {
  const { country = 'US', currency = 'USD', changePreview = true } = buyer;
  const world = await openWorld({ changePreview });
  const input = { priceId: 'professional-month', returnPath: '/billing', currency };
  const checkout = await world.as('ada').command('startCheckout', input);
  await payCheckout(checkout.url ?? '', { country });
  await world.settle();
  await world.advance('P24D');
  await pause(world);
  await world.advance('P32D');
  return world;
}

async function resume(world: World, quoteId: string) {
  const { revision } = await billingOf(world);
  return world.as('ada').command('changeSubscription', { quoteId, revision });
}

const previewResume = (world: World) => world.as('ada').query('previewChange', { resume: true });

it.each([
  { country: 'US', currency: 'USD', changePreview: true },
  { country: 'DE', currency: 'EUR', changePreview: true },
  { country: 'JP', currency: 'JPY', changePreview: true },
  { country: 'US', currency: 'USD', changePreview: false },
])('ends a pause for the amount of the quote, and says when the next comes: %o', async (buyer) => {
  const world = await openPausedWorld(buyer);
  const quote = await previewResume(world);
  const before = await countInvoices(world);

  const { billing, receipt } = await resume(world, quote.id);

  expect(quote.accuracy).toBe(buyer.changePreview ? 'exact' : 'estimate');
  expect(quote.lines).toMatchObject([{ kind: 'full_period', planName: 'Professional' }]);
  expect(quote.dueNow.currency).toBe(buyer.currency);
  expect(quote.dueNow.amount).toBe(quote.subtotal.amount + (quote.tax?.amount ?? 0));
  expect(receipt).toEqual({ charged: quote.dueNow, unpaid: null });
  expect(await countInvoices(world)).toBe(before + 1);
  expect(billing.subscription).toMatchObject({ status: 'active', pausedAt: null, resumesAt: null });
  expect(Date.parse(billing.nextCharge?.at ?? '')).toBe(Date.parse(quote.nextInvoice?.at ?? ''));
  expect(billing.nextCharge?.money).toEqual(quote.nextInvoice?.money);
});

async function countInvoices(world: World): Promise<number> {
  await world.settle();
  return (await world.as('ada').query('listInvoices', {})).items.length;
}

it('says what is owed when the card does not pay for the end of a pause', async () => {
  const world = await openPausedWorld();
  await world.replaceCard('ada', '4000000000000341');
  await world.settle();
  const quote = await previewResume(world);

  const { billing, receipt } = await resume(world, quote.id);

  expect(receipt).toEqual({ charged: null, unpaid: quote.dueNow });
  expect(billing.subscription?.status).toBe('past_due');
  await world.settle();
  expect((await billingOf(world)).alert).toMatchObject({ kind: 'payment_failed', money: quote.dueNow });
});

it('ends a pause once for two tabs that confirm the same quote', async () => {
  const world = await openPausedWorld();
  const before = await countInvoices(world);
  const quote = await previewResume(world);
  const { revision } = await billingOf(world);
  const input = { quoteId: quote.id, revision };

  const answers = await Promise.allSettled([
    world.as('ada').command('changeSubscription', input),
    world.as('ada').command('changeSubscription', input),
  ]);

  expect(answers.filter(({ status }) => status === 'fulfilled')).not.toHaveLength(0);
  expect(await countInvoices(world)).toBe(before + 1);
});

it('takes no quote any more once the pause has ended by itself', async () => {
  const world = await openPausedWorld();
  const { subscription, asOf } = await billingOf(world);
  const seconds = (Date.parse(subscription?.resumesAt ?? '') - Date.parse(asOf)) / 1000;
  await world.advance(`PT${Math.floor(seconds) - 60}S`);
  const quote = await previewResume(world);
  const { revision } = await billingOf(world);
  await world.advance('PT5M');
  const before = await countInvoices(world);

  await expect(resume(world, quote.id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(
    world.as('ada').command('changeSubscription', { quoteId: quote.id, revision }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await expect(previewResume(world)).rejects.toMatchObject({ code: 'conflict' });
  expect(await countInvoices(world)).toBe(before);
});

it('writes down who paused, took it back and resumed, before and after', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'professional-month');
  await world.advance('P24D');
  await pause(world, 2);
  const { revision } = await billingOf(world);
  await world.as('ada').command('dropScheduledPause', { revision });
  await pause(world);
  await world.advance('P32D');
  await resume(world, (await previewResume(world)).id);

  const { items } = await world.as('ada').query('listAuditEntries', {});
  const own = items.filter(({ action }) => /pause|resume/.test(action)).reverse();
  expect(own.map(({ action, before, after }) => ({ action, before, after }))).toMatchObject([
    { action: 'subscription.pause_scheduled', before: { pauseAtPeriodEnd: false } },
    { action: 'subscription.scheduled_pause_dropped', after: { pauseAtPeriodEnd: false } },
    { action: 'subscription.pause_scheduled', before: { pauseAtPeriodEnd: false } },
    { action: 'subscription.resumed', before: { status: 'paused' }, after: { status: 'active' } },
  ]);
  expect(new Set(own.map(({ actor }) => actor))).toHaveProperty('size', 1);
});

it.each([[[0]], [[13]], [[1.5]], [[1, Number.NaN]]])('refuses pauses of %o months', (pauseMonths) => {
  expect(() => readPauseMonths(pauseMonths)).toThrow(/pauseMonths has .* from 1 to 12/);
});

it('offers the lengths of the option, the shortest first, and no pause when there is none', async () => {
  const world = await openPayingWorld({ server: { pauseMonths: [6, 1, 6] } });
  expect((await billingOf(world)).pauseOptions.map(({ months }) => months)).toEqual([1, 6]);

  const without = await openPayingWorld({ server: { pauseMonths: [] } });
  expect((await billingOf(without)).pauseOptions).toEqual([]);
  await expect(pause(without)).rejects.toMatchObject({ code: 'conflict' });
});
