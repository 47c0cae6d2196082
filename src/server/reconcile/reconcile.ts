import type { ServerContext } from '../server-context.ts';
import { healEndpoint } from './heal-endpoint.ts';
import { mirrorOwners, mirrorProducts } from './mirror-all.ts';
import { noSnapshots, type ReconcileReport } from './reconcile-report.ts';

/**
 * Reads from the provider everything the mirror may have missed. Products first: as soon as they are there, the catalog
 * can be shown.
 *
 * @param onProducts called when the products are in the mirror.
 */
export async function reconcile(
  context: ServerContext,
  onProducts: () => void = () => undefined,
): Promise<ReconcileReport> {
  const startedAt = context.clock.now();
  const tally = { read: noSnapshots(), repaired: noSnapshots() };
  await mirrorProducts(context, tally);
  onProducts();
  await mirrorOwners(context, tally);
  const endpoint = await healEndpoint(context);
  context.wake.outbox();
  return { startedAt, finishedAt: context.clock.now(), ...tally, ...endpoint };
}
