import { Worker } from 'node:worker_threads';
import type { WorkerStart } from './worker-protocol.ts';

// A variable, because bundlers rewrite `new URL('./worker.js', import.meta.url)` into a worker for browsers.
const here: string = import.meta.url;

/**
 * Starts the thread that hosts the embedded database: the built file in a built package, and the TypeScript
 * source, through tsx, under Vitest and tsx.
 */
export function startWorker(start: WorkerStart): Worker {
  const file = here.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';
  // Flags of the parent (a debugger's, a test runner's) are not for this thread.
  return new Worker(new URL(file, here), { workerData: start, execArgv: [], name: 'floe-billing database' });
}
