import { ERROR_CLASS_NAMES } from '../../core/index.ts';
import { WORK_QUEUE_NAMES } from '../ports/index.ts';
import { noSnapshots } from '../reconcile/no-snapshots.ts';
import type { ErrorSource, Telemetry } from './create-telemetry.ts';

const SOURCES = {
  request: true,
  provider: true,
  work: true,
  reconciliation: true,
} as const satisfies Record<ErrorSource, true>;

/**
 * Begins every counter at 0. A counter that comes into being with its first failure has nothing to have risen from, and so
 * an alert on its increase would sleep through that one.
 */
export function startCounters({ count }: Pick<Telemetry, 'count'>): void {
  for (const errorClass of ERROR_CLASS_NAMES) {
    for (const source of Object.keys(SOURCES)) count('floe.errors', { class: errorClass, source }, 0);
  }
  for (const outcome of ['new', 'duplicate', 'requeued', 'refused']) {
    count('floe.webhook.received', { outcome }, 0);
  }
  count('floe.webhook.old_secret', {}, 0);
  for (const queue of WORK_QUEUE_NAMES) {
    for (const outcome of ['done', 'retry', 'postponed', 'parked', 'lost']) {
      count('floe.work.runs', { queue, outcome }, 0);
    }
  }
  for (const outcome of ['done', 'failed']) count('floe.reconciliation.runs', { outcome }, 0);
  for (const kind of Object.keys(noSnapshots())) count('floe.reconciliation.drift', { kind }, 0);
  count('floe.reconciliation.redelivered', {}, 0);
}
