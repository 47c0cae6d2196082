import type { models } from '@polar-sh/sdk/2026-10';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import { propertyOf } from './event-property.ts';

type Comparable = string | number;

/** An event's own fields, and what they are compared with: anything of another type never fits. */
const ownFields: Readonly<Record<string, 'string' | 'number'>> = {
  name: 'string',
  source: 'string',
  timestamp: 'number',
};

function compare(operator: models.FilterOperator, found: Comparable, value: Comparable): boolean {
  switch (operator) {
    case 'eq':
      return found === value;
    case 'ne':
      return found !== value;
    case 'gt':
      return found > value;
    case 'gte':
      return found >= value;
    case 'lt':
      return found < value;
    case 'lte':
      return found <= value;
    case 'like':
      return String(found).includes(String(value));
    case 'not_like':
      return !String(found).includes(String(value));
  }
}

function isText(operator: models.FilterOperator): boolean {
  return operator === 'like' || operator === 'not_like';
}

// Polar writes a boolean as Postgres does where it compares texts.
function toText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? value.toString().slice(0, 1) : String(value);
}

/**
 * Whether a clause holds. What the event does not say never fits, not even with `ne`.
 *
 * @see Polar's `server/polar/meter/filter.py`, `FilterClause.get_sql_clause`: the type of what was found decides.
 */
function holds({ property, operator, value }: models.FilterClause, event: UsageEventRow): boolean {
  const found = propertyOf(event, property);
  const ownType = Object.hasOwn(ownFields, property) ? ownFields[property] : undefined;
  if (ownType !== undefined && typeof value !== ownType) return false;
  if (typeof found === 'string') return compare(operator, found, toText(value));
  if (typeof found !== 'number' && typeof found !== 'boolean') return false;
  if (isText(operator)) return compare(operator, String(found), toText(value));
  if (typeof found === 'boolean') {
    return typeof value === 'boolean' && compare(operator, Number(found), Number(value));
  }
  return typeof value !== 'string' && compare(operator, found, Number(value));
}

/** Whether a meter's filter lets an event through: all of its clauses, or one of them, as its conjunction says. */
export function passes(filter: models.Filter, event: UsageEventRow): boolean {
  const check = (clause: models.FilterClause | models.Filter) =>
    'clauses' in clause ? passes(clause, event) : holds(clause, event);
  if (filter.clauses.length === 0) return true;
  return filter.conjunction === 'and' ? filter.clauses.every(check) : filter.clauses.some(check);
}
