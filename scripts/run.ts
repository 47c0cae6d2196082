import { spawn } from 'node:child_process';

/**
 * Runs a program of this repository with this Node and shows its output.
 *
 * @throws when it ends with anything but 0.
 */
export function run(script: string, args: readonly string[] = []): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else
        reject(new Error(`floe-billing: \`${[script, ...args].join(' ')}\` ended with ${signal ?? code}.`));
    });
  });
}
