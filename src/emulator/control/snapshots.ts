import { type Context, Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import { read } from '../http/call.ts';
import { apiError, resourceNotFound, unacceptable } from '../http/errors.ts';
import { object, text } from '../http/schema.ts';
import type { SnapshotShelf } from '../state/snapshots.ts';
import { snapshotName } from '../state/snapshots.ts';
import { readClock } from './clock.ts';
import { loadSnapshot, saveSnapshot } from './keep-snapshot.ts';
import { readJson } from './read-json.ts';

const saveShape = object({ name: text() }, 'forbid');

/**
 * Reads the name of a snapshot to be made.
 *
 * @throws {PolarApiError} 422.
 */
export function readSnapshotName(name: string, location: string[]): string {
  if (snapshotName.test(name)) return name;
  const msg =
    'Give up to 60 letters, digits, spaces, dots, hyphens and underscores, the first a letter or digit.';
  throw unacceptable(location, msg, name);
}

function named(context: Context): string {
  const name = context.req.param('name') ?? '';
  if (!snapshotName.test(name)) throw resourceNotFound();
  return name;
}

/** `/_emulator/snapshots`: whole states, kept under names. */
export function createSnapshotsControl(core: EmulatorCore, shelf: SnapshotShelf): Hono {
  const app = new Hono();

  function load(name: string): boolean {
    try {
      return loadSnapshot(core, shelf, name);
    } catch (error) {
      // Nothing was replaced: what a file says is read to its end first.
      throw apiError(409, 'DamagedSnapshot', error instanceof Error ? error.message : String(error));
    }
  }

  app.get('/_emulator/snapshots', (context) => context.json({ items: shelf.list() }));

  app.post('/_emulator/snapshots', async (context) => {
    const body = read(saveShape, await readJson(context), ['body']);
    const name = readSnapshotName(body.name, ['body', 'name']);
    return context.json(saveSnapshot(core, shelf, name), 201);
  });

  app.post('/_emulator/snapshots/:name/load', (context) => {
    if (!load(named(context))) throw resourceNotFound();
    return context.json(readClock(core));
  });

  app.delete('/_emulator/snapshots/:name', (context) => {
    if (!shelf.delete(named(context))) throw resourceNotFound();
    return context.body(null, 204);
  });

  return app;
}
