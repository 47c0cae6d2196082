import { BillingError } from '../../core/index.ts';
import type { PaymentProvider } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { healEndpoint } from './heal-endpoint.ts';
import { mirrorOwner, mirrorOwners, mirrorProducts, mirrorShared } from './mirror-all.ts';
import type { ReconcileWalk } from './mirror-one.ts';
import { noSnapshots, type ReconcileReport } from './reconcile-report.ts';

/** How a reconciliation is watched and broken off. */
export interface ReconcileOptions {
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
  { onProducts, signal }: ReconcileOptions,
): Promise<ReconcileReport> {
  return observed(context, null, signal, async (counted, walk) => {
    await mirrorProducts(counted, walk);
    onProducts();
    await mirrorShared(counted, walk);
    await mirrorOwners(counted, walk);
    return healEndpoint(counted);
  });
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
  return observed(context, externalId, signal, async (counted, walk) => {
    if (!(await mirrorOwner(externalId, counted, walk))) {
      throw new BillingError('not_found', { message: 'There is no customer of this name.' });
    }
    return { endpoint: 'unknown', redelivered: 0 };
  });
}

type EndpointReport = Pick<ReconcileReport, 'endpoint' | 'redelivered'>;

async function observed(
  context: ServerContext,
  externalId: string | null,
  signal: AbortSignal,
  run: (counted: ServerContext, walk: ReconcileWalk) => Promise<EndpointReport>,
): Promise<ReconcileReport> {
  const startedAt = context.clock.now();
  const startedAtMs = performance.now();
  const { provider, callsSoFar } = countCalls(context.provider);
  const walk: ReconcileWalk = {
    read: noSnapshots(),
    repaired: noSnapshots(),
    drift: {},
    unreadable: new Set(),
    signal,
  };
  const endpoint = await run({ ...context, provider }, walk);
  const { read, repaired, drift, unreadable } = walk;
  const report: ReconcileReport = {
    externalId,
    startedAt,
    finishedAt: context.clock.now(),
    seconds: (performance.now() - startedAtMs) / 1000,
    calls: callsSoFar(),
    read,
    repaired,
    drift,
    unreadable: [...unreadable],
    ...endpoint,
  };
  await auditRepairs(report, context);
  context.wake.outbox();
  return report;
}

/** Says in the audit log that the mirror was put right, beside an entry for each thing that was. */
async function auditRepairs(report: ReconcileReport, { store }: ServerContext): Promise<void> {
  const drifts = Object.values(report.drift);
  const missing = drifts.reduce((sum, drift) => sum + drift.missing, 0);
  const stale = drifts.reduce((sum, drift) => sum + drift.stale, 0);
  if (missing + stale + report.redelivered === 0 && report.endpoint !== 'enabled_again') return;
  const { externalId, calls, endpoint, redelivered, finishedAt } = report;
  await store.transaction((transaction) =>
    transaction.appendAudit({
      externalId,
      actor: 'system',
      action: 'mirror.reconciled',
      subjectId: null,
      details: { missing, stale, calls, endpoint, redelivered },
      at: finishedAt,
    }),
  );
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
