import type { BillingStore, ReconcileReport } from '../ports/index.ts';
import type { Telemetry } from './create-telemetry.ts';
import { secondsSince } from './observe-provider.ts';

const ENDPOINT_STATES = [
  'healthy',
  'enabled_again',
  'missing',
  'unknown',
] as const satisfies readonly ReconcileReport['endpoint'][];

/** Keeps what the last reconciliation found, and measures the queues whenever somebody asks. */
export interface StateWatch {
  /** A run of this process has come to its end. */
  noteReconciled(report: ReconcileReport): void;
  /** A run of another process has, which counts it itself. */
  noteReconciledElsewhere(report: ReconcileReport): void;
  noteReconcileFailure(error: unknown): void;
  stop(): void;
}

/** Begins to measure what no event tells of. */
export function observeState(
  store: Pick<BillingStore, 'inbox' | 'outbox' | 'jobs'>,
  telemetry: Telemetry,
): StateWatch {
  const queues = { webhook_inbox: store.inbox, outbox: store.outbox, jobs: store.jobs };
  let endpoint: ReconcileReport['endpoint'] | null = null;
  let reconciledAtMs: number | null = null;

  const stop = telemetry.observe(async (observe) => {
    if (reconciledAtMs !== null) observe('floe.reconciliation.age', secondsSince(reconciledAtMs));
    for (const state of endpoint === null ? [] : ENDPOINT_STATES) {
      observe('floe.webhook.endpoint', state === endpoint ? 1 : 0, { state });
    }
    await Promise.all(
      Object.entries(queues).map(async ([queue, work]) => {
        // A database that is down is told of elsewhere; what it holds is not known then.
        const depth = await work.depth().catch(() => null);
        if (depth === null) return;
        observe('floe.queue.pending', depth.pending, { queue });
        observe('floe.queue.parked', depth.parked, { queue });
        observe('floe.queue.oldest', depth.oldestPendingSeconds ?? 0, { queue });
      }),
    );
  });

  function note(report: ReconcileReport): void {
    reconciledAtMs = performance.now();
    endpoint = report.endpoint;
  }

  return {
    stop,
    noteReconciledElsewhere: note,
    noteReconciled(report) {
      note(report);
      telemetry.count('floe.reconciliation.runs', { outcome: 'done' });
      telemetry.count('floe.reconciliation.redelivered', {}, report.redelivered);
      for (const [kind, drift] of Object.entries(report.drift)) {
        for (const [how, count] of Object.entries(drift)) {
          telemetry.count('floe.reconciliation.drift', { kind, how }, count);
        }
      }
    },
    noteReconcileFailure(error) {
      telemetry.count('floe.reconciliation.runs', { outcome: 'failed' });
      telemetry.countError(error, 'reconciliation');
    },
  };
}
