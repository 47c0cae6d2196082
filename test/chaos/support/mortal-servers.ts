import { startSecondProcess } from '../../postgres/support/second-process.ts';
import type { ServerProcessConfig } from './server-process.ts';

type Process = ReturnType<typeof startSecondProcess>;

/** Server processes of one database, any of which can be killed at any moment. */
export interface MortalServers {
  /** Sends a request to one of them. Rejects when it is killed meanwhile. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** Kills one without a warning, and starts another in its place. */
  killOne(): Promise<void>;
  /** Kills all of them. */
  killAll(): Promise<void>;
  startAll(): Promise<void>;
}

/** Starts nothing yet. */
export function createMortalServers(
  count: number,
  config: ServerProcessConfig,
  pick: <Item>(items: readonly Item[]) => Item,
): MortalServers {
  const alive = new Map<Process, string>();

  async function start(): Promise<void> {
    const server = startSecondProcess('../../chaos/support/server-process.ts', JSON.stringify(config));
    const line = await server.line(/^listening at/);
    alive.set(server, `http://127.0.0.1:${line.split(' ').at(-1)}`);
  }

  async function kill(server: Process): Promise<void> {
    alive.delete(server);
    server.kill('SIGKILL');
    await server.exited;
  }

  return {
    async send(path, init) {
      const urls = [...alive.values()];
      if (urls.length === 0) throw new Error('No server is alive.');
      return fetch(`${pick(urls)}${path}`, { ...init, signal: AbortSignal.timeout(30_000) });
    },
    async killOne() {
      const servers = [...alive.keys()];
      if (servers.length > 0) await kill(pick(servers));
      await start();
    },
    killAll: async () => void (await Promise.all([...alive.keys()].map(kill))),
    startAll: async () => void (await Promise.all(Array.from({ length: count }, start))),
  };
}
