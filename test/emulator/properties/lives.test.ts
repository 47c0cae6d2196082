import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moneyFlaws } from './money.ts';
import { replay } from './replay.ts';
import { runs } from './runs.ts';
import { anyLife, play } from './steps.ts';
import { subscriptionFlaws } from './subscriptions.ts';
import { createWorld } from './world.ts';

it('conserves money, keeps every subscription possible, and tells it all, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife(40), async (life) => {
      const world = await createWorld();
      try {
        for (const step of life) await play(world, step);
        const state = await world.state();
        expect(moneyFlaws(state)).toEqual([]);
        expect(subscriptionFlaws(state, world.told)).toEqual([]);
        for (const { heard, shown } of await replay(world)) expect(shown).toEqual(heard);
      } finally {
        await world.close();
      }
    }),
    runs(100),
  );
}, 600_000);
