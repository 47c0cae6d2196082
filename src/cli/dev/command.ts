import type { Command } from '../command.ts';
import { devUsage, readDevArguments } from './options.ts';

/** `floe-billing dev`: everything that billing needs while an app is being built. */
export const devCommand: Command = {
  name: 'dev',
  summary: 'starts billing for development: server, database, local Polar and a sign-in, in one process',
  usage: devUsage,
  async run(args) {
    const options = readDevArguments(args);
    const { runDev } = await import('./run.ts');
    await runDev(options);
    return 0;
  },
};
