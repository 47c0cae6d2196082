import type { Logger } from '../server/logger.ts';

/** Where the provider says what a customer must not see: the server's logger fits. Never given tokens or personal data. */
export type PolarLogger = Pick<Logger, 'warn' | 'error'>;

/** Says nothing. */
export const silentLogger: PolarLogger = { warn: () => undefined, error: () => undefined };
