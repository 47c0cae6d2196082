import type { models } from '@polar-sh/sdk/2026-10';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import { propertyOf } from './tally.ts';

function isComparable(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function order(left: unknown, right: unknown): number | null {
  if (!isComparable(left) || !isComparable(right) || typeof left !== typeof right) return null;
  return left < right ? -1 : Number(left > right);
}

function holds({ property, operator, value }: models.FilterClause, event: UsageEventRow): boolean {
  const found = propertyOf(event, property);
  const compared = order(found, value);
  switch (operator) {
    case 'eq':
      return found === value;
    case 'ne':
      return found !== undefined && found !== value;
    case 'gt':
      return compared !== null && compared > 0;
    case 'gte':
      return compared !== null && compared >= 0;
    case 'lt':
      return compared !== null && compared < 0;
    case 'lte':
      return compared !== null && compared <= 0;
    case 'like':
      return isComparable(found) && String(found).includes(String(value));
    case 'not_like':
      return isComparable(found) && !String(found).includes(String(value));
  }
}

/** Whether a meter's filter lets an event through: all of its clauses, or one of them, as its conjunction says. */
export function passes(filter: models.Filter, event: UsageEventRow): boolean {
  const check = (clause: models.FilterClause | models.Filter) =>
    'clauses' in clause ? passes(clause, event) : holds(clause, event);
  if (filter.clauses.length === 0) return true;
  return filter.conjunction === 'and' ? filter.clauses.every(check) : filter.clauses.some(check);
}
