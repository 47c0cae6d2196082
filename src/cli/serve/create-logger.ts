import { AsyncLocalStorage } from 'node:async_hooks';
import { trace } from '@opentelemetry/api';
import { type DestinationStream, destination, pino } from 'pino';
import type { Logger } from '../../server/index.ts';
import type { OpenEnvironment } from './open-environment.ts';
import { createScrubber } from './scrub.ts';

/** A logger whose lines bear the id of the request they belong to. */
export interface ServeLogger extends Logger {
  debug(fields: Record<string, unknown>, message: string): void;
  /** Runs something; every line written within bears the id. */
  within<Result>(requestId: string, work: () => Result): Result;
}

// Fields that hold what no log should, under whatever they are in.
const REDACTED = [
  ...['authorization', 'cookie', 'accessToken', 'token', 'secret', 'password'],
  ...['email', 'name', 'address', 'taxId', 'ipAddress'],
].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Writes JSON lines to the standard output, at once, so that none is lost when the process ends. */
export function createLogger(
  environment: OpenEnvironment,
  stream: DestinationStream = destination({ sync: true }),
): ServeLogger {
  const requests = new AsyncLocalStorage<string>();
  const scrub = createScrubber(() => environment.secrets);
  const log = pino(
    {
      level: environment.now.logLevel,
      base: { service: 'floe-billing', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      mixin() {
        const requestId = requests.getStore();
        const traceId = trace.getActiveSpan()?.spanContext().traceId;
        return { ...(requestId && { requestId }), ...(traceId && { traceId }) };
      },
      // The last look, at the line as it leaves: a secret inside of a text is found there only.
      hooks: { streamWrite: scrub },
    },
    stream,
  );
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
    within: (requestId, work) => requests.run(requestId, work),
  };
}
