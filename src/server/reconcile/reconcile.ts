import type { ServerContext } from '../server-context.ts';
import { healEndpoint } from './heal-endpoint.ts';
import { mirrorOwners, mirrorProducts } from './mirror-all.ts';
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
export async function reconcile(
  context: ServerContext,
  { onProducts, signal }: ReconcileOptions,
): Promise<ReconcileReport> {
  const startedAt = context.clock.now();
  const walk = { read: noSnapshots(), repaired: noSnapshots(), signal };
  await mirrorProducts(context, walk);
  onProducts();
  await mirrorOwners(context, walk);
  const endpoint = await healEndpoint(context);
  context.wake.outbox();
  const { read, repaired } = walk;
  return { startedAt, finishedAt: context.clock.now(), read, repaired, ...endpoint };
}
