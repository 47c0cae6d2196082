import { randomBytes } from 'node:crypto';
import type { CreateEmulatorOptions } from './emulator.ts';
import { defaultSeed, plantSeed } from './seed.ts';
import { type Collections, emptyCollections } from './state/collections.ts';
import { memoryJournal } from './state/journal.ts';
import { Store } from './state/store.ts';
import { fromIso, type Micros } from './time/instant.ts';
import type { WallClock } from './time/wall-clock.ts';

const FROZEN_START = '2027-01-01T00:00:00Z';

/** How a new clock stands. */
interface Start {
  mode: 'live' | 'frozen';
  now: Micros;
}

function startOf({ clock }: CreateEmulatorOptions, wall: WallClock): Start {
  const { mode = 'live', now } = clock ?? {};
  if (now !== undefined) return { mode, now: fromIso(now) };
  return { mode, now: mode === 'frozen' ? fromIso(FROZEN_START) : wall.now() };
}

/**
 * The state that an emulator begins with, and begins again with after a reset.
 *
 * @param start how its clock stands, if not as the options have it.
 */
export function newState(
  options: CreateEmulatorOptions,
  wall: WallClock,
  start: Start = startOf(options, wall),
): Collections {
  const { mode, now } = start;
  // Where time really runs, the ids of a state that was forgotten must not come again: receivers remember them.
  const isFixed = (options.clock?.mode ?? 'live') === 'frozen';
  const seed = options.randomSeed ?? (isFixed ? 'floe' : randomBytes(16).toString('hex'));
  const collections = emptyCollections();
  collections.clock.set('clock', {
    id: 'clock',
    mode,
    offset: mode === 'frozen' ? 0 : now - wall.now(),
    frozenAt: now,
    lastStamp: now - 1,
  });
  collections.random.set('random', { id: 'random', seed, drawn: 0 });
  new Store(collections, memoryJournal, '').transact(now, (transaction) => {
    plantSeed(transaction, options.seed ?? defaultSeed);
    const settings = transaction.need('settings', 'settings');
    transaction.put('settings', {
      ...settings,
      changePreview: options.changePreview ?? true,
      rateLimit: options.rateLimit ?? 'off',
    });
  });
  return collections;
}
