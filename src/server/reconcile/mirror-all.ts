import { BillingError } from '../../core/index.ts';
import { toTombstone } from '../mirror/tombstone.ts';
import {
  type OwnerLink,
  ownerLinkOf,
  type PagedKind,
  type PaymentMethodRecord,
  type RecordSnapshot,
} from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { mirrorFailures, mirrorOne, type ReconcileWalk } from './mirror-one.ts';

/** What belongs to nobody and is in no catalog. */
const SHARED_KINDS = ['benefit', 'meter', 'discount'] as const satisfies readonly PagedKind[];

/**
 * What belongs to customers, each kind after those it refers to. All of it is read: of what changed since a moment Polar
 * lists nothing. Customer meters can be sorted by when they changed, but that is empty until they first do, and where
 * empty ones are sorted is not written anywhere.
 */
const OWNED_KINDS = [
  'subscription',
  'invoice',
  'refund',
  'payment',
  'benefit_grant',
  'customer_meter',
] as const satisfies readonly PagedKind[];

/** Reads every product. Without them the catalog has no prices. */
export async function mirrorProducts(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  for await (const snapshot of listAll('product', null, context, walk)) {
    await mirrorOne(snapshot, null, context, walk);
  }
}

/** Reads what is no customer's: benefits, meters and discounts. */
export async function mirrorShared(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  for (const kind of SHARED_KINDS) {
    for await (const snapshot of listAll(kind, null, context, walk)) {
      await mirrorOne(snapshot, null, context, walk);
    }
  }
}

/** Reads every customer of ours with everything of theirs. */
export async function mirrorOwners(context: ServerContext, walk: ReconcileWalk): Promise<void> {
  const owners = new KnownOwners(context, walk);
  const payers = new Set<string>();
  for await (const { kind, record } of listAll('customer', null, context, walk)) {
    if (kind !== 'customer') continue;
    owners.add(record.id, record.externalId);
    if (record.externalId === null) continue;
    if (record.defaultPaymentMethodId !== null) payers.add(record.id);
    await mirrorOne({ kind, record }, record.externalId, context, walk);
  }
  await mirrorOwned(null, owners, payers, context, walk);
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
  await mirrorOwned(customerId, owners, new Set([customerId]), context, walk);
  return true;
}

async function mirrorOwned(
  customerId: string | null,
  owners: KnownOwners,
  payers: Set<string>,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<void> {
  const seated: { subscriptionId: string; externalId: string }[] = [];
  for (const kind of OWNED_KINDS) {
    for await (const snapshot of listAll(kind, customerId, context, walk)) {
      const externalId = await owners.of(snapshot);
      if (externalId === null) continue;
      await mirrorOne(snapshot, externalId, context, walk);
      if (snapshot.kind === 'invoice') await mirrorFailures(snapshot.record, context);
      if (snapshot.kind !== 'subscription') continue;
      const { id: subscriptionId, customerId: payer, seats } = snapshot.record;
      payers.add(payer);
      if (seats !== null) seated.push({ subscriptionId, externalId });
    }
  }

  // One call each, so only for what is sold by the seat.
  for (const { subscriptionId, externalId } of seated) {
    const seats = await context.provider.listSeats(subscriptionId);
    if (seats === null) {
      walk.unreadable.add('seat');
      break;
    }
    for (const record of seats) await mirrorOne({ kind: 'seat', record }, externalId, context, walk);
  }

  // One call each, so only for those who can have any: whoever has bought nothing and has no default card has none.
  for (const payer of payers) {
    const externalId = await owners.ofCustomer(payer);
    const records = await listPaymentMethods(payer, context);
    if (records === null) continue;
    await mirrorOne({ kind: 'payment_methods', customerId: payer, records }, externalId, context, walk);
  }
}

async function* listAll(
  kind: PagedKind,
  customerId: string | null,
  { provider }: ServerContext,
  { unreadable }: ReconcileWalk,
): AsyncGenerator<RecordSnapshot> {
  const filter = customerId === null ? {} : { customerId };
  for (let page = 1; ; page += 1) {
    const { snapshots, isLast, isRefused } = await provider.readPage(kind, { page, ...filter });
    if (isRefused) unreadable.add(kind);
    yield* snapshots;
    if (isLast) return;
  }
}

/** What a customer has on file; `null` for one who was deleted. */
async function listPaymentMethods(
  customerId: string,
  { provider }: ServerContext,
): Promise<PaymentMethodRecord[] | null> {
  try {
    return await provider.listPaymentMethods(customerId);
  } catch (error) {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  }
}

/** Whose things are, of which one is asked for again and again in a walk. */
class KnownOwners {
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
    await mirrorOne({ kind: 'customer', record }, externalId, context, walk);
  }
  return externalId;
}
