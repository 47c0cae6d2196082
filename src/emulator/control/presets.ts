import { Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import { read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { email, flag, maybe, object, oneOf, optional, text } from '../http/schema.ts';
import { presets } from '../presets/index.ts';
import { playPreset } from '../presets/play-preset.ts';
import type { SnapshotShelf } from '../state/snapshots.ts';
import { readClock } from './clock.ts';
import { saveSnapshot } from './keep-snapshot.ts';
import { readJson } from './read-json.ts';
import { readSnapshotName } from './snapshots.ts';

const nobody = { name: 'Ada Lovelace', email: 'ada@example.com', external_id: null };

const playShape = object(
  {
    name: oneOf(presets.map(({ name }) => name)),
    save: maybe(text()),
    tell: optional(flag(), undefined),
    customer: optional(
      object(
        {
          name: optional(text({ min: 1, max: 256 }), nobody.name),
          email: optional(email(), nobody.email),
          external_id: maybe(text({ min: 1, max: 256 })),
        },
        'forbid',
      ),
      nobody,
    ),
  },
  'forbid',
);

/** `/_emulator/presets`: situations that took weeks to come about, at once. */
export function createPresetsControl(core: EmulatorCore, shelf: SnapshotShelf): Hono {
  const app = new Hono();

  app.get('/_emulator/presets', (context) => {
    const items = presets.map(({ name, title, description }) => ({ name, title, description }));
    return context.json({ items });
  });

  app.post('/_emulator/presets', async (context) => {
    const body = read(playShape, await readJson(context), ['body']);
    const preset = presets.find(({ name }) => name === body.name);
    if (preset === undefined) throw resourceNotFound();
    if (body.save !== null) saveSnapshot(core, shelf, readSnapshotName(body.save, ['body', 'save']));
    const ids = await playPreset(core, preset, {
      protagonist: body.customer,
      isTold: body.tell ?? preset.isTold,
    });
    return context.json({ name: preset.name, ids, clock: readClock(core) });
  });

  return app;
}
