import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a test wants the demo started. */
export interface DemoProcessOptions {
  /** PostgreSQL; without it the embedded database. */
  databaseUrl?: string | undefined;
  /** Kept state; without it a new folder that goes when the process is stopped. */
  dataDir?: string | undefined;
  port?: number | undefined;
  emulatorPort?: number | undefined;
  args?: readonly string[] | undefined;
}

/** The demo, started as a person starts it, in a process of its own. */
export interface DemoProcess {
  url: string;
  port: number;
  emulatorUrl: string;
  emulatorPort: number;
  dataDir: string;
  /** All it has printed. */
  output(): string;
  /** Sends the signal of Ctrl-C and waits. Resolves to the exit code; `null` when it had to be killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** Runs the demo's command to its end or to its ready line. */
export function spawnDemo(
  args: readonly string[],
  env: Record<string, string>,
): { process: ChildProcess; output(): string; ready: Promise<void>; exited: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('Floe demo ready at ')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`The demo ended with ${code}:\n${printed}`)));
  });
  // A caller that waits for the exit only must not be ended by this rejection.
  ready.catch(() => undefined);
  return { process: child, output: () => printed, ready, exited };
}

/** Starts the demo and waits until it says that it is ready. */
export async function startDemoProcess(options: DemoProcessOptions = {}): Promise<DemoProcess> {
  const port = options.port ?? (await freePort());
  const emulatorPort = options.emulatorPort ?? (await freePort());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'floe-demo-'));
  const demo = spawnDemo(
    ['--port', String(port), '--emulator-port', String(emulatorPort), ...(options.args ?? [])],
    { FLOE_DATA_DIR: dataDir, DATABASE_URL: options.databaseUrl ?? '' },
  );
  await demo.ready;

  return {
    url: `http://localhost:${port}`,
    port,
    emulatorUrl: `http://localhost:${emulatorPort}`,
    emulatorPort,
    dataDir,
    output: demo.output,
    async stop(signal = 'SIGINT') {
      demo.process.kill(signal);
      const killer = setTimeout(() => demo.process.kill('SIGKILL'), 15_000);
      const code = await demo.exited;
      clearTimeout(killer);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
      return code;
    },
  };
}
