import type { SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { nextPeriodEnd } from '../time/period.ts';

type MeterPeriod = Pick<SubscriptionRow, 'current_meter_period_start' | 'current_meter_period_end'>;

const none: MeterPeriod = { current_meter_period_start: null, current_meter_period_end: null };

/** When the meters of a subscription are billed next, where its product bills them more often than the rest. */
export function meterPeriodFrom(
  transaction: Transaction,
  subscription: SubscriptionRow,
  start: string,
): MeterPeriod {
  const { meter_interval, meter_interval_count } = transaction.need('products', subscription.product_id);
  if (meter_interval === null || subscription.status === 'trialing') return none;
  const end = nextPeriodEnd(start, meter_interval, meter_interval_count ?? 1, subscription.anchor_day);
  return { current_meter_period_start: start, current_meter_period_end: end };
}

function isSameInterval(transaction: Transaction, before: string, after: string): boolean {
  const [one, other] = [transaction.need('products', before), transaction.need('products', after)];
  return (
    one.meter_interval === other.meter_interval && one.meter_interval_count === other.meter_interval_count
  );
}

/** A subscription whose meters' period begins with its own, and anew under a product with another one. */
export function withMeterPeriod(
  transaction: Transaction,
  before: SubscriptionRow | undefined,
  after: SubscriptionRow,
): SubscriptionRow {
  if (before?.current_period_start !== after.current_period_start) {
    return { ...after, ...meterPeriodFrom(transaction, after, after.current_period_start) };
  }
  const { product_id } = before;
  if (product_id === after.product_id || isSameInterval(transaction, product_id, after.product_id)) {
    return after;
  }
  return { ...after, ...meterPeriodFrom(transaction, after, transaction.now) };
}
