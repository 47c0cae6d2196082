import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/**
 * Reads the options of a command.
 *
 * @throws {UsageError} for one that is not among them, and for words that are none.
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'] {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a port. @throws {UsageError} when it is none. */
export function readPort(text: string, name = '--port'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${name} must be a number from 0 to 65535, not "${text}".`);
}

/** Reads how a clock should stand. @throws {UsageError} when the word is unknown. */
export function readClock(text: string | undefined): 'live' | 'frozen' | undefined {
  if (text === undefined || text === 'live' || text === 'frozen') return text;
  throw new UsageError(`--clock must be live or frozen, not "${text}".`);
}

/** Reads an address, without a slash at its end. @throws {UsageError} when it is none. */
export function readUrl(text: string, name: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
  throw new UsageError(`${name} must be an http or https address, not "${text}".`);
}
