import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChargePreview } from '../../../src/emulator/engine/preview.ts';
import type { OrderRow } from '../../../src/emulator/state/rows.ts';
import { runs } from './runs.ts';
import { anyLife, changeSteps, play, toUpdate } from './steps.ts';
import { createWorld, type World } from './world.ts';

/** The orders that were made since there were as many as given. */
async function ordersSince(world: World, count: number): Promise<readonly OrderRow[]> {
  return (await world.state()).orders.slice(count);
}

/** What a preview says of an order, read from the order that was then made. */
function asPreviewed(order: OrderRow) {
  const { subtotal_amount, discount_amount, net_amount, tax_amount, total_amount, applied_balance_amount } =
    order;
  const prorations = order.items.filter((one) => one.proration);
  return {
    subtotal_amount,
    discount_amount,
    net_amount,
    tax_amount,
    total_amount,
    applied_balance_amount,
    due_amount: Math.max(0, total_amount + applied_balance_amount),
    proration_amount: prorations.reduce((sum, one) => sum + one.amount, 0),
    prorations: prorations.map(({ label, amount }) => ({ label, amount })),
  };
}

it('say what a change then charges, refuse what it refuses, and change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyLife(20),
      fc.array(changeSteps, { minLength: 1, maxLength: 6 }),
      async (life, changes) => {
        const world = await createWorld();
        try {
          for (const step of life) await play(world, step);
          for (const step of changes) {
            const update = toUpdate(world, step);
            if (update === null) continue;
            const subscription = (await world.state()).subscriptions.find(({ id }) => id === update.id);
            // What a change costs does not depend on the card, so it is made with one that pays.
            const path = `/_emulator/customers/${subscription?.customer_id}/payment-method`;
            await world.ask('POST', path, { number: '4242424242424242' });
            const before = await world.state();
            const previewed = await world.ask(
              'POST',
              `/v1/subscriptions/${update.id}/change-preview`,
              update.body,
            );
            expect(await world.state()).toEqual(before);
            const changed = await world.ask('PATCH', `/v1/subscriptions/${update.id}`, update.body);
            expect(previewed.status).toBe(changed.status);
            if (changed.status !== 200) {
              expect(previewed.json).toEqual(changed.json);
              continue;
            }
            const [order, ...others] = await ordersSince(world, before.orders.length);
            expect(others).toEqual([]);
            if (order === undefined) expect(previewed.json).toMatchObject({ due_amount: 0 });
            else expect(previewed.json).toMatchObject(asPreviewed(order));
          }
        } finally {
          await world.close();
        }
      },
    ),
    runs(30),
  );
}, 600_000);

it('of the next charge say what the end of the period then brings', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife(25), async (life) => {
      const world = await createWorld();
      try {
        for (const step of life) await play(world, step);
        const { subscriptions } = await world.state();
        const [next] = subscriptions
          // Those that are past due may end before, and those that are to pause are not charged.
          .filter((one) => one.status === 'trialing' || one.status === 'active')
          .filter((one) => !one.pause_at_period_end)
          // Usage that is billed within the period is charged before it ends.
          .filter(({ current_meter_period_end: end }) => end === null)
          .sort((left, right) => left.current_period_end.localeCompare(right.current_period_end));
        if (next === undefined) return;
        const { json } = await world.ask('GET', `/v1/subscriptions/${next.id}/charge-preview`);
        const preview = json as ChargePreview;
        const before = (await world.state()).orders.length;
        await world.emulator.clock.advanceTo(next.current_period_end);
        const made = (await ordersSince(world, before)).filter((one) => one.subscription_id === next.id);
        const [order] = made;
        if (order === undefined) expect(preview).toMatchObject({ total_amount: 0, prorations: [] });
        else {
          const { applied_balance_amount: _, due_amount: __, ...amounts } = asPreviewed(order);
          expect(preview).toMatchObject(amounts);
        }
      } finally {
        await world.close();
      }
    }),
    runs(30),
  );
}, 600_000);
