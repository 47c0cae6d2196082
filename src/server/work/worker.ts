import { BillingError, millisecondsBetween } from '../../core/index.ts';
import { describeError, errorFields, type Logger } from '../logger.ts';
import { systemClock, type WorkItem, WorkLeaseLostError, type WorkQueue } from '../ports/index.ts';
import { holdLease } from './hold-lease.ts';
import { PermanentWorkError } from './permanent-work-error.ts';

/** How a worker treats its queue. */
export interface WorkerOptions<Payload> {
  name: string;
  queue: WorkQueue<Payload>;
  /**
   * Does one piece of work and marks it done. What it throws puts the item back; a {@link PermanentWorkError} parks it.
   *
   * @param signal fires when the work has become somebody else's.
   */
  run: (item: WorkItem<Payload>, signal: AbortSignal) => Promise<void>;
  logger: Logger;
  /** How many items are worked on at once, so that a slow one holds up nobody. */
  concurrency: number;
  /** What takes longer takes no place any more: it waits for somebody, and others need not wait with it. @default 1000 */
  slowAfterMs?: number | undefined;
  /** After so many attempts a person has to look. */
  maxAttempts: number;
  /** How long a claim holds; it is lengthened while work goes on. @default 120 */
  leaseInSeconds?: number | undefined;
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

// Longer than any provider call takes, retries included. A process that dies keeps its work from others for so long.
const LEASE_IN_SECONDS = 120;

const SLOW_AFTER_MS = 1_000;

// When everything is slow there is an end to it all the same: so many times as much is in hand.
const MOST_SLOW = 3;

// Other processes queue work too, and leases run out, without telling this one.
const POLL_MS = 5_000;

// An item may be due and not to be had, such as one another process has just taken.
const SHORTEST_PAUSE_MS = 200;

/** Starts a worker. It looks into its queue at once. */
export function startWorker<Payload>(options: WorkerOptions<Payload>): Worker {
  const { queue, logger, name, maxAttempts, leaseInSeconds = LEASE_IN_SECONDS } = options;
  const { concurrency, slowAfterMs = SLOW_AFTER_MS } = options;
  const inHand = new Set<Promise<void>>();
  const slow = new Set<Promise<void>>();
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
    const lease = holdLease(item, queue, leaseInSeconds, logger);
    try {
      // Nobody has reported what became of the attempts before: they may have taken the process with them.
      if (item.attempts > maxAttempts) throw new PermanentWorkError('No attempt came to an end.');
      await options.run(item, lease.signal);
    } catch (error) {
      await putBack(item, error);
    } finally {
      lease.release();
    }
  }

  async function putBack(item: WorkItem<Payload>, error: unknown): Promise<void> {
    const fields = { ...errorFields(error), key: item.key, attempts: item.attempts };
    const outcome = WorkLeaseLostError.is(error) ? 'lost' : await returnToQueue(item, error);
    if (outcome === 'lost') {
      return logger.warn(fields, `Work in ${name} took longer than its lease; another run has it.`);
    }
    logger[outcome === 'parked' ? 'error' : 'warn'](fields, `Work in ${name} failed: ${outcome}.`);
  }

  function returnToQueue(item: WorkItem<Payload>, error: unknown) {
    const outageSeconds = secondsOfOutage(error);
    if (outageSeconds !== null) return queue.postpone(item, describeError(error), outageSeconds);
    return queue.fail(item, describeError(error), error instanceof PermanentWorkError ? 1 : maxAttempts);
  }

  function take(item: WorkItem<Payload>): void {
    const work: Promise<void> = runOne(item)
      .catch((error: unknown) => logger.error(errorFields(error), `Work in ${name} could not be put back.`))
      .finally(() => {
        clearTimeout(timer);
        inHand.delete(work);
        slow.delete(work);
        notify();
      });
    inHand.add(work);
    const timer = setTimeout(() => {
      slow.add(work);
      notify();
    }, slowAfterMs);
  }

  async function look(): Promise<{ found: boolean; pauseMs: number }> {
    const free = concurrency - inHand.size + Math.min(slow.size, MOST_SLOW * concurrency);
    if (free <= 0) return { found: false, pauseMs: POLL_MS };
    try {
      const items = await queue.claim(free, leaseInSeconds);
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

/**
 * How long to wait at least when the provider did not answer or wants to be left alone; `null` for any other failure. What
 * waits for the provider is never parked: it heals by itself when the provider is back, be that after hours.
 */
function secondsOfOutage(error: unknown): number | null {
  if (!BillingError.is(error)) return null;
  const isOutage = error.code === 'provider_unavailable' || error.code === 'rate_limited';
  return isOutage ? (error.retryAfterSeconds ?? 0) : null;
}

// Leases and backoff run on real time, never on the business clock.
function pauseUntil(dueAt: string | null): number {
  if (dueAt === null) return POLL_MS;
  return Math.min(POLL_MS, Math.max(SHORTEST_PAUSE_MS, millisecondsBetween(systemClock.now(), dueAt)));
}
