import { passes } from '../engine/meter-filter.ts';
import { isCounted } from '../engine/tally.ts';
import type { Call } from '../http/call.ts';
import { type Issue, invalidRequest, PolarApiError } from '../http/errors.ts';
import { matches, matchesMetadata } from '../http/lists.ts';
import { assertOffsets } from '../http/time-zone.ts';
import type { UsageEventRow } from '../state/ownership-rows.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { compareInstants } from '../time/instant.ts';
import { meterFilter } from './meter-shapes.ts';

/** Whether an event is shown to whoever asks. */
export type EventCondition = (event: UsageEventRow) => boolean;

function customersNamed(transaction: Transaction, externalIds: readonly string[]): CustomerRow[] {
  return externalIds.flatMap((id) => transaction.by('customers', 'external_id', id));
}

function ofCustomers(transaction: Transaction, ids: readonly string[]): UsageEventRow[] {
  return [...new Set(ids)].flatMap((id) => transaction.by('usage_events', 'customer_id', id));
}

/** The events of the customers that a query names, or of all, with the metadata that it names. */
export function eventsOf(call: Call): UsageEventRow[] {
  const { transaction, query } = call;
  const ids = query.getAll('customer_id');
  const externalIds = [...new Set(query.getAll('external_customer_id'))];
  const named = customersNamed(transaction, externalIds).map(({ id }) => id);
  const isWanted = (event: UsageEventRow) =>
    (ids.length === 0 || (event.customer_id !== null && ids.includes(event.customer_id))) &&
    matchesMetadata(call, event.metadata);
  if (externalIds.length > 0) {
    const strangers = externalIds.flatMap((id) => transaction.by('usage_events', 'unknown_customer', id));
    return [...ofCustomers(transaction, named), ...strangers].filter(isWanted);
  }
  if (ids.length > 0) return ofCustomers(transaction, ids).filter(isWanted);
  return transaction.where('usage_events', isWanted);
}

function readFilter(text: string) {
  const issues: Issue[] = [];
  try {
    const filter = meterFilter.read(JSON.parse(text), [], issues);
    if (typeof filter === 'object') return filter;
  } catch {
    const msg = 'Invalid JSON: expected value at line 1 column 1';
    issues.push({ type: 'json_invalid', loc: [], msg, input: text });
  }
  throw invalidRequest(issues);
}

function readMeter(call: Call, id: string) {
  const meter = call.transaction.get('meters', id);
  if (meter !== undefined) return meter;
  throw new PolarApiError(422, {
    error: 'PolarRequestValidationError',
    detail: [{ type: 'meter_id', loc: ['query', 'meter_id'], msg: 'Meter not found.', input: id }],
  });
}

function readQuery(call: Call): string | null {
  const query = call.query.get('query');
  if (query === null || call.query.has('organization_id')) return query?.toLowerCase() ?? null;
  const msg = 'Query is only supported when organization_id is provided.';
  throw invalidRequest([{ type: 'query', loc: ['query', 'query'], msg }]);
}

// In the event's name, source and metadata, and in what its customer is called.
function mentions(transaction: Transaction, event: UsageEventRow, wanted: string): boolean {
  const customer = event.customer_id === null ? undefined : transaction.get('customers', event.customer_id);
  const names = [customer?.id, customer?.external_id, customer?.name, customer?.email];
  const texts = [event.name, event.source, JSON.stringify(event.metadata), ...names];
  return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}

/**
 * What a query asks of events besides whose they are.
 *
 * @throws {PolarApiError} 422 for a filter that is none, a meter that is not there, or words without an organization.
 */
export function eventCondition(call: Call): EventCondition {
  const { transaction, query } = call;
  assertOffsets(call, ['start_timestamp', 'end_timestamp']);
  const [start, end] = [query.get('start_timestamp'), query.get('end_timestamp')];
  const filterText = query.get('filter');
  const filter = filterText === null ? null : readFilter(filterText);
  const words = readQuery(call);
  const meterId = query.get('meter_id');
  const meter = meterId === null ? null : readMeter(call, meterId);
  return (event) =>
    (start === null || compareInstants(event.timestamp, start) > 0) &&
    (end === null || compareInstants(event.timestamp, end) < 0) &&
    matches(call, 'name', event.name) &&
    matches(call, 'source', event.source) &&
    (filter === null || passes(filter, event)) &&
    (meter === null || isCounted(meter, event)) &&
    (words === null || mentions(transaction, event, words));
}

const MAX_DEPTH = 5;

function readDepth(call: Call): number | null {
  const text = call.query.get('depth');
  if (text === null || Number(text) <= MAX_DEPTH) return text === null ? null : Number(text);
  const msg = `Input should be less than or equal to ${MAX_DEPTH}`;
  const loc = ['query', 'depth'];
  throw invalidRequest([{ type: 'less_than_equal', loc, msg, input: text, ctx: { le: MAX_DEPTH } }]);
}

/**
 * Where among events that stand under others a query looks: everywhere; under an event; or no deeper than so many steps
 * below it, or below those that stand under none.
 */
export function depthCondition(call: Call): EventCondition {
  const { transaction } = call;
  const depth = readDepth(call);
  const anchor = call.query.get('parent_id');
  if (depth === null && anchor === null) return () => true;
  const most = depth ?? Number.POSITIVE_INFINITY;
  return (event) => {
    let steps = 0;
    let above = event.parent_id;
    while (above !== null && above !== anchor) {
      above = transaction.get('usage_events', above)?.parent_id ?? null;
      steps += 1;
    }
    // Below an event its children are the first step; those that stand under none are no step below anything.
    return anchor === null ? steps <= most : above === anchor && steps < most;
  };
}
