import { expect, it } from 'vitest';
import { readGraceDays } from '../../src/server/subscriptions/grace.ts';
import { openWorld } from './support/world.ts';

it('learns of further failed attempts, for which the provider sends no event', async () => {
  const world = await openWorld();
  const owner = world.as('ada');
  await world.subscribe('ada', 'starter-month', { card: 'declined_later' });
  await world.advance('P15D');
  await world.settle();
  const first = await owner.query('getBilling', {});
  expect(first.alert).toMatchObject({ kind: 'payment_failed', attempts: 1, severity: 'warning' });

  // The retry is two days after the failure. The first look notices that it has passed, the next one knows more.
  await world.advance('P2D');
  await owner.query('getBilling', {});
  await world.settle();
  const second = await owner.query('getBilling', {});

  expect(second.alert).toMatchObject({ kind: 'payment_failed', attempts: 2, severity: 'critical' });
  expect(second.alert?.id).not.toBe(first.alert?.id);
});

it('lets access go on for as many days after a failed payment as the host says, and no longer', async () => {
  const world = await openWorld({ server: { graceDays: 2 } });
  const owner = world.as('ada');
  await world.subscribe('ada', 'starter-month', { card: 'declined_later' });
  await world.advance('P15D');
  const first = await owner.query('getBilling', {});
  expect(first.subscription?.status).toBe('past_due');
  const graceMs =
    Date.parse(first.subscription?.graceEndsAt ?? '') - Date.parse(first.subscription?.pastDueAt ?? '');
  expect(graceMs).toBe(2 * 24 * 3600 * 1000);
  expect(first.entitlements.length).toBeGreaterThan(0);

  await world.advance('P2D');

  const later = await owner.query('getBilling', {});
  expect(later.subscription).toMatchObject({
    status: 'past_due',
    graceEndsAt: first.subscription?.graceEndsAt,
  });
  expect(later.entitlements).toEqual([]);
});

it('ends access with the failed payment where the host grants no grace', async () => {
  const world = await openWorld();
  await world.subscribe('ada', 'starter-month', { card: 'declined_later' });
  await world.advance('P15D');

  const { subscription, entitlements } = await world.as('ada').query('getBilling', {});

  expect(subscription).toMatchObject({ status: 'past_due', graceEndsAt: null });
  expect(entitlements).toEqual([]);
});

it.each([-1, 1.5, 22, Number.NaN])('refuses a grace of %s days', (days) => {
  expect(() => readGraceDays(days)).toThrow(/graceDays is .* from 0 to 21/);
});
