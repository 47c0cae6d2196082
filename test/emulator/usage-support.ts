import type { models, Polar } from '@polar-sh/sdk/2026-10';
import { expect } from 'vitest';
import { refusal } from './support.ts';

export type Aggregation = models.MeterCreate['aggregation'];

/** Makes a meter of the events that are called `call`. */
export function makeMeter(
  polar: Polar,
  aggregation: Aggregation = { func: 'count' },
  more: Partial<models.MeterCreate> = {},
): Promise<models.Meter> {
  return polar.meters.create({
    name: 'Calls',
    filter: { conjunction: 'and', clauses: [{ property: 'name', operator: 'eq', value: 'call' }] },
    aggregation,
    ...more,
  });
}

/** Tells of calls that a customer made, each with what it says of itself. */
export async function call(
  polar: Polar,
  customer_id: string,
  ...calls: readonly models.EventMetadataInput[]
): Promise<void> {
  await polar.events.ingest({
    events: calls.map((metadata) => ({ name: 'call', customer_id, metadata })),
  });
}

/** Tells of so many calls that a customer made. */
export function callTimes(polar: Polar, customerId: string, times: number): Promise<void> {
  return call(polar, customerId, ...Array.from({ length: times }, () => ({})));
}

/** What a customer has of a meter: used, credited, and what is left. */
export async function countsOf(polar: Polar, meterId: string): Promise<[number, number, number] | null> {
  const [row] = (await polar.customerMeters.list({ meter_id: meterId })).items;
  return row === undefined ? null : [row.consumed_units, row.credited_units, row.balance];
}

/** The sentences of a 422, each with its place. */
export async function flaws(work: Promise<unknown>): Promise<string[]> {
  const { status, error } = await refusal(work);
  expect(status).toBe(422);
  const { detail } = error as { detail: { loc: (string | number)[]; msg: string }[] };
  return detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`);
}
