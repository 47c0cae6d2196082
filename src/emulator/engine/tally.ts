import { createHash } from 'node:crypto';
import { PythonDecimal } from '../money/decimal.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { TallyRow, UsageEventRow } from '../state/ownership-rows.ts';
import { toUuid } from '../state/random.ts';
import type { Transaction } from '../state/transaction.ts';
import { propertyOf } from './event-property.ts';
import { passes } from './meter-filter.ts';

/** A meter that has counted nothing. */
export const emptyTally: TallyRow = { count: 0, sum: '0', min: null, max: null };

// Without a function, an aggregation of a property counts its different values.
function isUnique(aggregation: MeterRow['aggregation']): boolean {
  return 'property' in aggregation && (aggregation.func === 'unique' || aggregation.func === undefined);
}

// Polar counts JSON's numbers only. A cost is the exception: it is kept as the text of a decimal.
function numberOf(event: UsageEventRow, property: string): string | null {
  const value = propertyOf(event, property);
  if (typeof value === 'number') return String(value);
  return property === '_cost.amount' && typeof value === 'string' ? value : null;
}

/** Whether a meter counts an event: its filter lets it through, and it says what is counted. */
export function isCounted(meter: MeterRow, event: UsageEventRow): boolean {
  if (event.source !== 'user' || !passes(meter.filter, event)) return false;
  const { aggregation } = meter;
  if (!('property' in aggregation)) return true;
  return isUnique(aggregation)
    ? propertyOf(event, aggregation.property) !== undefined
    : numberOf(event, aggregation.property) !== null;
}

/** Whether parts of what a meter counts add up: only then is each part billed at the price it was used at. */
export function isSummable({ aggregation }: MeterRow): boolean {
  return !('property' in aggregation) || aggregation.func === 'sum';
}

// Whether a tally sees a value for the first time. Each is a row of its own: a list would have to be searched.
function isFirst(transaction: Transaction, ownerId: string, value: string): boolean {
  const id = toUuid(createHash('sha256').update(`${ownerId} ${value}`).digest());
  if (transaction.get('counted_values', id) !== undefined) return false;
  transaction.put('counted_values', { id, owner_id: ownerId, value });
  return true;
}

/** Forgets which values a tally has seen, when it begins anew. */
export function forgetValues(transaction: Transaction, ownerId: string): void {
  for (const { id } of transaction.by('counted_values', 'owner_id', ownerId)) {
    transaction.delete('counted_values', id);
  }
}

/** The tally with one more event that is counted. @param ownerId whose tally it is: a customer's meter, or an entry. */
export function count(
  transaction: Transaction,
  ownerId: string,
  tally: TallyRow,
  meter: MeterRow,
  event: UsageEventRow,
): TallyRow {
  const { aggregation } = meter;
  if (!('property' in aggregation)) return { ...tally, count: tally.count + 1 };
  if (isUnique(aggregation)) {
    const value = JSON.stringify(propertyOf(event, aggregation.property));
    return isFirst(transaction, ownerId, value) ? { ...tally, count: tally.count + 1 } : tally;
  }
  const number = numberOf(event, aggregation.property) ?? '0';
  return {
    count: tally.count + 1,
    sum: new PythonDecimal(tally.sum).add(number).toString(),
    min: tally.min === null ? number : PythonDecimal.min(tally.min, number).toString(),
    max: tally.max === null ? number : PythonDecimal.max(tally.max, number).toString(),
  };
}

function least(values: readonly (string | null)[], isMost: boolean): string | null {
  const found = values.filter((one) => one !== null);
  if (found.length === 0) return null;
  return (isMost ? PythonDecimal.max(...found) : PythonDecimal.min(...found)).toString();
}

/** Several tallies of one meter as one. */
export function mergeTallies(
  transaction: Transaction,
  owners: readonly { id: string; tally: TallyRow }[],
  meter: MeterRow,
): TallyRow {
  const [first, ...others] = owners;
  if (first === undefined) return emptyTally;
  if (others.length === 0) return first.tally;
  const tallies = owners.map(({ tally }) => tally);
  const isDistinct = isUnique(meter.aggregation);
  const values = isDistinct
    ? owners.flatMap(({ id }) => transaction.by('counted_values', 'owner_id', id).map(({ value }) => value))
    : [];
  return {
    count: isDistinct ? new Set(values).size : tallies.reduce((sum, one) => sum + one.count, 0),
    sum: PythonDecimal.sum(...tallies.map(({ sum }) => sum)).toString(),
    min: least(
      tallies.map(({ min }) => min),
      false,
    ),
    max: least(
      tallies.map(({ max }) => max),
      true,
    ),
  };
}

/** What a tally comes to by the way its meter counts, as a decimal text. */
export function unitsOf(tally: TallyRow, meter: MeterRow): string {
  const { func } = meter.aggregation;
  switch (func) {
    case 'sum':
      return tally.sum;
    case 'min':
      return tally.min ?? '0';
    case 'max':
      return tally.max ?? '0';
    case 'avg':
      return tally.count === 0 ? '0' : new PythonDecimal(tally.sum).div(tally.count).toString();
    default:
      return String(tally.count);
  }
}
