import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const TSX = resolve('node_modules/tsx/dist/loader.mjs');
const COMMAND = resolve('src/cli/floe-billing.ts');

/** How a command ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command that runs. */
export interface Running {
  pid: number;
  /** What it has said so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Resolves with what it said when that matches. Rejects when it ends before. */
  says(pattern: RegExp): Promise<RegExpMatchArray>;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** How a command is started. */
export interface FloeOptions {
  /** @default this repository */
  cwd?: string | undefined;
  /** Beside, or in place of, what this process has; `undefined` takes a variable away. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Starts `floe-billing` from source in a process of its own, which does not outlive the test. */
export function startFloe(args: readonly string[], { cwd, env = {} }: FloeOptions = {}): Running {
  const child = spawn(
    process.execPath,
    ['--import', TSX, '--conditions=floe-source', COMMAND, ...args],
    // Vitest sets NODE_ENV; whoever types a command has none.
    { cwd, env: { ...process.env, NODE_ENV: undefined, ...env } },
  );
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk;
  });
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, ...said })));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return said.stdout;
    },
    get stderr() {
      return said.stderr;
    },
    ended,
    says: (pattern) =>
      new Promise((found, failed) => {
        const look = () => {
          const match = said.stdout.match(pattern);
          if (match !== null) found(match);
        };
        child.stdout.on('data', look);
        look();
        ended.then(({ code, stderr }) =>
          failed(
            new Error(
              `floe-billing ended with ${code} and never said ${pattern}.\n${said.stdout}\n${stderr}`,
            ),
          ),
        );
      }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs `floe-billing` from source until it ends. */
export function runFloe(args: readonly string[], options?: FloeOptions): Promise<Ended> {
  return startFloe(args, options).ended;
}

/** An empty folder that is gone after the test. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'floe-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that something listens at until the test ends. */
export async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A port that nothing listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
