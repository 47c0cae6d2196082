import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import type { Answer, Route } from './call.ts';
import { notImplemented, PolarApiError, routeNotFound, unauthorized } from './errors.ts';

/** The API versions that answer; any other is a 404, as at Polar. */
export const apiVersions = { current: '2026-10', all: ['2026-04', '2026-10', '2027-01'] } as const;

/** What the API needs of the rest. */
export interface ApiContext {
  engine: Engine;
  accessToken: string;
  routes: readonly Route[];
  /** Operations the SDK has and the emulator has not, as `METHOD /path`. */
  unbuilt: readonly string[];
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

function assertToken(request: Request, accessToken: string): void {
  if (request.headers.get('authorization') !== `Bearer ${accessToken}`) throw unauthorized();
}

/** Polar's API under `/v1`: each request one transaction, each error in Polar's own words. */
export function createApi({ engine, accessToken, routes, unbuilt, redeliver }: ApiContext): Hono {
  const app = new Hono();

  async function respond(request: Request, path: Record<string, string>, route: Route): Promise<Response> {
    let version: string = apiVersions.current;
    try {
      version = versionOf(request);
      if (route.auth !== 'none') assertToken(request, accessToken);
      const body = await request.text();
      const query = new URL(request.url).searchParams;
      const handle = route.rehearsed === true ? engine.rehearse.bind(engine) : engine.run.bind(engine);
      const answer = handle((transaction) => route.handle({ transaction, path, query, body, version }));
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
  for (const route of sortBySpecificity(routes)) {
    app.on(route.method, toPattern(route.path), (context) =>
      respond(context.req.raw, context.req.param(), route),
    );
  }
  for (const one of unbuilt) {
    const [method = '', path = ''] = one.split(' ');
    app.on(method, toPattern(path), () => toErrorResponse(notImplemented(one), apiVersions.current));
  }
  return app;
}

/** Any origin may call, with a token in a header and without cookies, as at Polar. */
const corsHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, Polar-Version',
};

// The router takes the first route that fits: one with fewer parameters names something in particular.
function sortBySpecificity(routes: readonly Route[]): Route[] {
  const parameters = (route: Route) => route.path.split('{').length;
  return [...routes].sort((left, right) => parameters(left) - parameters(right));
}
