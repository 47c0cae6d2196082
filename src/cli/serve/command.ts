import type { Command } from '../command.ts';
import { readServeArguments, serveUsage } from './options.ts';

/** `floe-billing serve`: the billing server by itself. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'runs the billing server for production',
  usage: serveUsage,
  async run(args) {
    const options = readServeArguments(args);
    const { runServe } = await import('./run.ts');
    await runServe(options);
    return 0;
  },
};
