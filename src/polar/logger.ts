/** Where the provider says what a customer must not see. `console` fits. Details hold no tokens and no personal data. */
export interface PolarLogger {
  warn(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}

/** Says nothing. */
export const silentLogger: PolarLogger = { warn: () => undefined, error: () => undefined };
