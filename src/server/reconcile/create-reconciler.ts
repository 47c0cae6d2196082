import { ExponentialBackoff, handleAll, type IRetryContext, retry } from 'cockatiel';
import { errorFields } from '../logger.ts';
import { pause } from '../pause.ts';
import {
  type KeptReport,
  type ReconcileReport,
  type ReconciliationBegin,
  WorkLeaseLostError,
} from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { StateWatch } from '../telemetry/index.ts';
import { holdLease } from '../work/hold-lease.ts';
import { reconcile, reconcileOwner } from './reconcile.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** How long a process that died keeps others from going on with its run: one that starts waits for it. */
const LEASE_IN_SECONDS = 15;

/** What was read longer ago is not what the provider says now: then a run that was broken off begins anew. */
const RESUME_WITHIN_SECONDS = 3600;

/** How often a process looks whether another one's run is done. */
const LOOK_EVERY_MS = 500;

/** Runs reconciliations, one at a time whatever the number of processes. */
export interface Reconciler {
  /**
   * The first run. When the provider fails and the mirror has products from earlier, it resolves and goes on trying.
   *
   * @throws when the provider fails and there are no products to show.
   */
  start(): Promise<void>;
  /** A run, or the one under way in this process or another. */
  run(): Promise<ReconcileReport>;
  /** A run for one owner alone. */
  runFor(externalId: string): Promise<ReconcileReport>;
  /** Whether the mirror has products, so that the catalog can be shown. */
  hasProducts(): boolean;
  /** Whether one run has come to its end. */
  isDone(): boolean;
  /** Breaks off a run under way; another process goes on with it. */
  stop(): Promise<void>;
}

type Begun = Extract<ReconciliationBegin, { kind: 'begun' }>;

/** Creates the reconciler of a server. */
export function createReconciler(
  context: ServerContext,
  watch: Pick<StateWatch, 'noteReconciled' | 'noteReconciledElsewhere' | 'noteReconcileFailure'>,
): Reconciler {
  const { store, logger, telemetry } = context;
  const stopping = new AbortController();
  let underWay: Promise<ReconcileReport> | null = null;
  let isRetrying = false;
  let hasProducts = false;
  let isDone = false;

  function run(): Promise<ReconcileReport> {
    underWay ??= runOrWait()
      .then((report) => {
        hasProducts = true;
        isDone = true;
        return report;
      })
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) watch.noteReconcileFailure(error);
        throw error;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  async function runOrWait(): Promise<ReconcileReport> {
    for (let other: string | null = null; ; ) {
      const theirs = other === null ? null : await store.reconciliations.findReport(other);
      if (theirs !== null) return takeOver(theirs);
      const begin = await store.reconciliations.begin({
        leaseInSeconds: LEASE_IN_SECONDS,
        resumeWithinSeconds: RESUME_WITHIN_SECONDS,
      });
      if (begin.kind === 'begun') {
        const report = await telemetry.span('floe.reconciliation', {}, () => carryOut(begin));
        if (report !== null) return report;
      } else {
        other = begin.id;
      }
      hasProducts ||= (await store.listProducts()).length > 0;
      await pause(LOOK_EVERY_MS);
      stopping.signal.throwIfAborted();
    }
  }

  /** @returns `null` when another process has taken the run over: this one was too slow to hold it. */
  async function carryOut({ claim, progress }: Begun): Promise<ReconcileReport | null> {
    const lease = holdLease(claim, store.reconciliations, LEASE_IN_SECONDS, logger);
    const signal = AbortSignal.any([stopping.signal, lease.signal]);
    const onProducts = () => {
      hasProducts = true;
    };
    if (progress !== null)
      logger.info({ ...progress.cursor }, 'Going on with a reconciliation that broke off.');
    try {
      const report = await reconcile(context, { claim, progress, onProducts, signal });
      watch.noteReconciled(report);
      logger.info({ ...report }, 'Reconciled with the payment provider.');
      return report;
    } catch (error) {
      if (lease.signal.aborted || WorkLeaseLostError.is(error)) return null;
      await store.reconciliations
        .release(claim)
        .catch((lost: unknown) => logger.warn(errorFields(lost), 'A reconciliation could not be let go of.'));
      throw error;
    } finally {
      lease.release();
    }
  }

  function takeOver({ id: _, ...report }: KeptReport): ReconcileReport {
    watch.noteReconciledElsewhere(report);
    return report;
  }

  async function keepTrying(): Promise<void> {
    // Nobody waits for a retry: neither a process that ends nor `stop`.
    const policy = retry(handleAll, {
      maxAttempts: Number.POSITIVE_INFINITY,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_RETRY_MS, maxDelay: LONGEST_RETRY_MS }),
    }).dangerouslyUnref();
    await policy
      .execute(async ({ signal }: IRetryContext) => {
        if (signal.aborted) return;
        await run();
      }, stopping.signal)
      .catch((error: unknown) => logger.error(errorFields(error), 'Reconciliation was given up.'));
  }

  return {
    run,
    async runFor(externalId) {
      const report = await reconcileOwner(context, externalId, stopping.signal);
      logger.info(
        { calls: report.calls, drift: report.drift },
        'Reconciled one owner with the payment provider.',
      );
      return report;
    },
    hasProducts: () => hasProducts,
    isDone: () => isDone,
    async start() {
      hasProducts = (await store.listProducts()).length > 0;
      try {
        await run();
      } catch (error) {
        if (!hasProducts) throw error;
        logger.warn(errorFields(error), 'The first reconciliation failed; it is tried again.');
        if (!isRetrying) void keepTrying();
        isRetrying = true;
      }
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled([underWay]);
    },
  };
}
