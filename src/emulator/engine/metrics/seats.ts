import type { SeatRow } from '../../state/ownership-rows.ts';
import { fromIso, type Micros } from '../../time/instant.ts';
import { containerOf } from '../seats.ts';
import type { Columns } from './definitions.ts';
import { add, emptyColumns, type MetricsScope } from './scope.ts';

const slugs = [
  'seats_total',
  'seats_claimed',
  'seats_pending',
  'seat_customers',
  'new_seat_customers',
  'churned_seat_customers',
] as const;

function isWanted(scope: MetricsScope, seat: SeatRow): boolean {
  return scope.isWanted(containerOf(scope.transaction, seat).row.product_id, seat.customer_id);
}

function byCustomer(seats: readonly SeatRow[]): Map<string, SeatRow[]> {
  const groups = new Map<string, SeatRow[]>();
  for (const seat of seats) groups.set(seat.customer_id, [...(groups.get(seat.customer_id) ?? []), seat]);
  return groups;
}

/** When a customer gave up the last of its seats; `null` while it has any. */
function departureOf(seats: readonly SeatRow[]): Micros | null {
  const given = seats.flatMap(({ revoked_at }) => (revoked_at === null ? [] : fromIso(revoked_at)));
  return given.length < seats.length ? null : Math.max(...given);
}

/**
 * The metrics of seats that are offered or taken in each bucket, and not given up in it.
 *
 * @see Polar's `server/polar/metrics/queries.py`, `get_seats_cte`
 */
export function seatColumns(scope: MetricsScope): Columns<(typeof slugs)[number]> {
  const columns = emptyColumns(scope, slugs);
  const customers = columns.seats_total.map(() => new Set<string>());
  const seats = scope.transaction.where('seats', (one) => isWanted(scope, one));
  for (const { created_at, claimed_at, revoked_at, customer_id } of seats) {
    if (fromIso(created_at) > scope.end || (revoked_at !== null && scope.isBefore(revoked_at))) continue;
    const claimed = claimed_at === null ? Infinity : scope.indexOf(claimed_at);
    const last = Math.min(
      revoked_at === null ? customers.length : scope.indexOf(revoked_at),
      customers.length,
    );
    for (let index = Math.max(scope.indexOf(created_at), 0); index < last; index += 1) {
      add(columns.seats_total, index);
      add(claimed <= index ? columns.seats_claimed : columns.seats_pending, index);
      customers[index]?.add(customer_id);
    }
  }
  for (const [customerId, own] of byCustomer(seats)) {
    const first = Math.min(...own.map(({ created_at }) => scope.indexOf(created_at)));
    if (customers[first]?.has(customerId)) add(columns.new_seat_customers, first);
    const left = departureOf(own);
    if (left !== null) add(columns.churned_seat_customers, scope.buckets.indexOf(left));
  }
  return { ...columns, seat_customers: customers.map(({ size }) => size) };
}
