import { readArguments } from '../read-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** What is to be done with a catalog. */
export interface CatalogArguments {
  action: 'diff' | 'push';
  file: string;
  /** Whether to change anything. */
  isConfirmed: boolean;
  /** Whether a difference is a failure, as a pipeline wants it. */
  isStrict: boolean;
}

/** What `floe-billing catalog --help` prints. */
export const catalogUsage = `Usage: floe-billing catalog diff <file> [--exit-code]
       floe-billing catalog push <file> [--yes]

Compares a catalog file (.json, .mjs or .js) with the products of a Polar organization, or makes them match.
Nothing is deleted: what the file no longer names is archived, and whoever bought at an old price keeps it.

  --yes         push: make the changes; without it they are only shown, and the command fails
  --exit-code   diff: fail when something differs
  --help        show this

The organization is that of POLAR_ACCESS_TOKEN; POLAR_ENVIRONMENT is production or sandbox (default production),
and POLAR_BASE_URL another Polar, such as the local one.`;

/**
 * Reads the arguments of `floe-billing catalog`.
 *
 * @throws {UsageError} with what is wrong.
 */
export function readCatalogArguments([action, file, ...args]: string[]): CatalogArguments {
  if (action !== 'diff' && action !== 'push') {
    throw new UsageError(action === undefined ? 'Say diff or push.' : `Say diff or push, not "${action}".`);
  }
  if (file === undefined || file.startsWith('-'))
    throw new UsageError('Name the file that the catalog is in.');
  const values =
    action === 'push'
      ? readArguments(args, { yes: { type: 'boolean', default: false } })
      : readArguments(args, { 'exit-code': { type: 'boolean', default: false } });
  return {
    action,
    file,
    isConfirmed: 'yes' in values && values.yes,
    isStrict: 'exit-code' in values && values['exit-code'],
  };
}
