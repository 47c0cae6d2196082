import { expect, it } from 'vitest';
import type { BillingError } from '../../src/core/index.ts';
import { seedProductIds } from '../../src/emulator/index.ts';
import { openPayingWorld, openWorld, type World } from './support/world.ts';

async function confirm(world: World, quoteId: string) {
  const { revision } = await world.as('ada').query('getBilling', {});
  return world.as('ada').command('changeSubscription', { quoteId, revision });
}

it('accepts a quote after minutes of reading, and tells what was really charged', async () => {
  const world = await openPayingWorld();
  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  await world.advance('PT9M');

  const { receipt } = await confirm(world, quote.id);

  expect(receipt.charged?.amount).toBeLessThan(quote.dueNow.amount);
  expect(receipt.charged?.amount).toBeGreaterThan(quote.dueNow.amount - 10);
});

it('refuses a quote after ten minutes', async () => {
  const world = await openPayingWorld();
  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  await world.advance('PT10M');

  await expect(confirm(world, quote.id)).rejects.toMatchObject({ code: 'quote_expired' });
});

it('refuses a quote when more would be due than was shown, and gives the one that holds', async () => {
  const world = await openPayingWorld();
  const ada = world.as('ada');
  // What is left of the month shrinks, so a year costs more with each minute.
  const quote = await ada.query('previewChange', { priceId: 'professional-year' });
  await world.advance('PT9M');

  const error = await confirm(world, quote.id).then(
    () => null,
    (reason: BillingError) => reason,
  );
  expect(error?.code).toBe('quote_changed');
  expect(error?.quote?.dueNow.amount).toBeGreaterThan(quote.dueNow.amount);
  expect((await ada.query('getBilling', {})).subscription).toMatchObject({ interval: 'month' });

  const { receipt } = await confirm(world, error?.quote?.id ?? '');
  expect(receipt.charged).toEqual(error?.quote?.dueNow);
});

it('refuses a quote when the price has changed', async () => {
  const world = await openPayingWorld();
  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  const product = (await world.polar.products.list({ query: 'Enterprise' })).items.find(
    ({ recurring_interval }) => recurring_interval === 'month',
  );
  await world.polar.products.update(product?.id ?? '', {
    prices: [{ amount_type: 'fixed', price_currency: 'usd', price_amount: 14_900 }],
  });
  await world.settle();

  await expect(confirm(world, quote.id)).rejects.toMatchObject({
    code: 'quote_changed',
    quote: { to: { money: { amount: 14_900 } } },
  });
});

it('estimates by the same arithmetic when the provider has no preview, and says so', async () => {
  const exact = await openPayingWorld();
  const estimating = await openPayingWorld({ changePreview: false });

  for (const priceId of ['enterprise-month', 'professional-year', 'enterprise-year']) {
    const known = await exact.as('ada').query('previewChange', { priceId });
    const estimated = await estimating.as('ada').query('previewChange', { priceId });
    expect(known, priceId).toMatchObject({ accuracy: 'exact', tax: { amount: 0 } });
    expect(estimated, priceId).toMatchObject({ accuracy: 'estimate', tax: null });
    for (const part of ['lines', 'subtotal', 'dueNow', 'credited', 'nextInvoice', 'effectiveAt'] as const) {
      expect(estimated[part], `${priceId} ${part}`).toEqual(known[part]);
    }
  }
  const quote = await estimating.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  expect((await confirm(estimating, quote.id)).receipt.charged).toEqual(quote.dueNow);
});

it('says when the next invoice comes, as it then comes', async () => {
  const world = await openPayingWorld();
  const quote = await world.as('ada').query('previewChange', { priceId: 'professional-year' });
  await confirm(world, quote.id);

  const { nextCharge } = await world.as('ada').query('getBilling', {});
  expect(Date.parse(nextCharge?.at ?? '')).toBe(Date.parse(quote.nextInvoice?.at ?? ''));
  expect(nextCharge?.money).toEqual(quote.nextInvoice?.money);
});

it('changes at once and for nothing within a trial', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'starter-month');
  await world.advance('P3D');
  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-year' });
  expect(quote).toMatchObject({ effect: 'now', dueNow: { amount: 0 }, lines: [], direction: 'upgrade' });

  const { billing, receipt } = await confirm(world, quote.id);
  expect(receipt.charged).toBeNull();
  expect(billing.subscription).toMatchObject({ status: 'trialing', planId: 'enterprise', interval: 'year' });
  expect(Date.parse(billing.subscription?.trialEnd ?? '')).toBe(Date.parse(quote.nextInvoice?.at ?? ''));
});

it.each([true, false])('charges when the new plan has no trial left (preview: %s)', async (changePreview) => {
  const world = await openWorld({ changePreview });
  await world.subscribe('ada', 'starter-month');
  await world.advance('P3D');
  await world.polar.products.update(seedProductIds.enterprise.month, { trial_interval: null });
  await world.settle();

  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });
  expect(quote).toMatchObject({
    effect: 'now',
    dueNow: { amount: 19_900 },
    lines: [{ kind: 'full_period', planName: 'Enterprise', money: { amount: 19_900 } }],
    nextInvoice: { at: '2027-02-04T09:00:00.000Z' },
  });
  const { billing, receipt } = await confirm(world, quote.id);
  expect(receipt.charged).toEqual(quote.dueNow);
  expect(billing.subscription).toMatchObject({ status: 'active', planId: 'enterprise' });
});

it('shows tax where the provider knows it', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'professional-month', { country: 'DE' });
  await world.advance('P24D');
  const quote = await world.as('ada').query('previewChange', { priceId: 'enterprise-month' });

  expect(quote.tax?.amount).toBeGreaterThan(0);
  expect(quote.dueNow.amount).toBe(quote.subtotal.amount + (quote.tax?.amount ?? 0));
  await world.advance('PT5M');
  const { receipt } = await confirm(world, quote.id);
  expect(receipt.charged?.amount).toBeLessThanOrEqual(quote.dueNow.amount);
});

it('refuses to preview what cannot be done', async () => {
  const world = await openPayingWorld();
  const ada = world.as('ada');

  await expect(ada.query('previewChange', { priceId: 'professional-month' })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(ada.query('previewChange', { priceId: 'platinum-month' })).rejects.toMatchObject({
    code: 'not_found',
  });
  const { revision } = await ada.query('getBilling', {});
  await ada.command('cancelSubscription', { revision, reason: 'other' });
  await expect(ada.query('previewChange', { priceId: 'enterprise-month' })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Take the cancellation back'),
  });
});
