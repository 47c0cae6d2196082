import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BillingDatabase } from '../database.ts';
import { acquireDirectoryLock, type DirectoryLock } from './directory-lock.ts';
import { drizzleOver } from './drizzle-over.ts';
import { listenOnEmbedded } from './listen-on-embedded.ts';
import { loadPreparedDirectory } from './prepared-directory.ts';
import { startWorker } from './start-worker.ts';
import { unpackTar } from './unpack-tar.ts';
import { createWorkerClient } from './worker-client.ts';
import type { WorkerStart } from './worker-protocol.ts';

/** Options of {@link openInDirectory} and {@link openInMemory}. */
export interface OpenEmbeddedOptions {
  waitTimeoutMs?: number | undefined;
}

/** Opens the embedded database kept in `dataDir`, making it when there is none. */
export async function openInDirectory(
  dataDir: string,
  options: OpenEmbeddedOptions,
): Promise<BillingDatabase> {
  const root = resolve(dataDir);
  mkdirSync(root, { recursive: true });
  const lock = await acquireDirectoryLock(join(root, 'postgres.lock'), root);
  try {
    const directory = join(root, 'postgres');
    if (!existsSync(join(directory, 'PG_VERSION'))) await unpackInto(directory);
    return await open(
      { directory, prepared: null, lock: { path: lock.path, token: lock.token } },
      lock,
      options,
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens an embedded database that is gone when it is closed. */
export async function openInMemory(options: OpenEmbeddedOptions): Promise<BillingDatabase> {
  return open({ directory: null, prepared: await loadPreparedDirectory(), lock: null }, null, options);
}

// Unpacked aside and renamed, so that a process that dies in between leaves no half of a database.
async function unpackInto(directory: string): Promise<void> {
  const aside = `${directory}.new`;
  rmSync(aside, { recursive: true, force: true });
  unpackTar(await loadPreparedDirectory(), aside);
  renameSync(aside, directory);
}

async function open(
  start: WorkerStart,
  lock: DirectoryLock | null,
  options: OpenEmbeddedOptions,
): Promise<BillingDatabase> {
  const client = createWorkerClient(startWorker(start), options);
  try {
    await client.opened;
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    kind: 'pglite',
    db: drizzleOver(client),
    ping: async () => {
      await client.query('select 1');
    },
    listen: (channel, listener) => listenOnEmbedded(client, channel, listener),
    close: async () => {
      await client.close();
      lock?.release();
    },
  };
}
