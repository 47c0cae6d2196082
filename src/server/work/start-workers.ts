import { isBefore } from '../../core/index.ts';
import type { Scheduler } from '../jobs/create-scheduler.ts';
import { systemClock, type WorkQueue } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { observeWork } from '../telemetry/index.ts';
import { applyDelivery } from '../webhooks/apply-delivery.ts';
import { runJob } from './run-job.ts';
import { sendMessage } from './send-message.ts';
import { startWorker, type Worker } from './worker.ts';

/** After so many attempts a person has to look. With the queue's backoff that is within a quarter of an hour. */
const MAX_ATTEMPTS = 10;

/** What takes messages is somebody else's, and may be down for a day: so many attempts take about thirty hours. */
const MAX_HANDOVERS = 40;

/** The workers of one process. */
export interface Workers {
  inbox: Worker;
  outbox: Worker;
  jobs: Worker;
  /** Resolves when nothing is due in any queue, nor by business time. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a worker for each queue. `scheduler` writes what falls due to one of them. */
export function startWorkers(context: ServerContext, scheduler: Pick<Scheduler, 'sweep'>): Workers {
  const { store, logger, telemetry } = context;
  const common = { logger, concurrency: 4, maxAttempts: MAX_ATTEMPTS };
  const inbox = startWorker({
    ...common,
    ...observeWork(
      { name: 'webhook_inbox', queue: store.inbox, run: (item) => applyDelivery(item, context) },
      telemetry,
    ),
  });
  const jobs = startWorker({
    ...common,
    ...observeWork({ name: 'jobs', queue: store.jobs, run: (item) => runJob(item, context) }, telemetry),
  });
  const outbox = startWorker({
    ...common,
    maxAttempts: MAX_HANDOVERS,
    ...observeWork(
      { name: 'outbox', queue: store.outbox, run: (item) => sendMessage(item, context) },
      telemetry,
    ),
  });

  // In the order in which one makes work for the next.
  const workers = [inbox, jobs, outbox];
  const queues: Pick<WorkQueue<unknown>, 'nextDueAt'>[] = [store.inbox, store.jobs, store.outbox];
  return {
    inbox,
    outbox,
    jobs,
    async settled() {
      // What is done may show that something has fallen due.
      do {
        do {
          for (const worker of workers) {
            worker.wake();
            await worker.idle();
          }
        } while (await isAnyDue(queues));
      } while ((await scheduler.sweep()) > 0);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

async function isAnyDue(queues: readonly Pick<WorkQueue<unknown>, 'nextDueAt'>[]): Promise<boolean> {
  const dueAts = await Promise.all(queues.map((queue) => queue.nextDueAt()));
  const now = systemClock.now();
  return dueAts.some((dueAt) => dueAt !== null && !isBefore(now, dueAt));
}
