import { Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import { answerErrors } from '../http/answer-errors.ts';
import { once } from '../once.ts';
import type { SnapshotShelf } from '../state/snapshots.ts';
import { createBankControl } from './bank.ts';
import { createCardsControl } from './cards.ts';
import { createClockControl } from './clock.ts';
import { createDeliveriesControl } from './deliveries.ts';
import { ownOriginsOnly } from './origin.ts';
import { createPresetsControl } from './presets.ts';
import type { RequestLog } from './request-log.ts';
import { createRequestsControl } from './requests.ts';
import { createSettingsControl } from './settings.ts';
import { createSnapshotsControl } from './snapshots.ts';
import { createStateControl } from './state.ts';
import { createTokensControl } from './tokens.ts';

/** `/_emulator/`: the state, the clock and the switches, for tests and people. */
export function createControl(core: EmulatorCore, snapshots: SnapshotShelf, requests: RequestLog): Hono {
  const { engine } = core;
  const pages = once(async () => {
    const { createControlPages } = await import('../pages/control/routes.ts');
    return answerErrors(createControlPages(core, snapshots, requests));
  });
  const app = new Hono();
  app.use(
    '/_emulator/*',
    ownOriginsOnly(() => engine.store.publicUrl),
  );
  app.route('/', createStateControl(core));
  app.route('/', createClockControl(core));
  app.route('/', createSettingsControl(engine));
  app.route('/', createDeliveriesControl(core));
  app.route('/', createRequestsControl(requests));
  app.route('/', createSnapshotsControl(core, snapshots));
  app.route('/', createPresetsControl(core, snapshots));
  app.route('/', createTokensControl(engine));
  app.route('/', createCardsControl(engine));
  app.route('/', createBankControl(engine));
  // Programs that call the control API have no use for its pages.
  app.get('/_emulator/*', async ({ req }) => (await pages()).fetch(req.raw));
  return app;
}
