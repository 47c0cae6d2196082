import { Hono } from 'hono';
import type { RequestLog } from './control/request-log.ts';
import { createControl } from './control/routes.ts';
import type { EmulatorCore } from './core.ts';
import { createDocuments } from './documents/routes.ts';
import { answerErrors } from './http/answer-errors.ts';
import { createApi } from './http/app.ts';
import { once } from './once.ts';
import { routes } from './routes/index.ts';
import type { SnapshotShelf } from './state/snapshots.ts';

/** Everything that answers: the API under `/v1`, the hosted pages, documents, and `/_emulator/`. */
export function createApp(
  core: EmulatorCore,
  snapshots: SnapshotShelf,
  requests: RequestLog,
): (request: Request) => Promise<Response> {
  const { engine, redeliver } = core;
  const pages = once(async () => {
    const { createPages } = await import('./pages/routes.ts');
    return answerErrors(createPages(engine));
  });
  const app = answerErrors(new Hono());
  app.route('/', createControl(core, snapshots, requests));
  app.route('/', createDocuments(engine));
  app.route('/', createApi({ engine, routes, redeliver }));
  // The hosted pages are half of the code, and many who start an emulator open none of them.
  app.notFound(async ({ req }) => (await pages()).fetch(req.raw));
  return (request) => requests.log(request, async () => app.fetch(request));
}
