import { expect, it } from 'vitest';
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
