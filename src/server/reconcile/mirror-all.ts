import type { PagedKind, RecordSnapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { KnownOwners } from './known-owners.ts';
import { listAll } from './list-pages.ts';
import { listUnmet, mirrorGone } from './mirror-gone.ts';
import { mirrorOne, type ReconcileWalk } from './mirror-one.ts';
import { mirrorOwned } from './mirror-owned.ts';
import { fromTheBeginning, type Resumption } from './resume.ts';

/** What belongs to nobody and is in no catalog. */
const SHARED_KINDS = ['benefit', 'meter', 'discount'] as const satisfies readonly PagedKind[];

/**
 * Reads every product. Without them the catalog has no prices.
 *
 * @throws {Error} when none of those in the mirror is among them: the provider never forgets a product, so they are another
 * organization's, whose customers must not be taken for ours.
 */
export async function mirrorProducts(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  const known = await context.store.listProducts();
  const met = new Set<string>();
  const found: RecordSnapshot[] = [];
  for await (const snapshot of listAll('product', null, context, walk)) {
    found.push(snapshot);
    met.add(snapshot.record.id);
  }
  if (known.length > 0 && !known.some(({ id }) => met.has(id))) {
    throw new Error(
      'floe-billing: the access token is of another organization than the one this database mirrors: none of its products ' +
        'is there. Nothing was written. Check POLAR_ACCESS_TOKEN and its environment, or use another database.',
    );
  }
  for (const snapshot of found) await mirrorOne(snapshot, null, context, walk);
}

/** Reads what is no customer's: benefits, meters and discounts. */
export async function mirrorShared(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  for (const kind of SHARED_KINDS) {
    const met = new Set<string>();
    for await (const snapshot of listAll(kind, null, context, walk)) {
      met.add(snapshot.record.id);
      await mirrorOne(snapshot, null, context, walk);
    }
    if (kind !== 'meter') await mirrorGone(kind, met, context, walk);
  }
}

/** Reads every customer of ours with everything of theirs. */
export async function mirrorOwners(
  context: ServerContext,
  walk: ReconcileWalk,
  resumption: Resumption,
): Promise<void> {
  const owners = new KnownOwners(context, walk);
  const payers = new Set<string>();
  for await (const { kind, record } of listAll('customer', null, context, walk)) {
    if (kind !== 'customer') continue;
    owners.add(record.id, record.externalId);
    if (record.externalId === null) continue;
    if (record.defaultPaymentMethodId !== null) payers.add(record.id);
    await mirrorOne({ kind, record }, record.externalId, context, walk);
  }
  // Deleted while nobody told us.
  for await (const id of listUnmet('customer', owners, context)) await owners.ofCustomer(id);
  await mirrorOwned(null, owners, payers, context, walk, resumption);
}

/**
 * Reads one customer with everything of theirs.
 *
 * @returns `false` when neither the mirror nor the provider knows one of this name.
 */
export async function mirrorOwner(
  externalId: string,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<boolean> {
  const owners = new KnownOwners(context, walk);
  const present = await context.provider.findCustomer(externalId);
  const customerId = present?.id ?? (await context.store.findCustomerByExternalId(externalId))?.id;
  if (customerId === undefined) return false;
  if (present === null) {
    // Deleted while nobody told us: what it had is read all the same.
    await owners.ofCustomer(customerId);
  } else {
    owners.add(present.id, externalId);
    await mirrorOne({ kind: 'customer', record: present }, externalId, context, walk);
  }
  await mirrorOwned(customerId, owners, new Set([customerId]), context, walk, fromTheBeginning);
  return true;
}
