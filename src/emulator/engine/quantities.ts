import type { models } from '@polar-sh/sdk/2026-10';
import { PythonDecimal } from '../money/decimal.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import { Buckets } from '../time/buckets.ts';
import { fromIso, type Micros, toIso } from '../time/instant.ts';
import type { TimeZone } from '../time/zone.ts';
import { propertyOf } from './event-property.ts';
import { isCounted, isSummable } from './tally.ts';

/** What quantities are asked for. */
export interface QuantitiesQuery {
  start: Micros;
  end: Micros;
  interval: models.TimeInterval;
  zone: TimeZone;
  /** When given, quantities are computed for each customer first, and then made one by it. */
  acrossCustomers: models.AggregationFunction | null;
}

type Func = models.AggregationFunction;

const HOUR: Micros = 3_600_000_000;
const DAY: Micros = 24 * HOUR;

// A month or a year later is the same day there, or the month's last.
function next(local: Micros, interval: Exclude<models.TimeInterval, 'hour'>): Micros {
  if (interval === 'day' || interval === 'week') return local + (interval === 'day' ? DAY : 7 * DAY);
  const day = Math.floor(local / DAY) * DAY;
  const date = new Date(day / 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + (interval === 'year' ? 12 : 1)];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), length)) * 1000 + (local - day);
}

// From `start` on by the zone's calendar, with its time of the day; an hour is an hour, whatever the clocks do.
function* pointsOf({ start, end, interval, zone }: QuantitiesQuery): Generator<Micros> {
  if (interval === 'hour') {
    for (let at = start; at <= end; at += HOUR) yield at;
    return;
  }
  const last = zone.toLocal(end);
  for (let local = zone.toLocal(start); local <= last; local = next(local, interval)) {
    yield zone.toInstant(local);
  }
}

/** What values come to; nothing where there are none. */
function aggregate(func: Func, values: readonly unknown[]): number {
  if (func === 'count') return values.length;
  if (func === 'unique') return new Set(values.map((one) => JSON.stringify(one))).size;
  const numbers = values.map((one) => new PythonDecimal(String(one)));
  if (numbers.length === 0) return 0;
  if (func === 'max') return numbers.reduce((most, one) => PythonDecimal.max(most, one)).toNumber();
  if (func === 'min') return numbers.reduce((least, one) => PythonDecimal.min(least, one)).toNumber();
  const sum = numbers.reduce((total, one) => total.add(one));
  return (func === 'avg' ? sum.div(numbers.length) : sum).toNumber();
}

function countedValue({ aggregation }: MeterRow, event: UsageEventRow): unknown {
  return 'property' in aggregation ? propertyOf(event, aggregation.property) : event.id;
}

function funcOf({ aggregation }: MeterRow): Func {
  return aggregation.func ?? ('property' in aggregation ? 'unique' : 'count');
}

function quantityOf(meter: MeterRow, events: readonly UsageEventRow[], across: Func | null): number {
  const func = funcOf(meter);
  const values = (some: readonly UsageEventRow[]) => some.map((event) => countedValue(meter, event));
  if (across === null) return aggregate(func, values(events));
  const byCustomer = groupBy(events, (event) => event.customer_id ?? event.external_customer_id);
  return aggregate(
    across,
    [...byCustomer.values()].map((some) => aggregate(func, values(some))),
  );
}

function groupBy<Key>(
  events: readonly UsageEventRow[],
  keyOf: (event: UsageEventRow) => Key,
): Map<Key, UsageEventRow[]> {
  const groups = new Map<Key, UsageEventRow[]>();
  for (const event of events) {
    const key = keyOf(event);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}

/**
 * What a meter counted in each interval from `start` to `end` by a zone's clocks. An interval is whole, whatever the
 * instant at which it is asked for; its `timestamp` is that instant.
 *
 * @see Polar's `server/polar/meter/service.py`, `get_quantities`: the total of what does not add up is the most of the
 * most, the least of the least, the mean of the means.
 */
export function quantitiesOf(
  meter: MeterRow,
  events: readonly UsageEventRow[],
  query: QuantitiesQuery,
): models.MeterQuantities {
  const { start, end, interval, zone, acrossCustomers } = query;
  const buckets = new Buckets(interval, zone, start, end);
  const counted = events.filter((event) => isCounted(meter, event));
  const groups = groupBy(counted, (event) => buckets.indexOf(fromIso(event.timestamp)));
  const quantities: models.MeterQuantity[] = [];
  const used: { quantity: number; events: readonly UsageEventRow[] }[] = [];
  for (const at of pointsOf(query)) {
    const own = groups.get(buckets.indexOf(at)) ?? [];
    const quantity = own.length === 0 ? 0 : quantityOf(meter, own, acrossCustomers);
    if (own.length > 0) used.push({ quantity, events: own });
    quantities.push({ timestamp: toIso(at), quantity });
  }
  return { quantities, total: totalOf(meter, used) };
}

function totalOf(
  meter: MeterRow,
  used: readonly { quantity: number; events: readonly UsageEventRow[] }[],
): number {
  const func = funcOf(meter);
  if (func === 'unique')
    return quantityOf(
      meter,
      used.flatMap(({ events }) => events),
      null,
    );
  return aggregate(
    isSummable(meter) ? 'sum' : func,
    used.map(({ quantity }) => quantity),
  );
}
