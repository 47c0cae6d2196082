import type { PolarLogger } from '../../../src/polar/logger.ts';

/** A logger that keeps what it is told. */
export interface LogRecorder extends PolarLogger {
  entries: { level: 'warn' | 'error'; message: string; details: Record<string, unknown> }[];
}

/** Starts an empty log. */
export function createLogRecorder(): LogRecorder {
  const entries: LogRecorder['entries'] = [];
  return {
    entries,
    warn: (details, message) => void entries.push({ level: 'warn', message, details }),
    error: (details, message) => void entries.push({ level: 'error', message, details }),
  };
}
