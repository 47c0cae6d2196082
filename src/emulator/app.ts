import { Hono } from 'hono';
import type { RequestLog } from './control/request-log.ts';
import { createControl } from './control/routes.ts';
import type { EmulatorCore } from './core.ts';
import { createDocuments } from './documents/routes.ts';
import { createApi } from './http/app.ts';
import { PolarApiError, routeNotFound } from './http/errors.ts';
import { createPages } from './pages/routes.ts';
import { routes } from './routes/index.ts';
import type { SnapshotShelf } from './state/snapshots.ts';

function toErrorResponse(error: PolarApiError): Response {
  return new Response(JSON.stringify(error.body), {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.headers },
  });
}

/** Everything that answers: the API under `/v1`, the hosted pages, documents, and `/_emulator/`. */
export function createApp(
  core: EmulatorCore,
  snapshots: SnapshotShelf,
  requests: RequestLog,
): (request: Request) => Promise<Response> {
  const { engine, redeliver } = core;
  const app = new Hono();
  app.route('/', createControl(core, snapshots, requests));
  app.route('/', createDocuments(engine));
  app.route('/', createPages(engine));
  app.route('/', createApi({ engine, routes, redeliver }));
  app.notFound(() => toErrorResponse(routeNotFound()));
  app.onError((error) => {
    if (error instanceof PolarApiError) return toErrorResponse(error);
    // A fault of the emulator itself: it is said where the person who runs it can see it.
    console.error(error);
    return Response.json({ error: 'InternalServerError', detail: 'Internal Server Error' }, { status: 500 });
  });
  return (request) => requests.log(request, async () => app.fetch(request));
}
