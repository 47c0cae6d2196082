import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { acquireDirectoryLock } from '../../postgres/embedded/directory-lock.ts';

/**
 * Throws away what development has kept: the database and the local Polar.
 *
 * @throws {Error} when somebody uses it.
 */
export async function forgetState(dataDir: string): Promise<void> {
  const root = resolve(dataDir);
  const lock = await acquireDirectoryLock(join(root, 'postgres.lock'), root);
  try {
    for (const name of ['postgres', 'emulator']) rmSync(join(root, name), { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
