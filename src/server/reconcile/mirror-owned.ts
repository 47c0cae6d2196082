import { BillingError } from '../../core/index.ts';
import type { PaymentMethodRecord, ResumableKind } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import type { KnownOwners } from './known-owners.ts';
import { listAll, listPages } from './list-pages.ts';
import { mirrorFailures, mirrorOne, type ReconcileWalk } from './mirror-one.ts';
import type { Resumption } from './resume.ts';

/**
 * What belongs to customers and refers to their subscriptions, each kind after those it refers to. All of it is read: of
 * what changed since a moment Polar lists nothing. Customer meters can be sorted by when they changed, but that is empty
 * until they first do, and where empty ones are sorted is not written anywhere.
 */
const OWNED_KINDS = [
  'invoice',
  'refund',
  'payment',
  'benefit_grant',
  'customer_meter',
] as const satisfies readonly ResumableKind[];

/** Reads what customers have: their subscriptions, and what refers to those. */
export async function mirrorOwned(
  customerId: string | null,
  owners: KnownOwners,
  payers: Set<string>,
  context: ServerContext,
  walk: ReconcileWalk,
  resumption: Resumption,
): Promise<void> {
  const seated = await mirrorSubscriptions(customerId, owners, payers, context, walk);
  for (const kind of OWNED_KINDS) {
    const firstPage = resumption.firstPage(kind);
    if (firstPage === null) continue;
    for await (const { page, snapshots, isLast } of listPages(kind, customerId, context, walk, firstPage)) {
      for (const snapshot of snapshots) {
        const externalId = await owners.of(snapshot);
        if (externalId === null) continue;
        await mirrorOne(snapshot, externalId, context, walk);
        if (snapshot.kind === 'invoice') await mirrorFailures(snapshot.record, context);
      }
      await resumption.pageRead(kind, page, isLast);
    }
  }
  await mirrorSeats(seated, context, walk, resumption);
  await mirrorPaymentMethods(payers, owners, context, walk, resumption);
}

/** @returns whose subscriptions are sold by the seat, by their ids. */
async function mirrorSubscriptions(
  customerId: string | null,
  owners: KnownOwners,
  payers: Set<string>,
  context: ServerContext,
  walk: ReconcileWalk,
): Promise<Map<string, string>> {
  const seated = new Map<string, string>();
  for await (const snapshot of listAll('subscription', customerId, context, walk)) {
    const externalId = await owners.of(snapshot);
    if (externalId === null || snapshot.kind !== 'subscription') continue;
    await mirrorOne(snapshot, externalId, context, walk);
    payers.add(snapshot.record.customerId);
    if (snapshot.record.seats !== null) seated.set(snapshot.record.id, externalId);
  }
  return seated;
}

/** One call each, so only for what is sold by the seat. */
async function mirrorSeats(
  seated: ReadonlyMap<string, string>,
  context: ServerContext,
  walk: ReconcileWalk,
  resumption: Resumption,
): Promise<void> {
  for (const subscriptionId of resumption.remaining('seat', seated.keys())) {
    const externalId = seated.get(subscriptionId) ?? null;
    const seats = await context.provider.listSeats(subscriptionId);
    if (seats === null) {
      walk.unreadable.add('seat');
      return;
    }
    for (const record of seats) await mirrorOne({ kind: 'seat', record }, externalId, context, walk);
    await resumption.asked('seat', subscriptionId);
  }
}

/** One call each, so only for those who can have any: whoever has bought nothing and has no default card has none. */
async function mirrorPaymentMethods(
  payers: ReadonlySet<string>,
  owners: KnownOwners,
  context: ServerContext,
  walk: ReconcileWalk,
  resumption: Resumption,
): Promise<void> {
  for (const customerId of resumption.remaining('payment_methods', payers)) {
    const externalId = await owners.ofCustomer(customerId);
    const records = await listPaymentMethods(customerId, context);
    if (records !== null) {
      await mirrorOne({ kind: 'payment_methods', customerId, records }, externalId, context, walk);
    }
    await resumption.asked('payment_methods', customerId);
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
