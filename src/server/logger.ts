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
    error: describeError(error),
    ...(code === undefined ? {} : { code }),
    // A function, because a query's own `$1` would be read as a pattern.
    stack: error.stack?.replace(error.message, () => safeMessage(error)),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause).error }),
  };
}

/** What an error says, in one text. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${safeMessage(error)}` : String(error);
}

/** The message without what would be personal data in a log. */
function safeMessage(error: Error): string {
  // Drizzle's message ends with every parameter of the query that failed: names, addresses, whole webhooks.
  if ('query' in error && 'params' in error) return `Failed query: ${error.query}`;
  // The provider's client quotes the answer, which repeats the values it did not like.
  if ('statusCode' in error && 'error' in error) return `The answer had status ${error.statusCode}.`;
  // A mail server quotes the address it did not like, and a mail client the server.
  if ('responseCode' in error && 'response' in error)
    return `The mail server answered ${error.responseCode}.`;
  return error.message;
}
