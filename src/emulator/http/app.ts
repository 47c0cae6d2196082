import { Hono } from 'hono';
import type { Engine } from '../engine/engine.ts';
import { type Answer, toResponse } from './answer.ts';
import type { Route } from './call.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { methodNotAllowed, notImplemented, PolarApiError, routeNotFound } from './errors.ts';
import type { Operation } from './operations.ts';
import { authenticate, authorize } from './principal.ts';
import { allOperations } from './private-operations.ts';
import { readQuery } from './query.ts';
import { RateLimiter } from './rate-limit.ts';
import { takeBody } from './read-body.ts';
import { type Match, Router } from './router.ts';

/** The API versions that answer; any other is a 404, as at Polar. */
export const apiVersions = { current: '2026-10', all: ['2026-04', '2026-10', '2027-01'] } as const;

/** What the API needs of the rest. */
export interface ApiContext {
  engine: Engine;
  routes: readonly Route[];
  redeliver(eventId: string): void;
}

function toErrorResponse(error: unknown): Response {
  if (!(error instanceof PolarApiError)) throw error;
  const { status, body, headers } = error;
  return body === undefined
    ? new Response(null, { status, headers })
    : Response.json(body, { status, headers });
}

/** The version a request asks for; `null` for one that there is not. */
function versionOf(request: Request): string | null {
  const asked = request.headers.get('polar-version') ?? '';
  if (asked === '') return apiVersions.current;
  return apiVersions.all.find((one) => one === asked) ?? null;
}

function redirect(url: URL, path: string): Response {
  return new Response(null, { status: 307, headers: { location: `${url.origin}${path}${url.search}` } });
}

/** Polar's API under `/v1`: each request one transaction, each error in Polar's own words. */
export function createApi({ engine, routes, redeliver }: ApiContext): Hono {
  const app = new Hono();
  const router = new Router(allOperations);
  const limiter = new RateLimiter(() => engine.wall());
  const built = new Map(routes.map((route) => [keyOf(route), route]));

  /** A token that is not known is refused, and a request too many, before anything else is looked at. */
  function admit(request: Request): void {
    engine.rehearse((transaction) => {
      const principal = authenticate(transaction, request.headers.get('authorization'));
      const { rateLimit } = transaction.need('settings', 'settings');
      limiter.count(rateLimit, principal, new URL(request.url).pathname);
    });
  }

  async function perform(
    request: Request,
    { operation, path }: Match & { kind: 'operation' },
    version: string,
  ): Promise<Response> {
    const header = request.headers.get('authorization');
    const body = await takeBody(request);
    const route = built.get(keyOf(operation));
    const handle = route?.rehearsed === true ? engine.rehearse.bind(engine) : engine.run.bind(engine);
    const answer: Answer = handle((transaction) => {
      const principal = authenticate(transaction, header);
      authorize(principal, operation);
      if (route === undefined) throw notImplemented(`${operation.method} ${operation.path}`);
      const query = readQuery(operation, new URL(request.url).searchParams);
      return route.handle({ transaction, principal, path, query, body, version });
    });
    if ('redeliver' in answer && answer.redeliver !== undefined) redeliver(answer.redeliver);
    return toResponse(answer);
  }

  async function respond(request: Request, version: string): Promise<Response> {
    const url = new URL(request.url);
    const match = router.match(request.method, url.pathname);
    admit(request);
    if (match.kind === 'operation') return perform(request, match, version);
    if (match.kind === 'other_path') return redirect(url, match.path);
    throw match.kind === 'other_method' ? methodNotAllowed(match.allow) : routeNotFound();
  }

  app.all('/v1/*', async ({ req: { raw: request } }) => {
    const preflight = answerPreflight(request);
    if (preflight !== null) return preflight;
    const version = versionOf(request);
    if (version === null) return allowOrigin(request, toErrorResponse(routeNotFound()));
    const response = await respond(request, version).catch(toErrorResponse);
    response.headers.set('polar-version', version);
    return allowOrigin(request, response);
  });
  return app;
}

function keyOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
