import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from './runs.ts';
import { anyLife, play, type Step } from './steps.ts';
import { createWorld, type World } from './world.ts';

const MICROS_PER_DAY = 86_400_000_000;

/** All that there is and all that was told, to the byte. The headers of deliveries tell the real time, and are left out. */
async function bytesOf(world: World): Promise<string> {
  const { webhook_deliveries, ...state } = await world.state();
  const deliveries = webhook_deliveries.map(({ headers: _, ...delivery }) => delivery);
  return JSON.stringify({ state, deliveries, bodies: world.bodies });
}

/** Plays a life in a world of its own, in a real time that begins at a day and runs at a speed. */
async function live(life: readonly Step[], day: number, speed: number, then = async (_: World) => {}) {
  let now = day * MICROS_PER_DAY;
  const world = await createWorld({
    now() {
      now += speed;
      return now;
    },
  });
  try {
    for (const step of life) await play(world, step);
    await then(world);
    return await bytesOf(world);
  } finally {
    await world.close();
  }
}

it('gives the same bytes for the same calls, whatever the real time', async () => {
  await fc.assert(
    fc.asyncProperty(anyLife(25), async (life) => {
      expect(await live(life, 21_000, 1)).toBe(await live(life, 22_345, 1_000_003));
    }),
    runs(15),
  );
}, 600_000);

it('comes to the same when the clock is moved at once or in many steps', async () => {
  const parts = fc.array(fc.integer({ min: 1, max: 20 * 86_400 }), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(anyLife(20), parts, async (life, seconds) => {
      const total = seconds.reduce((sum, one) => sum + one, 0);
      const atOnce = await live(life, 21_000, 1, (world) => world.pass(`PT${total}S`));
      const inSteps = await live(life, 21_000, 1, async (world) => {
        for (const one of seconds) await world.pass(`PT${one}S`);
      });
      expect(inSteps).toBe(atOnce);
    }),
    runs(15),
  );
}, 600_000);
