import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import type { Answer, Route } from './call.ts';
import { notImplemented, PolarApiError, routeNotFound } from './errors.ts';
import type { Operation } from './operations.ts';
import { authenticate, authorize } from './principal.ts';
import { allOperations } from './private-operations.ts';

/** The API versions that answer; any other is a 404, as at Polar. */
export const apiVersions = { current: '2026-10', all: ['2026-04', '2026-10', '2027-01'] } as const;

/** What the API needs of the rest. */
export interface ApiContext {
  engine: Engine;
  routes: readonly Route[];
  redeliver(eventId: string): void;
}

function toPattern(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function toResponse({ status, json }: Answer, version: string): Response {
  const headers: Record<string, string> = { 'polar-version': version };
  if (json === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(json), {
    status,
    headers: { ...headers, 'content-type': 'application/json' },
  });
}

function toErrorResponse(error: unknown, version: string): Response {
  if (!(error instanceof PolarApiError)) throw error;
  return new Response(JSON.stringify(error.body), {
    status: error.status,
    headers: { 'polar-version': version, 'content-type': 'application/json', ...error.headers },
  });
}

function versionOf(request: Request): string {
  const version = request.headers.get('polar-version') ?? apiVersions.current;
  if (!apiVersions.all.some((one) => one === version)) throw routeNotFound();
  return version;
}

/** Polar's API under `/v1`: each request one transaction, each error in Polar's own words. */
export function createApi({ engine, routes, redeliver }: ApiContext): Hono {
  const app = new Hono();
  const built = new Map(routes.map((route) => [keyOf(route), route]));

  async function respond(
    request: Request,
    path: Record<string, string>,
    operation: Operation,
    route: Route | undefined,
  ): Promise<Response> {
    let version: string = apiVersions.current;
    try {
      version = versionOf(request);
      const header = request.headers.get('authorization');
      const body = await request.text();
      const query = new URL(request.url).searchParams;
      const handle = route?.rehearsed === true ? engine.rehearse.bind(engine) : engine.run.bind(engine);
      const answer = handle((transaction) => {
        const principal = authenticate(transaction, header);
        authorize(principal, operation);
        if (route === undefined) throw notImplemented(`${operation.method} ${operation.path}`);
        return route.handle({ transaction, principal, path, query, body, version });
      });
      if (answer.redeliver !== undefined) redeliver(answer.redeliver);
      return toResponse(answer, version);
    } catch (error) {
      return toErrorResponse(error, version);
    }
  }

  app.use('/v1/*', async (context, next) => {
    if (context.req.method === 'OPTIONS') return context.body(null, 204, corsHeaders);
    await next();
    for (const [name, value] of Object.entries(corsHeaders)) context.res.headers.set(name, value);
    return undefined;
  });
  for (const operation of sortBySpecificity(allOperations)) {
    const route = built.get(keyOf(operation));
    app.on(operation.method, toPattern(operation.path), (context) =>
      respond(context.req.raw, context.req.param(), operation, route),
    );
  }
  return app;
}

/** Any origin may call, with a token in a header and without cookies, as at Polar. */
const corsHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Polar-Version',
};

function keyOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path}`;
}

// The router takes the first route that fits: one with fewer parameters names something in particular.
function sortBySpecificity(all: readonly Operation[]): Operation[] {
  const parameters = ({ path }: Operation) => path.split('{').length;
  return [...all].sort((left, right) => parameters(left) - parameters(right));
}
