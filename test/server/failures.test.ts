import { expect, it, onTestFinished, vi } from 'vitest';
import type { BillingStore } from '../../src/server/index.ts';
import { countCharges, newKey, openPayingWorld, openWorld, prepareChange } from './support/world.ts';

/** A store whose next transaction that ends a command fails, once armed: the process that dies at the worst moment. */
function breakableStore() {
  const state = { isArmed: false };
  const wrap = (store: BillingStore): BillingStore => ({
    ...store,
    transaction: (run) =>
      store.transaction((transaction) =>
        run({
          ...transaction,
          finishCommand: async (externalId, key, status, body) => {
            if (state.isArmed && status === 200) {
              state.isArmed = false;
              throw new Error('The process died.');
            }
            await transaction.finishCommand(externalId, key, status, body);
          },
        }),
      ),
  });
  return { state, wrap };
}

it('keeps answering reads while the provider is down, and says so to commands', async () => {
  const world = await openPayingWorld();
  const { input } = await prepareChange(world);
  const ada = world.as('ada');
  const before = await ada.query('getBilling', {});
  world.gateway.faultOf = () => 'down';

  expect(await ada.query('getBilling', {})).toEqual(before);
  expect((await ada.query('getCatalog', {})).plans).toHaveLength(3);
  expect((await ada.query('listInvoices', {})).items.length).toBeGreaterThan(0);
  expect(await ada.query('getCancelOptions', {})).toMatchObject({ planName: 'Professional' });
  await expect(ada.command('changeSubscription', input)).rejects.toMatchObject({
    code: 'provider_unavailable',
    retryable: true,
  });
  const { revision } = before;
  await expect(ada.command('cancelSubscription', { revision, reason: 'other' })).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
});

it('lets the same intent succeed when the provider is back', async () => {
  const world = await openPayingWorld();
  const { input, quote } = await prepareChange(world);
  const key = newKey();
  world.gateway.faultOf = (request) => (request.startsWith('PATCH') ? 'down' : 'none');
  await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  world.gateway.faultOf = () => 'none';

  const { receipt } = await world.as('ada').command('changeSubscription', input, key);
  expect(receipt.charged).toEqual(quote.dueNow);
  expect(await countCharges(world)).toBe(1);
});

it('finds out that a change got through when only its answer was lost', async () => {
  const world = await openPayingWorld();
  const { input, quote } = await prepareChange(world);
  world.gateway.faultOf = (request) => (request.startsWith('PATCH') ? 'answer_lost' : 'none');

  const { billing, receipt } = await world.as('ada').command('changeSubscription', input);

  expect(billing.subscription).toMatchObject({ planId: 'enterprise' });
  expect(receipt.charged).toEqual(quote.dueNow);
  expect(world.gateway.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(1);
  expect(await countCharges(world)).toBe(1);
});

it('charges once when the answer was lost and the provider went down with it', async () => {
  const world = await openPayingWorld();
  world.webhooks.areOpen = false;
  const { input, quote } = await prepareChange(world);
  const key = newKey();
  let hasAsked = false;
  world.gateway.faultOf = (request) => {
    if (hasAsked) return 'down';
    hasAsked = request.startsWith('PATCH');
    return hasAsked ? 'answer_lost' : 'none';
  };
  await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({
    planId: 'professional',
  });
  world.gateway.faultOf = () => 'none';

  const { billing, receipt } = await world.as('ada').command('changeSubscription', input, key);
  expect(billing.subscription).toMatchObject({ planId: 'enterprise' });
  expect(receipt.charged).toEqual(quote.dueNow);
  expect(await countCharges(world)).toBe(1);
});

it.each(['open', 'closed'] as const)(
  'charges once when the process died before it wrote the change, webhooks %s',
  async (webhooks) => {
    const { state, wrap } = breakableStore();
    const world = await openPayingWorld({ wrapStore: wrap });
    world.webhooks.areOpen = webhooks === 'open';
    const { input, quote } = await prepareChange(world);
    const key = newKey();
    state.isArmed = true;
    await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
      code: 'internal',
    });
    await world.settle();

    const { billing, receipt } = await world.as('ada').command('changeSubscription', input, key);
    expect(billing.subscription).toMatchObject({ planId: 'enterprise' });
    expect(receipt.charged).toEqual(quote.dueNow);
    expect(await countCharges(world)).toBe(1);
  },
);

