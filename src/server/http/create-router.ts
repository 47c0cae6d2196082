import { Hono } from 'hono';
import {
  auditExportPath,
  type CommandName,
  OPERATION_NAMES,
  operationMethod,
  operationPath,
  type QueryName,
} from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import { exportAudit } from '../audit/export-audit.ts';
import { runCommand } from '../commands/run-command.ts';
import type { EventStreams } from '../live/event-stream.ts';
import { commands, queries } from '../operations/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { setAnswerHeaders } from './answer-headers.ts';
import type { Cors } from './cors.ts';
import { type Asked, admit, type Guards, isStillAdmitted } from './guards.ts';
import { isCommand, readAuditFilter } from './read-input.ts';
import { respond, respondEmpty, respondError } from './respond.ts';
import { nameOwner } from './shown-owner.ts';

/** What the routes hand requests to. */
export interface RouterOptions {
  basePath: string;
  context: ServerContext;
  streams: EventStreams;
  guards: Guards;
  cors: Cors;
  receiveWebhook: (request: Request) => Promise<Response>;
  /** @throws {BillingError} `provider_unavailable` — too early to answer. */
  requireStarted: () => void;
  /** Whether the database answers and the first reconciliation is done. */
  isReady: () => Promise<boolean>;
}

/**
 * Every route of the server, as a handler that never rejects. Operations come from the contract's table; there is no other
 * list of them.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { basePath, context, streams, guards, cors } = options;
  const app = new Hono();

  app.use(async (hono, next) => {
    await next();
    setAnswerHeaders(hono.res);
  });

  app.get('/healthz', () => respond({ status: 'ok' }));
  app.get('/readyz', async () =>
    (await options.isReady()) ? respond({ status: 'ready' }) : respond({ status: 'starting' }, 503),
  );

  // Stored or not is all the provider is told.
  app.post(`${basePath}/webhooks/polar`, async ({ req }) => {
    try {
      return await options.receiveWebhook(req.raw);
    } catch (error) {
      respondError(error, context);
      return respondEmpty(503);
    }
  });

  /** A route that pages of listed origins may use, too. */
  function onPersonal(method: 'GET' | 'POST', path: string, answer: (request: Request) => Promise<Response>) {
    app.use(`${basePath}${path}`, async (hono, next) => {
      await next();
      cors.grant(hono.req.raw, hono.res);
    });
    app.options(`${basePath}${path}`, ({ req }) => cors.preflight(req.raw, method) ?? nothingHere());
    app.on(method, `${basePath}${path}`, ({ req }) => answer(req.raw));
  }

  onPersonal('GET', '/events', async (request) => {
    options.requireStarted();
    const asked: Asked = { request, operation: 'events' };
    const caller = await admit(guards, asked);
    const stream = await streams.open({
      externalId: caller.externalId,
      lastEventId: request.headers.get('last-event-id') ?? '',
      signal: request.signal,
      isStillAllowed: () => isStillAdmitted(guards, asked, caller),
    });
    return nameOwner(stream, caller);
  });

  onPersonal('GET', auditExportPath(), async (request) => {
    options.requireStarted();
    const asked: Asked = { request, operation: 'listAuditEntries' };
    const caller = await admit(guards, asked);
    const isStillAllowed = () => isStillAdmitted(guards, asked, caller);
    return nameOwner(exportAudit(readAuditFilter(request), { caller, context, isStillAllowed }), caller);
  });

  for (const name of OPERATION_NAMES) {
    onPersonal(operationMethod(name), operationPath(name), async (request) => {
      options.requireStarted();
      const caller = await admit(guards, { request, operation: name });
      const answer = isCommand(name)
        ? runKeyedCommand(name, request, caller, options)
        : runQuery(name, request, caller, options);
      return nameOwner(respond(await answer), caller);
    });
  }

  function nothingHere(): Response {
    const error = new BillingError('not_found', { message: 'There is nothing at this address.' });
    return respondError(error, context);
  }
  app.notFound(nothingHere);
  app.onError((error) => respondError(error, context));

  return async (request) => {
    try {
      return await app.fetch(request);
    } catch (error) {
      // Hono passes on what is thrown and is no error, as a host's own code may do.
      const response = respondError(error, context);
      setAnswerHeaders(response);
      return response;
    }
  };
}

async function runQuery<Name extends QueryName>(
  name: Name,
  request: Request,
  caller: Caller,
  { context, guards }: RouterOptions,
): Promise<unknown> {
  return queries[name](await guards.input(name, request), caller, context);
}

async function runKeyedCommand<Name extends CommandName>(
  name: Name,
  request: Request,
  caller: Caller,
  { context, guards }: RouterOptions,
): Promise<unknown> {
  const key = guards.idempotencyKey(request);
  const input = await guards.input(name, request);
  return runCommand(commands[name], { name, input, key }, caller, context);
}
