import type { MeterRow } from '../state/catalog-rows.ts';
import type { MeteredEntryRow, UsageEventRow } from '../state/ownership-rows.ts';
import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { isMetered, type MeteredPriceRow } from './prices.ts';
import { count, emptyTally, forgetValues } from './tally.ts';

function priceOf(subscription: SubscriptionRow, meterId: string): MeteredPriceRow | undefined {
  if (!['trialing', 'active', 'past_due'].includes(subscription.status)) return undefined;
  return subscription.prices.filter(isMetered).find((price) => price.meter_id === meterId);
}

/**
 * What a customer pays for by a meter: of the subscriptions that go on and bill it, the one that started first.
 *
 * @see Polar's `server/polar/subscription/repository.py`, `get_by_customer_and_meter`.
 */
function payerOf(transaction: Transaction, customerId: string, meterId: string) {
  const [first] = transaction
    .by('subscriptions', 'customer_id', customerId)
    .flatMap((subscription) => {
      const price = priceOf(subscription, meterId);
      return price === undefined ? [] : [{ subscription, price }];
    })
    .sort((left, right) => compareInstants(startOf(left.subscription), startOf(right.subscription)));
  return first;
}

function startOf({ started_at, created_at }: SubscriptionRow): string {
  return started_at ?? created_at;
}

// The entry that something at an instant belongs to, widened to it; `null` where nobody pays for the meter.
function entryAt(
  transaction: Transaction,
  customerId: string,
  meterId: string,
  at: string,
): MeteredEntryRow | null {
  const payer = payerOf(transaction, customerId, meterId);
  if (payer === undefined) return null;
  const { subscription, price } = payer;
  const known = entriesOf(transaction, subscription.id).find((one) => one.product_price_id === price.id);
  if (known === undefined) {
    return {
      id: transaction.newId(),
      created_at: transaction.stamp(),
      subscription_id: subscription.id,
      meter_id: meterId,
      product_price_id: price.id,
      tally: emptyTally,
      credited_units: 0,
      start_timestamp: at,
      end_timestamp: at,
    };
  }
  return {
    ...known,
    start_timestamp: compareInstants(at, known.start_timestamp) < 0 ? at : known.start_timestamp,
    end_timestamp: compareInstants(at, known.end_timestamp) > 0 ? at : known.end_timestamp,
  };
}

/** Lets an event that a meter counts wait to be billed, whenever it happened. @returns the subscription that pays. */
export function addUsage(
  transaction: Transaction,
  customerId: string,
  meter: MeterRow,
  event: UsageEventRow,
): string | null {
  const entry = entryAt(transaction, customerId, meter.id, event.timestamp);
  if (entry === null) return null;
  const tally = count(transaction, entry.id, entry.tally, meter, event);
  transaction.put('metered_entries', { ...entry, tally });
  return entry.subscription_id;
}

/** Takes units off what waits to be billed, or with a negative number gives them back. */
export function addCredit(
  transaction: Transaction,
  customerId: string,
  meterId: string,
  units: number,
): void {
  const entry = entryAt(transaction, customerId, meterId, transaction.now);
  if (entry === null) return;
  const credited_units = Math.max(0, entry.credited_units + units);
  transaction.put('metered_entries', { ...entry, credited_units });
}

/** What waits to be billed of a subscription's usage. */
export function entriesOf(transaction: Transaction, subscriptionId: string): MeteredEntryRow[] {
  return transaction.by('metered_entries', 'subscription_id', subscriptionId);
}

/** Takes entries away: they are billed now, or never. */
export function dropEntries(transaction: Transaction, entries: readonly MeteredEntryRow[]): void {
  for (const { id } of entries) {
    forgetValues(transaction, id);
    transaction.delete('metered_entries', id);
  }
}