it('changes nothing any more once it has waited so long that another command may run', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const world = await openPayingWorld();
  const { input } = await prepareChange(world);
  const key = newKey();
  world.gateway.faultOf = (request) => {
    // Three previews of which none is answered within its 30 s take as long.
    if (request.includes('change-preview')) vi.advanceTimersByTime(100_000);
    return 'none';
  };
  await expect(world.as('ada').command('changeSubscription', input, key)).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
  expect(world.gateway.requests.filter((request) => request.startsWith('PATCH'))).toEqual([]);

  world.gateway.faultOf = () => 'none';
  await world.as('ada').command('changeSubscription', input, key);
  expect(await countCharges(world)).toBe(1);
});

it('reads again by itself what a failed command left unwritten', async () => {
  const { state, wrap } = breakableStore();
  const world = await openPayingWorld({ wrapStore: wrap });
  world.webhooks.areOpen = false;
  const { input } = await prepareChange(world);
  state.isArmed = true;
  await expect(world.as('ada').command('changeSubscription', input)).rejects.toMatchObject({
    code: 'internal',
  });

  await world.settle();

  expect((await world.as('ada').query('getBilling', {})).subscription).toMatchObject({
    planId: 'enterprise',
  });
  expect((await world.as('ada').query('listInvoices', {})).items[0]).toMatchObject({
    billingReason: 'subscription_update',
  });
});

it('takes a cancellation whose answer was lost as done', async () => {
  const world = await openPayingWorld();
  const { revision } = await world.as('ada').query('getBilling', {});
  world.gateway.faultOf = (request) => (request.startsWith('PATCH') ? 'answer_lost' : 'none');

  const { billing } = await world.as('ada').command('cancelSubscription', { revision, reason: 'other' });

  expect(billing.subscription).toMatchObject({ cancelAtPeriodEnd: true });
});

it('shows what happened elsewhere when the provider refuses', async () => {
  const world = await openPayingWorld();
  const ada = world.as('ada');
  const { revision, subscription } = await ada.query('getBilling', {});
  const { billing } = await ada.command('cancelSubscription', { revision, reason: 'other' });
  world.webhooks.areOpen = false;
  await world.polar.subscriptions.update(subscription?.id ?? '', { revoke: true });

  await expect(ada.command('uncancelSubscription', { revision: billing.revision })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect((await ada.query('getBilling', {})).subscription).toMatchObject({ status: 'canceled' });
});

it('reads again after failures that pass', async () => {
  const world = await openPayingWorld();
  let failures = 2;
  world.gateway.faultOf = (request) =>
    request.includes('change-preview') && failures-- > 0 ? 'down' : 'none';

  expect(await world.as('ada').query('previewChange', { priceId: 'enterprise-month' })).toMatchObject({
    accuracy: 'exact',
  });
});

it('tells nothing of an error that nobody expected, and logs it', async () => {
  const world = await openWorld({
    wrapStore: (store) => ({
      ...store,
      getBillingState: () => Promise.reject(new Error('password=hunter2 is wrong for relation x')),
    }),
  });
  const response = await world.as('ada').send('getBilling', {});

  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal', retryable: true } });
  expect(text).not.toMatch(/hunter2|relation/);
  expect(world.logs.filter(({ level }) => level === 'error')).toMatchObject([
    { fields: { error: expect.stringContaining('relation x') } },
  ]);
});
