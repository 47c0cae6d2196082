import type { models } from '@polar-sh/sdk/2026-10';
import type { Transaction } from '../../state/transaction.ts';
import { Buckets } from '../../time/buckets.ts';
import { fromIso, type Micros } from '../../time/instant.ts';
import { TimeZone } from '../../time/zone.ts';

/** What metrics are asked for: days of the calendar, both included, and what is left of everything; `null` for all of it. */
export interface MetricsQuery {
  startDate: string;
  endDate: string;
  timezone: string;
  interval: models.TimeInterval;
  productIds: readonly string[] | null;
  billingTypes: readonly string[] | null;
  customerIds: readonly string[] | null;
  slugs: readonly string[] | null;
}

/** What the metrics of one answer are made of. */
export class MetricsScope {
  readonly transaction: Transaction;
  readonly buckets: Buckets;
  /** The first and the last moment that counts; the first bucket may begin before. */
  readonly start: Micros;
  readonly end: Micros;
  readonly now: Micros;
  readonly #products: ReadonlySet<string> | null;
  readonly #customers: ReadonlySet<string> | null;

  constructor(transaction: Transaction, query: MetricsQuery) {
    this.transaction = transaction;
    const zone = new TimeZone(query.timezone);
    this.start = zone.toInstant(fromIso(query.startDate));
    this.end = zone.toInstant(fromIso(`${query.endDate}T23:59:59.999999Z`));
    this.now = fromIso(transaction.now);
    this.buckets = new Buckets(query.interval, zone, this.start, this.end);
    this.#products = productsOf(transaction, query);
    this.#customers = query.customerIds === null ? null : new Set(query.customerIds);
  }

  /** Whether a row's product and customer are among those asked for. */
  isWanted(productId: string | null, customerId: string | null): boolean {
    return (
      (this.#products === null || (productId !== null && this.#products.has(productId))) &&
      this.isWantedCustomer(customerId)
    );
  }

  /** Whether a customer is among those asked for. */
  isWantedCustomer(customerId: string | null): boolean {
    return this.#customers === null || (customerId !== null && this.#customers.has(customerId));
  }

  /** The number of the bucket of an instant, which may lie before the first or after the last. */
  indexOf(instant: string): number {
    return this.buckets.indexOf(fromIso(instant));
  }

  /** The number of the bucket of an instant that counts; `null` for any other. */
  countedIndexOf(instant: string): number | null {
    const micros = fromIso(instant);
    return micros < this.start || micros > this.end ? null : this.buckets.indexOf(micros);
  }

  /** Whether an instant lies before all that counts. */
  isBefore(instant: string): boolean {
    return fromIso(instant) < this.start;
  }

  /** A column of noughts. */
  column(): number[] {
    return this.buckets.starts.map(() => 0);
  }
}

function productsOf(transaction: Transaction, query: MetricsQuery): ReadonlySet<string> | null {
  const { productIds, billingTypes } = query;
  if (productIds === null && billingTypes === null) return null;
  const wanted = transaction.where(
    'products',
    ({ id, is_recurring }) =>
      (productIds === null || productIds.includes(id)) &&
      (billingTypes === null || billingTypes.includes(is_recurring ? 'recurring' : 'one_time')),
  );
  return new Set(wanted.map(({ id }) => id));
}

/** Adds to one of a column's values; what lies outside of it is passed over. */
export function add(column: number[], index: number, amount = 1): void {
  if (index >= 0 && index < column.length) column[index] = (column[index] ?? 0) + amount;
}

/** The columns of several metrics, all noughts. */
export function emptyColumns<Slug extends string>(
  scope: MetricsScope,
  slugs: readonly Slug[],
): Record<Slug, number[]> {
  // Object.fromEntries forgets the names of its keys.
  return Object.fromEntries(slugs.map((slug) => [slug, scope.column()])) as Record<Slug, number[]>;
}
