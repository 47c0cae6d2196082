import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import { drizzleOver } from './drizzle-over.ts';
import { startWorker } from './start-worker.ts';
import { createWorkerClient } from './worker-client.ts';

// initdb takes seconds and is the same every time, so its outcome is kept, migrations included.

/** The file name of a prepared directory; it changes with PGlite and with every migration. */
export function preparedFileName(): string {
  const hash = createHash('sha256');
  for (const migration of MIGRATIONS) hash.update(migration.hash);
  return `pglite-${pgliteVersion()}-${hash.digest('hex').slice(0, 12)}.tar.gz`;
}

/** Runs initdb and all migrations in memory and packs what came out. Takes some seconds. */
export async function buildPreparedDirectory(): Promise<Uint8Array> {
  const client = createWorkerClient(startWorker({ directory: null, prepared: null, lock: null }));
  try {
    await client.opened;
    await migrate(drizzleOver(client));
    // Without this the first start of every copy would replay the log of the migrations.
    await client.exec('CHECKPOINT');
    return await client.dump();
  } finally {
    await client.close();
  }
}

/** Writes a prepared directory into `folder`, for the package's build. Returns the file's path. */
export async function writePreparedDirectory(folder: string): Promise<string> {
  const path = join(folder, preparedFileName());
  if (!existsSync(path)) replaceFile(path, await buildPreparedDirectory());
  return path;
}

let building: Promise<Uint8Array> | null = null;

/** Loads the prepared directory shipped with the package or cached before; else makes it and caches it. */
export async function loadPreparedDirectory(): Promise<Uint8Array> {
  const name = preparedFileName();
  const shipped = fileURLToPath(new URL(`../prepared/${name}`, HERE));
  if (existsSync(shipped)) return readFileSync(shipped);

  const cache = cacheFolder();
  const cached = cache === null ? null : join(cache, name);
  if (cached !== null && existsSync(cached)) return readFileSync(cached);

  building ??= buildPreparedDirectory();
  const packed = await building;
  if (cached !== null) tryToCache(cached, packed);
  return packed;
}

const HERE: string = import.meta.url;

function pgliteVersion(): string {
  // The package does not export its package.json, so it is found beside the entry.
  const entry = createRequire(HERE).resolve('@electric-sql/pglite');
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  return String((manifest as { version?: unknown }).version);
}

function cacheFolder(): string | null {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) {
      return join(folder, 'node_modules', '.cache', 'floe-billing');
    }
    if (dirname(folder) === folder) return null;
  }
}

function tryToCache(path: string, packed: Uint8Array): void {
  try {
    replaceFile(path, packed);
  } catch {
    // A read-only installation only starts more slowly.
  }
}

// Written aside and renamed, so that no other process ever reads half a file.
function replaceFile(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, path);
}
