import { Hono } from 'hono';
import {
  type CommandName,
  OPERATION_NAMES,
  type OperationName,
  operationMethod,
  operationPath,
  operations,
  type QueryName,
} from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import { runCommand } from '../commands/run-command.ts';
import type { EventStreams } from '../live/event-stream.ts';
import { commands, queries } from '../operations/index.ts';
import { requirePermission } from '../permissions.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { isCommand, isQuery, readIdempotencyKey, readInput } from './read-input.ts';
import { respond, respondEmpty, respondError } from './respond.ts';
import { nameOwner, requireShownOwner } from './shown-owner.ts';

/** What the routes hand requests to. */
export interface RouterOptions {
  basePath: string;
  context: ServerContext;
  streams: EventStreams;
  authenticate: (request: Request) => Promise<Caller>;
  receiveWebhook: (request: Request) => Promise<Response>;
  /** @throws {BillingError} `provider_unavailable` — too early to answer. */
  requireStarted: () => void;
  /** Whether the database answers and the first reconciliation is done. */
  isReady: () => Promise<boolean>;
}

/** Every route of the server. Operations come from the contract's table; there is no other list of them. */
export function createRouter(options: RouterOptions): Hono {
  const { basePath, context, streams } = options;
  const app = new Hono();

  app.get('/healthz', () => respond({ status: 'ok' }));
  app.get('/readyz', async () =>
    (await options.isReady()) ? respond({ status: 'ready' }) : respond({ status: 'starting' }, 503),
  );

  // Stored or not is all the provider is told.
  app.post(`${basePath}/webhooks/polar`, async ({ req }) => {
    try {
      return await options.receiveWebhook(req.raw);
    } catch (error) {
      respondError(error, context.logger);
      return respondEmpty(503);
    }
  });

  app.get(`${basePath}/events`, async ({ req }) => {
    options.requireStarted();
    const caller = await options.authenticate(req.raw);
    requireShownOwner(req.raw, caller);
    requirePermission(caller.permissions, 'billing:view');
    return nameOwner(streams.open(caller.externalId, req.raw.signal), caller);
  });

  for (const name of OPERATION_NAMES) {
    app.on(operationMethod(name), `${basePath}${operationPath(name)}`, async ({ req }) => {
      options.requireStarted();
      const caller = await options.authenticate(req.raw);
      requireShownOwner(req.raw, caller);
      requirePermission(caller.permissions, operations[name].permission);
      return nameOwner(respond(await runOperation(name, req.raw, caller, context)), caller);
    });
  }

  app.notFound(() =>
    respondError(
      new BillingError('not_found', { message: 'There is nothing at this address.' }),
      context.logger,
    ),
  );
  app.onError((error) => respondError(error, context.logger));
  return app;
}

function runOperation(
  name: OperationName,
  request: Request,
  caller: Caller,
  context: ServerContext,
): Promise<unknown> {
  if (isQuery(name)) return runQuery(name, request, caller, context);
  if (isCommand(name)) return runKeyedCommand(name, request, caller, context);
  return Promise.reject(new Error(`floe-billing: ${String(name)} is neither query nor command.`));
}

async function runQuery<Name extends QueryName>(
  name: Name,
  request: Request,
  caller: Caller,
  context: ServerContext,
): Promise<unknown> {
  return queries[name](await readInput(name, request), caller, context);
}

async function runKeyedCommand<Name extends CommandName>(
  name: Name,
  request: Request,
  caller: Caller,
  context: ServerContext,
): Promise<unknown> {
  const key = readIdempotencyKey(request);
  const input = await readInput(name, request);
  return runCommand(commands[name], { name, input, key }, caller, context);
}
