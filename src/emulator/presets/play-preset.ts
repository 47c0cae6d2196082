import type { EmulatorCore } from '../core.ts';
import { Engine } from '../engine/engine.ts';
import { createApi } from '../http/app.ts';
import { routes } from '../routes/index.ts';
import type { Collections } from '../state/collections.ts';
import { memoryJournal } from '../state/journal.ts';
import type { EndpointRow } from '../state/rows.ts';
import { Store } from '../state/store.ts';
import { addDuration } from '../time/duration.ts';
import { fromIso, toIso } from '../time/instant.ts';
import type { Preset, PresetIds } from './preset.ts';
import { type Ask, type Protagonist, Story } from './story.ts';

function asker(engine: Engine): Ask {
  const api = createApi({ engine, routes, redeliver() {} });
  const [token] = engine.store.collections.tokens.values();
  return async (method, path, body, bearer = token?.token) => {
    const response = await api.request(path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`floe-billing: ${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
}

function putBack(collections: Collections, endpoints: readonly EndpointRow[]): void {
  for (const endpoint of endpoints)
    collections.webhook_endpoints.set(endpoint.id, { ...endpoint, completed: [] });
}

function waiter(engine: Engine): Story['wait'] {
  return async (isoDuration) => {
    await engine.advance((now) => fromIso(addDuration(toIso(now), isoDuration) ?? toIso(now)));
  };
}

/**
 * Plays a preset and puts what comes of it in the place of the present state. It is played from the seed, by calls of
 * the API on a test clock, in a state of its own: the present one stays as it is until the story is told, or for good
 * when that fails. The story lies in the past and ends now; the clock goes on as it did before. Webhook endpoints stay:
 * they hear of the story afterwards, each event as it was at its time, or not at all.
 */
export async function playPreset(
  core: EmulatorCore,
  preset: Preset,
  options: { protagonist: Protagonist; isTold: boolean },
): Promise<PresetIds> {
  const end = core.engine.nowIso();
  const endpoints = [...core.engine.store.collections.webhook_endpoints.values()];
  const collections = core.newState(preset.begins(end));
  if (options.isTold) putBack(collections, endpoints);
  const store = new Store(collections, memoryJournal, core.engine.store.publicUrl);
  const engine = new Engine(store, { now: () => core.engine.wall() });
  const ids = await preset.play(new Story(asker(engine), options.protagonist, waiter(engine)));
  await engine.advance(() => fromIso(end));
  if (!options.isTold) putBack(collections, endpoints);
  const { lastStamp } = engine.clock;
  // Live, the seconds that the telling took have passed.
  collections.clock.set('clock', { ...core.engine.clock, lastStamp });
  core.replace(collections);
  return ids;
}
