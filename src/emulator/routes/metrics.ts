import type { models } from '@polar-sh/sdk/2026-10';
import { definitions, metricSlugs } from '../engine/metrics/definitions.ts';
import { measure } from '../engine/metrics/measure.ts';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, type Route } from '../http/call.ts';
import { type Cell, toCsv, toFloatCell } from '../http/csv.ts';
import { unacceptable } from '../http/errors.ts';
import { matches } from '../http/lists.ts';
import { zoneNameOf } from '../http/time-zone.ts';

/** @see Polar's `server/polar/kit/time_queries.py` */
const limits = {
  // Polar did not exist before.
  min_date: '2023-01-01',
  intervals: {
    hour: { min_days: 0, max_days: 7 },
    day: { min_days: 0, max_days: 366 },
    week: { min_days: 14, max_days: 7 * 53 },
    month: { min_days: 60, max_days: 365 * 4 },
    year: { min_days: 366, max_days: 365 * 10 },
  },
} as const satisfies models.MetricsLimits;

const intervals = ['year', 'month', 'week', 'day', 'hour'] as const satisfies models.TimeInterval[];

function valuesOf(call: Call, name: string): string[] | null {
  const values = call.query.getAll(name);
  return values.length === 0 ? null : values;
}

function daysBetween(start: string, end: string): number {
  return (Date.parse(end) - Date.parse(start)) / 86_400_000;
}

function slugsOf(call: Call): string[] | null {
  const slugs = valuesOf(call, 'metrics');
  const known: readonly string[] = metricSlugs;
  const unknown = [...new Set(slugs)].filter((slug) => !known.includes(slug)).sort();
  if (unknown.length === 0) return slugs;
  throw unacceptable(['query', 'metrics'], `Invalid metric slugs: ${unknown.join(', ')}`, slugs);
}

function measured(call: Call): models.MetricsResponse {
  const { transaction, query } = call;
  const timezone = zoneNameOf(call);
  const slugs = slugsOf(call);
  const [startDate, endDate] = [query.get('start_date') ?? '', query.get('end_date') ?? ''];
  const interval = intervals.find((one) => one === query.get('interval')) ?? 'day';
  const days = daysBetween(startDate, endDate);
  if (days < 0 || days > limits.intervals[interval].max_days) {
    const msg = 'The interval is too big. Try to change the interval or reduce the date range.';
    throw unacceptable(['query'], msg, [startDate, endDate, interval]);
  }
  const isOurs = matches(call, 'organization_id', organizationOf(transaction).id);
  return measure(transaction, {
    ...{ startDate, endDate, timezone, interval, slugs },
    productIds: valuesOf(call, 'product_id'),
    billingTypes: valuesOf(call, 'billing_type'),
    customerIds: isOurs ? valuesOf(call, 'customer_id') : [],
  });
}

function toTable({ periods, metrics }: models.MetricsResponse): Cell[][] {
  const slugs = metricSlugs.filter((slug) => metrics[slug] !== undefined);
  const header = ['Timestamp', ...slugs.map((slug) => definitions[slug].name)];
  const rows = periods.map((period) => [
    period.timestamp.replace('Z', '+00:00'),
    ...slugs.map((slug) => {
      const value = period[slug] ?? 0;
      return definitions[slug].type === 'percentage' ? toFloatCell(value) : value;
    }),
  ]);
  return [header, ...rows];
}

/** `/v1/metrics/`: how the business does, counted from what there is when it is asked. */
export const metricsRoutes: readonly Route[] = [
  {
    operation: 'metrics.get',
    method: 'GET',
    path: '/v1/metrics/',
    handle: (call) => answer(measured(call) satisfies models.MetricsResponse),
  },
  {
    operation: 'metrics.export',
    method: 'GET',
    path: '/v1/metrics/export',
    handle: (call) => ({ status: 200, csv: toCsv(toTable(measured(call))), filename: 'polar-metrics.csv' }),
  },
  {
    operation: 'metrics.limits',
    method: 'GET',
    path: '/v1/metrics/limits',
    handle: () => answer(limits satisfies models.MetricsLimits),
  },
];
