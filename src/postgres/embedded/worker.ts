import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { PGlite, type Results, types } from '@electric-sql/pglite';
import { createLockKeeper } from './lock-keeper.ts';
import {
  toWireError,
  type WorkerCall,
  type WorkerNotification,
  type WorkerRequest,
  type WorkerStart,
} from './worker-protocol.ts';

if (parentPort === null) throw new Error('floe-billing: the database worker runs only as a worker thread.');
const port = parentPort;
const start = workerData as WorkerStart;
const keeper = start.lock === null ? null : createLockKeeper(start.lock);

// Drizzle reads dates as text, so that no microsecond is lost in a Date. It asks for that with functions,
// which cannot cross threads, so the same list lives here.
const asText = (value: string) => value;
const parsers = Object.fromEntries(
  [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182].map(
    (type) => [type, asText],
  ),
);

async function open(): Promise<PGlite> {
  const prepared = start.prepared === null ? {} : { loadDataDir: new Blob([gunzipSync(start.prepared)]) };
  return PGlite.create({ ...(start.directory === null ? {} : { dataDir: start.directory }), ...prepared });
}

async function answer(database: PGlite, call: WorkerCall): Promise<unknown> {
  keeper?.assertHeld();
  switch (call.kind) {
    case 'query': {
      const result: Results = await database.query(call.sql, [...call.params], {
        rowMode: call.rowMode,
        parsers,
      });
      return { rows: result.rows, fields: result.fields, affectedRows: result.affectedRows };
    }
    case 'exec':
      await database.exec(call.sql);
      return null;
    case 'listen':
      await database.listen(call.channel, (payload) => {
        port.postMessage({ channel: call.channel, payload } satisfies WorkerNotification);
      });
      return null;
    case 'dump':
      return new Uint8Array(await (await database.dumpDataDir('gzip')).arrayBuffer());
    case 'close':
      keeper?.stop();
      await database.close();
      return null;
  }
}

async function reply(id: number, work: () => Promise<unknown>): Promise<void> {
  try {
    port.postMessage({ id, ok: true, result: await work() });
  } catch (error) {
    port.postMessage({ id, ok: false, error: toWireError(error) });
    // After a trap in WebAssembly the instance is unusable; ending the thread rejects whoever still waits.
    if (error instanceof WebAssembly.RuntimeError) throw error;
  }
}

const database = open();
let last: Promise<void> = reply(0, async () => {
  await database;
  return null;
});

// One after the other and in order of arrival: the client relies on it to keep transactions together.
port.on('message', ({ id, call }: WorkerRequest) => {
  last = last.then(() => reply(id, async () => answer(await database, call)));
});
