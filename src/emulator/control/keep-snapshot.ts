import type { EmulatorCore } from '../core.ts';
import type { Snapshot, SnapshotShelf } from '../state/snapshots.ts';
import { fromIso } from '../time/instant.ts';

/** Keeps the present state under a name; a snapshot of the same name gives way. */
export function saveSnapshot({ engine }: EmulatorCore, shelf: SnapshotShelf, name: string): Snapshot {
  const { mode } = engine.clock;
  return shelf.save({ name, now: engine.nowIso(), mode }, engine.store.collections);
}

/**
 * Puts a snapshot in the place of the present state: everything is as it was, and a clock that ran goes on from where it
 * stood, not from where it would be by now.
 *
 * @returns whether there is one of that name.
 */
export function loadSnapshot(core: EmulatorCore, shelf: SnapshotShelf, name: string): boolean {
  const found = shelf.read(name);
  if (found === null) return false;
  const { collections, snapshot } = found;
  const now = fromIso(snapshot.now);
  const clock = collections.clock.get('clock');
  if (clock !== undefined && clock.mode === 'live') {
    collections.clock.set('clock', { ...clock, offset: now - core.engine.wall(), frozenAt: now });
  }
  core.replace(collections);
  return true;
}
