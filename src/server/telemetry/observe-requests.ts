import { context, propagation, SpanStatusCode, type TextMapGetter } from '@opentelemetry/api';
import { OPERATION_NAMES, operationPath } from '../../contract/index.ts';
import type { Telemetry } from './create-telemetry.ts';
import { secondsSince } from './observe-provider.ts';

const fromHeaders: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/**
 * Measures every request, as part of the trace that its headers name. An operation is known by its path; whatever else
 * strangers ask for is one and the same, so that they cannot make up new names.
 */
export function observeRequests(
  handler: (request: Request) => Promise<Response>,
  { basePath, telemetry }: { basePath: string; telemetry: Telemetry },
): (request: Request) => Promise<Response> {
  const operations = new Map<string, string>([
    ['/healthz', 'healthz'],
    ['/readyz', 'readyz'],
    [`${basePath}/events`, 'events'],
    [`${basePath}/webhooks/polar`, 'webhook'],
    ...OPERATION_NAMES.map((name) => [`${basePath}${operationPath(name)}`, name] as const),
  ]);

  return (request) => {
    const operation = operations.get(new URL(request.url).pathname) ?? 'none';
    const parent = propagation.extract(context.active(), request.headers, fromHeaders);
    const attributes = { 'floe.operation': operation, 'http.request.method': methodOf(request) };
    return context.with(parent, () =>
      telemetry.span(`floe.request ${operation}`, attributes, async (span) => {
        const startedAtMs = performance.now();
        const response = await handler(request);
        span.setAttribute('http.response.status_code', response.status);
        if (response.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        telemetry.record('floe.request.duration', secondsSince(startedAtMs), {
          operation,
          status: response.status,
        });
        return response;
      }),
    );
  };
}

// Anybody may send any word as a method.
function methodOf({ method }: Request): string {
  return ['GET', 'POST', 'OPTIONS', 'HEAD'].includes(method) ? method : '_OTHER';
}
