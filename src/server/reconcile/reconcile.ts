import { BillingError } from '../../core/index.ts';
import type {
  PaymentProvider,
  ReconcileCursor,
  ReconcileReport,
  ReconciliationProgress,
  WorkClaim,
} from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { healEndpoint } from './heal-endpoint.ts';
import { mirrorOwner, mirrorOwners, mirrorProducts, mirrorShared } from './mirror-all.ts';
import type { ReconcileWalk } from './mirror-one.ts';
import { noSnapshots } from './no-snapshots.ts';
import { countsOf, resumeAt } from './resume.ts';

/** How a reconciliation is watched and broken off, and where it begins. */
export interface ReconcileOptions {
  /** The run, which this process holds. */
  claim: WorkClaim;
  /** How far it had come; `null` at the beginning. */
  progress: ReconciliationProgress | null;
  /** Called when the products are in the mirror. */
  onProducts: () => void;
  signal: AbortSignal;
}

/**
 * Reads from the provider everything the mirror may have missed. Products first: as soon as they are there, the catalog
 * can be shown.
 *
 * @throws the signal's reason when it is broken off; what was read until then is kept.
 */
export function reconcile(
  context: ServerContext,
  { claim, progress, onProducts, signal }: ReconcileOptions,
): Promise<ReconcileReport> {
  return observed(
    context,
    { externalId: null, claim, progress, signal },
    async (counted, walk, toProgress) => {
      const keep = (cursor: ReconcileCursor): Promise<void> =>
        context.store.reconciliations.saveProgress(claim, toProgress(cursor));
      await mirrorProducts(counted, walk);
      onProducts();
      await mirrorShared(counted, walk);
      await mirrorOwners(counted, walk, resumeAt(progress?.cursor ?? null, keep));
      return healEndpoint(counted);
    },
  );
}

/**
 * Reads everything of one owner anew.
 *
 * @throws {BillingError} `not_found` — neither the mirror nor the provider knows them.
 */
export function reconcileOwner(
  context: ServerContext,
  externalId: string,
  signal: AbortSignal,
): Promise<ReconcileReport> {
  return observed(context, { externalId, claim: null, progress: null, signal }, async (counted, walk) => {
    if (!(await mirrorOwner(externalId, counted, walk))) {
      throw new BillingError('not_found', { message: 'There is no customer of this name.' });
    }
    return { endpoint: 'unknown', redelivered: 0 };
  });
}

type EndpointReport = Pick<ReconcileReport, 'endpoint' | 'redelivered'>;

interface Observed {
  externalId: string | null;
  claim: WorkClaim | null;
  progress: ReconciliationProgress | null;
  signal: AbortSignal;
}

async function observed(
  context: ServerContext,
  { externalId, claim, progress, signal }: Observed,
  run: (
    counted: ServerContext,
    walk: ReconcileWalk,
    toProgress: (cursor: ReconcileCursor) => ReconciliationProgress,
  ) => Promise<EndpointReport>,
): Promise<ReconcileReport> {
  const startedAt = progress?.startedAt ?? context.clock.now();
  const startedAtMs = performance.now();
  const { provider, callsSoFar } = countCalls(context.provider);
  const counts =
    progress === null ? { read: noSnapshots(), repaired: noSnapshots(), drift: {} } : countsOf(progress);
  const walk: ReconcileWalk = { ...counts, unreadable: new Set(progress?.unreadable), signal };
  const soFar = () => ({
    startedAt,
    seconds: (progress?.seconds ?? 0) + (performance.now() - startedAtMs) / 1000,
    calls: (progress?.calls ?? 0) + callsSoFar(),
    read: walk.read,
    repaired: walk.repaired,
    drift: walk.drift,
    unreadable: [...walk.unreadable],
  });
  const endpoint = await run({ ...context, provider }, walk, (cursor) => ({ ...soFar(), cursor }));
  const report: ReconcileReport = { externalId, finishedAt: context.clock.now(), ...soFar(), ...endpoint };
  await finish(report, claim, context);
  context.wake.outbox();
  return report;
}

/** Keeps the report, and says in the audit log that the mirror was put right, beside an entry for each thing that was. */
async function finish(
  report: ReconcileReport,
  claim: WorkClaim | null,
  { store }: ServerContext,
): Promise<void> {
  const { externalId, calls, endpoint, redelivered, finishedAt } = report;
  const total = { missing: 0, stale: 0, gone: 0 };
  for (const { missing, stale, gone } of Object.values(report.drift)) {
    total.missing += missing;
    total.stale += stale;
    total.gone += gone;
  }
  const isAsItWas =
    total.missing + total.stale + total.gone + redelivered === 0 && endpoint !== 'enabled_again';
  await store.transaction(async (transaction) => {
    await transaction.finishReconciliation(claim, report);
    if (isAsItWas) return;
    await transaction.appendAudit({
      externalId,
      actor: 'system',
      action: 'mirror.reconciled',
      subjectId: null,
      details: { ...total, calls, endpoint, redelivered },
      at: finishedAt,
    });
  });
}

/** A provider whose calls are counted. */
function countCalls(provider: PaymentProvider): { provider: PaymentProvider; callsSoFar: () => number } {
  let calls = 0;
  const counted = new Proxy(provider, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        calls += 1;
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
  return { provider: counted, callsSoFar: () => calls };
}
