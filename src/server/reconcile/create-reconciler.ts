import { ExponentialBackoff, handleAll, type IRetryContext, retry } from 'cockatiel';
import { errorFields } from '../logger.ts';
import type { ServerContext } from '../server-context.ts';
import type { StateWatch } from '../telemetry/index.ts';
import { reconcile, reconcileOwner } from './reconcile.ts';
import type { ReconcileReport } from './reconcile-report.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** Runs reconciliations, one at a time. */
export interface Reconciler {
  /**
   * The first run. When the provider fails and the mirror has products from earlier, it resolves and goes on trying.
   *
   * @throws when the provider fails and there are no products to show.
   */
  start(): Promise<void>;
  /** A run, or the one under way. */
  run(): Promise<ReconcileReport>;
  /** A run for one owner alone. */
  runFor(externalId: string): Promise<ReconcileReport>;
  /** Whether the mirror has products, so that the catalog can be shown. */
  hasProducts(): boolean;
  /** Whether one run has come to its end. */
  isDone(): boolean;
  /** Breaks off a run under way. */
  stop(): Promise<void>;
}

/** Creates the reconciler of a server. */
export function createReconciler(
  context: ServerContext,
  watch: Pick<StateWatch, 'noteReconciled' | 'noteReconcileFailure'>,
): Reconciler {
  const stopping = new AbortController();
  let underWay: Promise<ReconcileReport> | null = null;
  let isRetrying = false;
  let hasProducts = false;
  let isDone = false;

  const onProducts = () => {
    hasProducts = true;
  };

  function run(): Promise<ReconcileReport> {
    underWay ??= context.telemetry
      .span('floe.reconciliation', {}, () => reconcile(context, { onProducts, signal: stopping.signal }))
      .then((report) => {
        isDone = true;
        watch.noteReconciled(report);
        context.logger.info({ ...report }, 'Reconciled with the payment provider.');
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
      .catch((error: unknown) => context.logger.error(errorFields(error), 'Reconciliation was given up.'));
  }

  return {
    run,
    async runFor(externalId) {
      const report = await reconcileOwner(context, externalId, stopping.signal);
      context.logger.info(
        { calls: report.calls, drift: report.drift },
        'Reconciled one owner with the payment provider.',
      );
      return report;
    },
    hasProducts: () => hasProducts,
    isDone: () => isDone,
    async start() {
      hasProducts = (await context.store.listProducts()).length > 0;
      try {
        await run();
      } catch (error) {
        if (!hasProducts) throw error;
        context.logger.warn(errorFields(error), 'The first reconciliation failed; it is tried again.');
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
