import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import type { Change } from './change.ts';
import { pricesIn } from './prices.ts';
import { saveSubscription } from './save-subscription.ts';
import { subscriptionAmount, withProduct } from './terms.ts';

/** What may wait for the end of a period. */
export interface Deferred {
  product_id?: string;
  seats?: number;
  units?: number;
}

/** Lets a change wait for the end of the period. One change waits at a time: the later takes the earlier's place. */
export function deferChange(
  transaction: Transaction,
  subscription: SubscriptionRow,
  { product_id = null, seats = null, units = null }: { [Key in keyof Deferred]: Deferred[Key] | null },
): Change {
  const waiting = subscription.pending_update;
  const pending_update = {
    id: waiting?.id ?? transaction.newId(),
    created_at: waiting?.created_at ?? transaction.stamp(),
    modified_at: waiting === null ? null : transaction.stamp(),
    applies_at: subscription.current_period_end,
    product_id,
    seats,
    units,
  };
  const saved = saveSubscription(transaction, { ...subscription, pending_update }, ['subscription.updated']);
  return { subscription: saved, order: null, kept: [] };
}

/** Takes back a quantity that waits, and the whole change when nothing else waits with it. */
export function withoutPendingQuantity(
  transaction: Transaction,
  subscription: SubscriptionRow,
  kind: 'seats' | 'units',
): SubscriptionRow {
  const { pending_update } = subscription;
  if (pending_update === null || pending_update[kind] === null) return subscription;
  const rest = pending_update.product_id === null ? null : { ...pending_update, [kind]: null };
  return saveSubscription(transaction, { ...subscription, pending_update: rest }, ['subscription.updated']);
}

/**
 * The subscription with the change that waited for its period's end. A product that is no longer sold in the
 * subscription's currency is passed over, so that the subscription goes on.
 */
export function applyPendingUpdate(transaction: Transaction, subscription: SubscriptionRow): SubscriptionRow {
  const { pending_update } = subscription;
  if (pending_update === null) return subscription;
  const counted = {
    ...subscription,
    pending_update: null,
    seats: pending_update.seats ?? subscription.seats,
    units: pending_update.units ?? subscription.units,
  };
  const product =
    pending_update.product_id === null ? undefined : transaction.get('products', pending_update.product_id);
  if (product !== undefined && pricesIn(product, subscription.currency).length > 0) {
    return withProduct(transaction, counted, product);
  }
  return { ...counted, amount: subscriptionAmount(transaction, counted) };
}
