import type { Command } from '../command.ts';
import { exportUsage, readExportArguments } from './options.ts';

/** `floe-billing export`: from the embedded database to PostgreSQL. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'copies the embedded database to a PostgreSQL, without loss',
  usage: exportUsage,
  async run(args) {
    const options = readExportArguments(args, process.env);
    const { runExport } = await import('./run.ts');
    await runExport(options);
    return 0;
  },
};
