import { readFileSync } from 'node:fs';
import type { Variables } from '../../server/environment.ts';

/** Variables that may be in a file instead, as systemd's credentials and container secrets are: `<name>_FILE` names it. */
export const SECRET_VARIABLES = [
  'POLAR_ACCESS_TOKEN',
  'POLAR_WEBHOOK_SECRETS',
  'DATABASE_URL',
  'FLOE_METRICS_TOKEN',
  'FLOE_ENCRYPTION_KEYS',
] as const;

/**
 * The environment with what is in files in its place.
 *
 * @throws {Error} when a file cannot be read, or a variable is given both ways.
 */
export function withSecretFiles(env: Variables): Variables {
  const read = SECRET_VARIABLES.flatMap((name): [string, string][] => {
    const file = env[`${name}_FILE`] ?? '';
    if (file === '') return [];
    if ((env[name] ?? '') !== '') {
      throw new Error(`floe-billing: ${name} and ${name}_FILE are both set. Leave one of them out.`);
    }
    return [[name, readSecret(`${name}_FILE`, file)]];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function readSecret(variable: string, file: string): string {
  try {
    // An editor ends a file with a line break, which is no part of a secret.
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new Error(`floe-billing: the file that ${variable} names cannot be read (${code}).`);
  }
}
