import { readArguments, readClock, readPort, readUrl } from '../read-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** How development was asked to run. */
export interface DevArguments {
  /** A catalog file; `undefined` for the sample business. */
  catalog: string | undefined;
  port: number;
  emulatorPort: number;
  /** Where the app in development lives. */
  appUrl: string;
  dataDir: string;
  /** Whether the state that is kept there is thrown away first. */
  isReset: boolean;
  clock: 'live' | 'frozen' | undefined;
}

/** What `floe-billing dev --help` prints. */
export const devUsage = `Usage: floe-billing dev [options]

  --catalog <file>          what is sold, as .json, .mjs or .js (default: a sample business)
  --app-url <url>           where your app runs; its pages may ask for billing (default http://localhost:5173)
  --port <number>           where the billing server listens (default 4000)
  --emulator-port <number>  where the local Polar listens (default 4010)
  --data-dir <folder>       where everything is kept (default .floe)
  --clock live|frozen       let business time run, or stand until it is moved (default: as it was left, else live)
  --reset                   forget everything that is kept, and begin again
  --help                    show this`;

/**
 * Reads the arguments of `floe-billing dev`.
 *
 * @throws {UsageError} with what is wrong.
 */
export function readDevArguments(args: string[]): DevArguments {
  const values = readArguments(args, {
    catalog: { type: 'string' },
    'app-url': { type: 'string', default: 'http://localhost:5173' },
    port: { type: 'string', default: '4000' },
    'emulator-port': { type: 'string', default: '4010' },
    'data-dir': { type: 'string', default: '.floe' },
    clock: { type: 'string' },
    reset: { type: 'boolean', default: false },
  });
  const port = readPort(values.port);
  const emulatorPort = readPort(values['emulator-port'], '--emulator-port');
  if (port === emulatorPort && port !== 0) {
    throw new UsageError(
      `--port and --emulator-port are both ${port}: the billing server and the local Polar are two.`,
    );
  }
  return {
    catalog: values.catalog,
    port,
    emulatorPort,
    appUrl: readUrl(values['app-url'], '--app-url'),
    dataDir: values['data-dir'],
    isReset: values.reset,
    clock: readClock(values.clock),
  };
}
