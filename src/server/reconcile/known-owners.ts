import { BillingError } from '../../core/index.ts';
import { toTombstone } from '../mirror/tombstone.ts';
import { type OwnerLink, ownerLinkOf, type RecordSnapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { mirrorOne, type ReconcileWalk } from './mirror-one.ts';

/** Whose things are, of which one is asked for again and again in a walk. */
export class KnownOwners {
  readonly #context: ServerContext;
  readonly #walk: ReconcileWalk;
  /** By the provider's id; `null` for customers that are not ours. */
  readonly #owners = new Map<string, string | null>();

  constructor(context: ServerContext, walk: ReconcileWalk) {
    this.#context = context;
    this.#walk = walk;
  }

  add(customerId: string, externalId: string | null): void {
    this.#owners.set(customerId, externalId);
  }

  /** Whether the walk has met a customer. */
  has(customerId: string): boolean {
    return this.#owners.has(customerId);
  }

  /** The owner of what a walk met; `null` when they are not ours. */
  async of(snapshot: RecordSnapshot): Promise<string | null> {
    const link: OwnerLink | null = ownerLinkOf(snapshot);
    if (link === null) return null;
    if ('customerId' in link) return this.ofCustomer(link.customerId);
    // What it belongs to was read just before: where the mirror does not have that, it is not ours.
    return (await this.#context.store.findLinkedOwner(link))?.externalId ?? null;
  }

  async ofCustomer(customerId: string): Promise<string | null> {
    const known = this.#owners.get(customerId);
    if (known !== undefined) return known;
    const found = await mirrorUnlisted(customerId, this.#context, this.#walk);
    this.#owners.set(customerId, found);
    return found;
  }
}

/**
 * Finds the owner of a customer the provider did not list: one who came while it was listing, or one who was deleted
 * while nobody told us. `null` for one who is not ours.
 */
async function mirrorUnlisted(
  customerId: string,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<string | null> {
  const { store, provider, clock } = context;
  const present = await provider.getCustomer(customerId).catch((error: unknown) => {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  });
  if (present !== null) {
    if (present.externalId === null) return null;
    await mirrorOne({ kind: 'customer', record: present }, present.externalId, context, walk);
    return present.externalId;
  }
  const externalId = await store.findExternalId(customerId);
  const mirrored = externalId === null ? null : await store.findCustomerByExternalId(externalId);
  if (externalId !== null && mirrored?.id === customerId) {
    // When it was deleted nobody can say any more; its version stays the provider's own, never our clock's.
    const record = toTombstone(mirrored, mirrored.externalId, clock.now());
    await mirrorOne({ kind: 'customer', record }, externalId, context, walk, true);
  }
  return externalId;
}
