import { parseArgs } from 'node:util';

/** How the demo was asked to run. */
export interface DemoOptions {
  port: number;
  emulatorPort: number;
  /** Throws the kept state away before starting. */
  reset: boolean;
  /** PostgreSQL instead of the embedded database. */
  databaseUrl: string | undefined;
  /** Where the embedded database, the local Polar's state and the demo's own secret are kept. */
  dataDir: string;
}

const USAGE = `Usage: npm run demo -- [options]

  --port <number>           where the app listens (default: PORT, else 4000)
  --emulator-port <number>  where the local Polar listens (default 4010)
  --reset                   start afresh: forget everything kept in .floe/
  --help                    show this`;

/** Misuse of the command line: the message is all a person needs. */
export class UsageError extends Error {}

/** A person asked how the command is used. */
export class HelpRequest extends Error {}

function portFrom(text: string, name: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`${name} must be a port number from 1 to 65535, not "${text}".\n\n${USAGE}`);
}

/**
 * Reads the command line and the environment (`PORT`, `DATABASE_URL`, `FLOE_DATA_DIR`).
 *
 * @throws {UsageError} with what is wrong and the usage text.
 * @throws {HelpRequest} with the usage text, for `--help`.
 */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): DemoOptions {
  const values = parse(args);
  if (values.help === true) throw new HelpRequest(USAGE);
  const port = values.port ?? (env.PORT || '4000');
  return {
    port: portFrom(port, values.port === undefined ? 'PORT' : '--port'),
    emulatorPort: portFrom(values['emulator-port'] ?? '4010', '--emulator-port'),
    reset: values.reset === true,
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: env.FLOE_DATA_DIR || '.floe',
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'emulator-port': { type: 'string' },
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
