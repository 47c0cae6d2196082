import type { Command } from '../command.ts';
import { emulatorUsage, readEmulatorArguments } from './options.ts';

/** `floe-billing emulator`: the local Polar alone. */
export const emulatorCommand: Command = {
  name: 'emulator',
  summary: 'starts a local Polar with a test clock',
  usage: emulatorUsage,
  async run(args) {
    const options = readEmulatorArguments(args);
    // Loaded when it is wanted: help and complaints need none of it.
    const { runEmulator } = await import('./run.ts');
    await runEmulator(options);
    return 0;
  },
};
