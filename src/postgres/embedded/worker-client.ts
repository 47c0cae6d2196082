import type { Worker } from 'node:worker_threads';
import { createWaitingLine } from './waiting-line.ts';
import {
  fromWireError,
  type WorkerCall,
  type WorkerNotification,
  type WorkerResponse,
} from './worker-protocol.ts';

/** Rows of one statement, as `drizzle-orm/pglite` reads them. */
export interface EmbeddedResult {
  readonly rows: unknown[];
  readonly fields: { readonly name: string; readonly dataTypeID: number }[];
  readonly affectedRows?: number | undefined;
}

/** Runs statements; outside a transaction each on its own. */
export interface EmbeddedQueries {
  query(
    sql: string,
    params?: readonly unknown[],
    options?: { rowMode?: 'array' | 'object' | undefined },
  ): Promise<EmbeddedResult>;
  exec(sql: string): Promise<void>;
}

/** The part of PGlite's interface that Drizzle uses, spoken to a worker thread. */
export interface EmbeddedClient extends EmbeddedQueries {
  /** Runs `work` in a transaction; whatever else is called meanwhile waits until it has ended. */
  transaction<T>(work: (transaction: EmbeddedQueries) => Promise<T>): Promise<T>;
  /** Hears what is notified on a channel, from when it resolves until the function it gives is called. */
  listen(channel: string, onNotification: (payload: string) => void): Promise<() => void>;
  /** The whole database as a gzipped tar. */
  dump(): Promise<Uint8Array>;
  /** Resolves when the database has been opened. */
  readonly opened: Promise<void>;
  /** Closes the database and ends the thread. Everything called later rejects. */
  close(): Promise<void>;
}

/** Options of {@link createWorkerClient}. */
export interface CreateWorkerClientOptions {
  /** How long a statement waits for an open transaction. @default 30_000 */
  waitTimeoutMs?: number | undefined;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const CLOSED = 'floe-billing: the embedded database is closed.';

/** Speaks to the worker made by `startWorker`. */
export function createWorkerClient(worker: Worker, options: CreateWorkerClientOptions = {}): EmbeddedClient {
  const pending = new Map<number, Pending>();
  const line = createWaitingLine(options.waitTimeoutMs ?? 30_000);
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let nextId = 0;
  let ended: Error | null = null;
  let isClosing = false;

  function end(error: Error): void {
    ended ??= error;
    for (const call of pending.values()) call.reject(ended);
    pending.clear();
    line.clear(ended);
  }

  function register(): { id: number; answer: Promise<unknown> } {
    const id = nextId++;
    // While somebody waits for an answer Node must not exit; otherwise the thread must not keep it alive.
    worker.ref();
    const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }));
    return { id, answer };
  }

  function send(call: WorkerCall): Promise<unknown> {
    if (ended !== null) return Promise.reject(ended);
    const { id, answer } = register();
    worker.postMessage({ id, call });
    return answer;
  }

  worker.on('message', (response: WorkerResponse | WorkerNotification) => {
    if ('channel' in response) {
      for (const listener of listeners.get(response.channel) ?? []) listener(response.payload);
      return;
    }
    const call = pending.get(response.id);
    pending.delete(response.id);
    if (pending.size === 0) worker.unref();
    if (response.ok) call?.resolve(response.result);
    else call?.reject(fromWireError(response.error));
  });
  worker.on('error', (error) =>
    end(
      error instanceof Error && error.message.startsWith('floe-billing:')
        ? error
        : new Error(`floe-billing: the embedded database's thread failed: ${String(error)}`, {
            cause: error,
          }),
    ),
  );
  worker.on('exit', (code) =>
    end(
      new Error(
        `floe-billing: the embedded database's thread ended unexpectedly (exit code ${code}). Rows already ` +
          'acknowledged are on disk; restart the process to open them again.',
      ),
    ),
  );

  const statements: EmbeddedQueries = {
    // The worker answers a `query` with an EmbeddedResult; the protocol's answers are untyped.
    query: (sql, params = [], { rowMode = 'object' } = {}) =>
      send({ kind: 'query', sql, params, rowMode }) as Promise<EmbeddedResult>,
    exec: async (sql) => {
      await send({ kind: 'exec', sql });
    },
  };

  async function runTransaction<T>(work: (transaction: EmbeddedQueries) => Promise<T>): Promise<T> {
    const state = { isOpen: true, isAborted: false };
    const leave = line.enter();
    try {
      await statements.exec('BEGIN');
      const result = await work(withinTransaction(statements, state, line.remember));
      if (state.isAborted) {
        throw new Error(
          'floe-billing: a statement of this transaction failed and its error was caught, so nothing was ' +
            'committed. Let the error out, or run the statement in a nested transaction.',
        );
      }
      await statements.exec('COMMIT');
      return result;
    } catch (error) {
      if (ended === null) await statements.exec('ROLLBACK');
      throw error;
    } finally {
      state.isOpen = false;
      leave();
    }
  }

  function pass<T>(statement: string, run: () => Promise<T>): Promise<T> {
    return isClosing ? Promise.reject(new Error(CLOSED)) : line.pass(statement, run);
  }

  const opened = register().answer.then(() => undefined);
  return {
    opened,
    query: (sql, params, queryOptions) => pass(sql, () => statements.query(sql, params, queryOptions)),
    exec: (sql) => pass(sql, () => statements.exec(sql)),
    async listen(channel, onNotification) {
      const known = listeners.get(channel);
      const all = known ?? new Set();
      listeners.set(channel, all.add(onNotification));
      // The database has one connection, which listens or does not.
      if (known === undefined) await pass('listen', () => send({ kind: 'listen', channel }));
      return () => void all.delete(onNotification);
    },
    transaction: (work) => pass('begin', () => runTransaction(work)),
    dump: () => pass('dump', () => send({ kind: 'dump' }) as Promise<Uint8Array>),
    close: async () => {
      const closing = pass('close', () => send({ kind: 'close' }));
      isClosing = true;
      // A thread that died, or a transaction that never ends, must not keep the process from stopping.
      await closing.catch(() => undefined);
      end(new Error(CLOSED));
      await worker.terminate();
    },
  };
}

/** The handle a transaction's work receives: it notes failures, and is of no use once the transaction ended. */
function withinTransaction(
  statements: EmbeddedQueries,
  state: { readonly isOpen: boolean; isAborted: boolean },
  remember: (sql: string) => void,
): EmbeddedQueries {
  async function run<T>(sql: string, statement: () => Promise<T>): Promise<T> {
    if (!state.isOpen) {
      throw new Error(`floe-billing: this transaction has ended; "${sql.slice(0, 200)}" came too late.`);
    }
    remember(sql);
    try {
      const result = await statement();
      if (/^\s*rollback to/i.test(sql)) state.isAborted = false;
      return result;
    } catch (error) {
      state.isAborted = true;
      throw error;
    }
  }
  return {
    query: (sql, params, options) => run(sql, () => statements.query(sql, params, options)),
    exec: (sql) => run(sql, () => statements.exec(sql)),
  };
}
