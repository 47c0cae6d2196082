import { readArguments, readClock, readPort, readUrl } from '../read-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** How the emulator was asked to run. */
export interface EmulatorArguments {
  port: number;
  host: string;
  /** Where its state is kept; `null` for in memory. */
  dataDir: string | null;
  /** Whether the state that is kept there is thrown away first. */
  isReset: boolean;
  seed: string | undefined;
  clock: 'live' | 'frozen' | undefined;
  now: string | undefined;
  publicUrl: string | undefined;
}

/** What `floe-billing emulator --help` prints. */
export const emulatorUsage = `Usage: floe-billing emulator [options]

  --port <number>        where it listens; 0 is any free port (default 4010)
  --host <name>          on which of this machine's addresses (default 127.0.0.1)
  --data-dir <folder>    where its state is kept (default .floe/emulator)
  --in-memory            keep nothing
  --reset                forget the state that is kept, snapshots aside, and begin again
  --clock live|frozen    let its time run, or stand until it is moved (default: as it was left, else live)
  --now <instant>        when a new state begins, such as 2027-01-31T10:00:00Z
                         (default: the real time, or 2027-01-01T00:00:00Z when frozen)
  --seed <text>          what a new state's ids and secrets are drawn from
  --public-url <url>     what links in answers start with (default: where it listens)
  --help                 show this`;

function readNow(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text);
  if (isInstant && !Number.isNaN(Date.parse(text))) return text;
  throw new UsageError(`--now must be an ISO 8601 instant such as 2027-01-31T10:00:00Z, not "${text}".`);
}

/**
 * Reads the arguments of `floe-billing emulator`.
 *
 * @throws {UsageError} with what is wrong.
 */
export function readEmulatorArguments(args: string[]): EmulatorArguments {
  const values = readArguments(args, {
    port: { type: 'string', default: '4010' },
    host: { type: 'string', default: '127.0.0.1' },
    'data-dir': { type: 'string' },
    'in-memory': { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    clock: { type: 'string' },
    now: { type: 'string' },
    seed: { type: 'string' },
    'public-url': { type: 'string' },
  });
  const publicUrl = values['public-url'];
  const isInMemory = values['in-memory'];
  if (isInMemory && values['data-dir'] !== undefined) {
    throw new UsageError('--in-memory keeps nothing, so --data-dir has no meaning beside it.');
  }
  return {
    port: readPort(values.port),
    host: values.host,
    dataDir: isInMemory ? null : (values['data-dir'] ?? '.floe/emulator'),
    isReset: values.reset,
    seed: values.seed,
    clock: readClock(values.clock),
    now: readNow(values.now),
    publicUrl: publicUrl === undefined ? undefined : readUrl(publicUrl, '--public-url'),
  };
}
