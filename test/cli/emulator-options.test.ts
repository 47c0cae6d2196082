import { describe, expect, it } from 'vitest';
import { readEmulatorArguments } from '../../src/cli/emulator/options.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

describe('the arguments of floe-billing emulator', () => {
  it('have defaults', () => {
    expect(readEmulatorArguments([])).toEqual({
      port: 4010,
      host: '127.0.0.1',
      dataDir: '.floe/emulator',
      isReset: false,
      seed: undefined,
      clock: undefined,
      now: undefined,
      publicUrl: undefined,
    });
  });

  it('are read', () => {
    const args =
      '--port 0 --host 0.0.0.0 --in-memory --reset --seed x --clock frozen --now 2027-01-31T10:00:00Z';
    expect(readEmulatorArguments([...args.split(' '), '--public-url', 'https://polar.test/'])).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: null,
      isReset: true,
      seed: 'x',
      clock: 'frozen',
      now: '2027-01-31T10:00:00Z',
      publicUrl: 'https://polar.test',
    });
  });

  it.each([
    [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000".'],
    [['--port', '4e3'], '--port must be a number from 0 to 65535, not "4e3".'],
    [['--clock', 'fast'], '--clock must be live or frozen, not "fast".'],
    [
      ['--now', 'tomorrow'],
      '--now must be an ISO 8601 instant such as 2027-01-31T10:00:00Z, not "tomorrow".',
    ],
    [['--now', '2027-13-01T00:00:00Z'], '--now must be an ISO 8601 instant'],
    [['--public-url', 'polar.test'], '--public-url must be an http or https address, not "polar.test".'],
    [['--in-memory', '--data-dir', 'x'], '--in-memory keeps nothing'],
    [['--speed', '9'], "Unknown option '--speed'"],
    [['now'], "Unexpected argument 'now'"],
  ])('%j are refused', (args, message) => {
    expect(() => readEmulatorArguments(args)).toThrow(message);
    expect(() => readEmulatorArguments(args)).toThrow(UsageError);
  });
});
