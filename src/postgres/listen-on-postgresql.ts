import pg from 'pg';
import type { DatabaseListener } from './database.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

// A peer that vanished without a word, as behind a firewall that forgot the connection, is noticed by nothing else.
const PING_EVERY_MS = 15_000;
const PING_TIMEOUT_MS = 5_000;

/**
 * Hears a channel on a connection of its own, and makes it anew whenever it breaks. The address must be the server's, or
 * a pooler's in session mode: in transaction mode there is nothing to hear.
 */
export function listenOnPostgresql(
  databaseUrl: string,
  channel: string,
  listener: DatabaseListener,
): () => Promise<void> {
  const stopped = new AbortController();

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopped.signal.aborted) {
      const wasConnected = await listenOnce(databaseUrl, channel, listener, stopped.signal);
      failures = wasConnected ? 0 : failures + 1;
      await pause(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures), stopped.signal);
    }
  }

  const running = run();
  return () => {
    stopped.abort();
    return running;
  };
}

/** One connection, from its making to its end. Resolves with whether it was made. */
async function listenOnce(
  databaseUrl: string,
  channel: string,
  listener: DatabaseListener,
  stopped: AbortSignal,
): Promise<boolean> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: PING_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'floe-billing listener',
  });
  const over = new AbortController();
  const end = () => over.abort();
  client.once('end', end);
  // An error of a connection that nobody listens to would end the process.
  client.on('error', end);
  client.on('notification', ({ payload = '' }) => {
    if (!stopped.aborted) listener.onNotification(payload);
  });
  stopped.addEventListener('abort', end, { once: true });

  let isConnected = false;
  try {
    const connecting = client.connect();
    // It may fail after nobody waits for it any more.
    connecting.catch(() => undefined);
    await Promise.race([connecting, untilAborted(over.signal)]);
    if (over.signal.aborted) return false;
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    isConnected = true;
    listener.onConnectionChange(true);
    while (!over.signal.aborted) {
      await pause(PING_EVERY_MS, over.signal);
      if (!over.signal.aborted) await client.query('select 1');
    }
  } catch {
    // It is tried again, and who listens is told that nothing arrives meanwhile.
  } finally {
    stopped.removeEventListener('abort', end);
    // A connection that does not answer does not say goodbye either.
    void client.end().catch(() => undefined);
    if (isConnected && !stopped.aborted) listener.onConnectionChange(false);
  }
  return isConnected;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    // Half of the wait is chance, so that the processes of one database do not all come back at once.
    const timer = setTimeout(finish, delayMs * (0.5 + Math.random() / 2));
    if (signal.aborted) finish();
    signal.addEventListener('abort', finish, { once: true });
  });
}
