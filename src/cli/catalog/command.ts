import type { Command } from '../command.ts';
import { catalogUsage, readCatalogArguments } from './options.ts';

/** `floe-billing catalog`: the products of a Polar organization beside a catalog in code. */
export const catalogCommand: Command = {
  name: 'catalog',
  summary: 'compares a catalog file with the products of a Polar organization, and makes them match',
  usage: catalogUsage,
  async run(args) {
    const options = readCatalogArguments(args);
    const { runCatalog } = await import('./run.ts');
    return runCatalog(options);
  },
};
