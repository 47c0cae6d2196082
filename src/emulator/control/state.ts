import { Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import { read } from '../http/call.ts';
import { oneOf } from '../http/schema.ts';
import { collectionNames } from '../state/rows.ts';
import { readClock } from './clock.ts';
import { findRows } from './find-rows.ts';
import { cutPage, readPage } from './read-page.ts';

/** `/_emulator/state`: everything there is, or one collection by the page. */
export function createStateControl(core: EmulatorCore): Hono {
  const { engine } = core;
  const app = new Hono();

  app.get('/_emulator/state', (context) => {
    const { collections } = engine.store;
    const asked = context.req.query('collection');
    if (asked !== undefined) {
      const name = read(oneOf(collectionNames), asked, ['query', 'collection']);
      const rows = findRows(collections, name, context.req.query('query') ?? '');
      return context.json(cutPage(rows, readPage(context)));
    }
    const lists = collectionNames.map((name) => [name, [...collections[name].values()]] as const);
    return context.json({ now: engine.nowIso(), mode: engine.clock.mode, ...Object.fromEntries(lists) });
  });

  app.post('/_emulator/reset', async (context) => {
    await core.reset();
    return context.json(readClock(core));
  });

  return app;
}
