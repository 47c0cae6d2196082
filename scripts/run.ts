import { spawn } from 'node:child_process';

/**
 * What a build is told, whatever the shell or the test run around it says: with another `NODE_ENV` the bundler
 * writes React's development calls beside React's production code, and the page stays empty.
 */
export const PRODUCTION = { NODE_ENV: 'production' };

/**
 * Runs a program of this repository with this Node and shows its output; `env` is added to this process's own.
 *
 * @throws when it ends with anything but 0.
 */
export function run(
  script: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(`floe-billing: \`${[script, ...args].join(' ')}\` ended with ${signal ?? code}.`));
    });
  });
}
