import { ownerOf } from '../mirror/owner-of.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { CheckoutRecord, Snapshot, SubscriptionRecord } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** A checkout and whether the subscription it makes is in the mirror. */
export interface CheckoutStanding {
  record: CheckoutRecord;
  hasSubscription: boolean;
}

/**
 * How a checkout stands: from the mirror when that knows the end, else from the provider, whose answer is written to the
 * mirror before it is given. So the truth is known without any webhook.
 *
 * @throws {BillingError} `provider_unavailable` — nobody can tell now.
 */
export async function refreshCheckout(
  checkoutId: string,
  externalId: string,
  context: ServerContext,
): Promise<CheckoutStanding> {
  const { store, provider } = context;
  const [mirrored, known] = await Promise.all([
    store.findCheckout(checkoutId),
    store.findSubscriptionByCheckout(checkoutId),
  ]);
  if (mirrored !== null && known !== null) return { record: mirrored, hasSubscription: true };
  if (mirrored?.status === 'failed' || mirrored?.status === 'expired') {
    return { record: mirrored, hasSubscription: false };
  }

  const record = await provider.getCheckout(checkoutId);
  const subscription = await readSubscription(record, context);
  await writeCheckout(record, subscription, externalId, context);
  return { record, hasSubscription: subscription !== null || known !== null };
}

// The provider names the subscription on the checkout only some time after it has succeeded.
function readSubscription(
  { status, subscriptionId }: CheckoutRecord,
  { provider }: ServerContext,
): Promise<SubscriptionRecord> | null {
  return status === 'succeeded' && subscriptionId !== null ? provider.getSubscription(subscriptionId) : null;
}

async function writeCheckout(
  record: CheckoutRecord,
  subscription: SubscriptionRecord | null,
  externalId: string,
  context: ServerContext,
): Promise<void> {
  const snapshots: Snapshot[] = [];
  if (subscription !== null) {
    const snapshot: Snapshot = { kind: 'subscription', record: subscription };
    const owner = await ownerOf(snapshot, context);
    if (owner !== null) snapshots.push(...owner.missing, snapshot);
  }
  snapshots.push({ kind: 'checkout', record });

  await context.store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots: asRead(snapshots),
      actor: 'system',
      at: context.clock.now(),
      messageKey: `checkout:${record.id}:${record.modifiedAt}:${subscription?.modifiedAt ?? 'none'}`,
    }),
  );
  context.wake.outbox();
  context.wake.jobs();
}
