import { PythonDecimal } from '../money/decimal.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import type { TallyRow, UsageEventRow } from '../state/ownership-rows.ts';

/** A meter that has counted nothing. */
export const emptyTally: TallyRow = { count: 0, sum: '0', min: null, max: null, values: [] };

/** What an event says of a property: its own fields, or its metadata with nested keys joined by dots. */
export function propertyOf(event: UsageEventRow, property: string): unknown {
  if (property === 'name') return event.name;
  if (property === 'source') return event.source;
  if (property === 'timestamp') return event.timestamp;
  let value: unknown = event.metadata;
  for (const key of property.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function toNumber(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : null;
}

/** The tally with one more event; an event without the property that is counted changes nothing. */
export function count(tally: TallyRow, meter: MeterRow, event: UsageEventRow): TallyRow {
  const { aggregation } = meter;
  if (!('property' in aggregation)) return { ...tally, count: tally.count + 1 };
  const value = propertyOf(event, aggregation.property);
  if (aggregation.func === 'unique' || aggregation.func === undefined) {
    const text = JSON.stringify(value);
    if (value === undefined || tally.values.includes(text)) return tally;
    return { ...tally, count: tally.count + 1, values: [...tally.values, text] };
  }
  const number = toNumber(value);
  if (number === null) return tally;
  return {
    ...tally,
    count: tally.count + 1,
    sum: new PythonDecimal(tally.sum).add(number).toString(),
    min: tally.min === null ? number : PythonDecimal.min(tally.min, number).toString(),
    max: tally.max === null ? number : PythonDecimal.max(tally.max, number).toString(),
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
