import { millisecondsBetween } from '../../core/index.ts';
import { describeError, errorFields, type Logger } from '../logger.ts';
import { systemClock, type WorkItem, type WorkQueue } from '../ports/index.ts';

/** How a worker treats its queue. */
export interface WorkerOptions<Payload> {
  name: string;
  queue: WorkQueue<Payload>;
  /** Does one piece of work and marks it done. What it throws puts the item back. */
  run: (item: WorkItem<Payload>) => Promise<void>;
  logger: Logger;
  /** How many items are worked on at once, so that a slow one holds up nobody. */
  concurrency: number;
  /** After so many attempts a person has to look. */
  maxAttempts: number;
}

/** Works a queue off until it is stopped. */
export interface Worker {
  /** Looks into the queue at once. */
  wake(): void;
  /** Resolves when nothing is in hand and a look after the last `wake` found nothing due. */
  idle(): Promise<void>;
  /** Takes nothing more and resolves when what is in hand is done. */
  stop(): Promise<void>;
}

// Longer than any provider call takes, retries included.
const LEASE_IN_SECONDS = 120;

// Other processes queue work too, and leases run out, without telling this one.
const POLL_MS = 5_000;

// An item may be due and not to be had, such as one another process has just taken.
const SHORTEST_PAUSE_MS = 200;

/** Starts a worker. It looks into its queue at once. */
export function startWorker<Payload>(options: WorkerOptions<Payload>): Worker {
  const { queue, logger, name } = options;
  const inHand = new Set<Promise<void>>();
  let restListeners: (() => void)[] = [];
  let signal: () => void = () => undefined;
  let isSignaled = false;
  let isResting = false;
  let isStopped = false;

  function notify(): void {
    isSignaled = true;
    isResting = false;
    signal();
  }

  async function runOne(item: WorkItem<Payload>): Promise<void> {
    try {
      await options.run(item);
    } catch (error) {
      const fields = { ...errorFields(error), key: item.key, attempts: item.attempts };
      const outcome = await queue.fail(item.id, describeError(error), options.maxAttempts);
      logger[outcome === 'parked' ? 'error' : 'warn'](fields, `Work in ${name} failed: ${outcome}.`);
    }
  }

  function take(item: WorkItem<Payload>): void {
    const work: Promise<void> = runOne(item)
      .catch((error: unknown) => logger.error(errorFields(error), `Work in ${name} could not be put back.`))
      .finally(() => {
        inHand.delete(work);
        notify();
      });
    inHand.add(work);
  }

  async function look(): Promise<{ found: boolean; pauseMs: number }> {
    const free = options.concurrency - inHand.size;
    if (free <= 0) return { found: false, pauseMs: POLL_MS };
    try {
      const items = await queue.claim(free, LEASE_IN_SECONDS);
      for (const item of items) take(item);
      if (items.length > 0) return { found: true, pauseMs: 0 };
      return { found: false, pauseMs: pauseUntil(await queue.nextDueAt()) };
    } catch (error) {
      logger.error(errorFields(error), `The queue ${name} could not be read.`);
      return { found: false, pauseMs: POLL_MS };
    }
  }

  function rest(): void {
    if (inHand.size > 0) return;
    isResting = true;
    for (const listener of restListeners) listener();
    restListeners = [];
  }

  async function loop(): Promise<void> {
    while (!isStopped) {
      isSignaled = false;
      const { found, pauseMs } = await look();
      if (found || isSignaled || isStopped) continue;
      rest();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(notify, pauseMs);
        signal = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    await Promise.all(inHand);
    rest();
  }

  const looping = loop();
  return {
    wake: notify,
    async idle() {
      if (!isResting) await new Promise<void>((resolve) => restListeners.push(resolve));
    },
    async stop() {
      isStopped = true;
      notify();
      await looping;
    },
  };
}

// Leases and backoff run on real time, never on the business clock.
function pauseUntil(dueAt: string | null): number {
  if (dueAt === null) return POLL_MS;
  return Math.min(POLL_MS, Math.max(SHORTEST_PAUSE_MS, millisecondsBetween(systemClock.now(), dueAt)));
}
