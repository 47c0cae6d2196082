/** Structured facts of a log line. Never secrets, never card or personal data. */
export type LogFields = Record<string, unknown>;

/** Where the server says what an operator should know. Structural: pino fits as it is. */
export interface Logger {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Warnings and errors to the console, nothing else. */
export const consoleLogger: Logger = {
  info: () => undefined,
  warn: (fields, message) => console.warn(`floe-billing: ${message}`, fields),
  error: (fields, message) => console.error(`floe-billing: ${message}`, fields),
};

/** An unknown error as log fields: what it was and where, with the chain of its causes. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: `${error.name}: ${error.message}`,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause).error }),
  };
}
