import type { models } from '@polar-sh/sdk/2026-10';
import { assertArchivable, assertCountsNothing, countAgain } from '../engine/meter-changes.ts';
import { organizationOf } from '../engine/organization.ts';
import { quantitiesOf } from '../engine/quantities.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, matchesMetadata, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { MeterRow } from '../state/catalog-rows.ts';
import { eventsOf } from './event-filters.ts';
import { type MeterUpdate, meterCreate, meterUpdate } from './meter-shapes.ts';
import { readQuantities } from './quantities-query.ts';
import { refuseOrganizationId } from './shapes.ts';

function meterOf(call: Call): MeterRow {
  const meter = call.transaction.get('meters', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (meter === undefined) throw resourceNotFound();
  return meter;
}

/** How a meter's units are shown: only a unit of the merchant's own has a label and a scale. */
function displayOf(
  unit: models.MeterUnit,
  label: string | null,
  multiplier: number | null,
): Pick<MeterRow, 'unit' | 'custom_label' | 'custom_multiplier'> {
  if (unit !== 'custom') return { unit, custom_label: null, custom_multiplier: null };
  if (label === null) {
    throw unacceptable(['body', 'custom_label'], "A label is required when the unit is 'custom'.", label);
  }
  return { unit, custom_label: label, custom_multiplier: multiplier ?? 1 };
}

function createMeter(call: Call): MeterRow {
  const { transaction } = call;
  const body = readBody(call, meterCreate);
  refuseOrganizationId(body.organization_id);
  return transaction.put('meters', {
    ...displayOf(body.unit, body.custom_label, body.custom_multiplier),
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    metadata: body.metadata,
    name: body.name,
    filter: body.filter,
    aggregation: body.aggregation,
    organization_id: organizationOf(transaction).id,
    archived_at: null,
  });
}

function archivedAt(call: Call, meter: MeterRow, wanted: boolean | null | undefined): string | null {
  const present = meter.archived_at ?? null;
  if (wanted == null || wanted === (present !== null)) return present;
  if (!wanted) return null;
  assertArchivable(call.transaction, meter);
  return call.transaction.now;
}

function changed(call: Call, meter: MeterRow, body: MeterUpdate): MeterRow {
  const { transaction } = call;
  const sensitive = Object.entries({ filter: body.filter, aggregation: body.aggregation });
  assertCountsNothing(
    transaction,
    meter,
    sensitive.filter(([, value]) => value !== undefined),
  );
  const given = <T>(value: T | undefined, present: T | undefined): T | null =>
    value === undefined ? (present ?? null) : value;
  return {
    ...meter,
    ...displayOf(
      body.unit ?? meter.unit,
      given(body.custom_label, meter.custom_label),
      given(body.custom_multiplier, meter.custom_multiplier),
    ),
    modified_at: transaction.stamp(),
    metadata: body.metadata ?? meter.metadata,
    name: body.name ?? meter.name,
    filter: body.filter ?? meter.filter,
    aggregation: body.aggregation ?? meter.aggregation,
    archived_at: archivedAt(call, meter, body.is_archived),
  };
}

function updateMeter(call: Call): MeterRow {
  const { transaction } = call;
  const meter = meterOf(call);
  const saved = transaction.put('meters', changed(call, meter, readBody(call, meterUpdate)));
  if (meter.archived_at != null && saved.archived_at === null) countAgain(transaction, saved);
  return saved;
}

const sortKeys = {
  created_at: (one: MeterRow) => one.created_at,
  name: (one: MeterRow) => one.name,
};

/** `/v1/meters/`: how usage is counted. */
export const meterRoutes: readonly Route[] = [
  {
    operation: 'meters.list',
    method: 'GET',
    path: '/v1/meters/',
    handle(call) {
      const query = call.query.get('query')?.toLowerCase() ?? '';
      const rows = call.transaction.where(
        'meters',
        (one) =>
          matches(call, 'organization_id', one.organization_id) &&
          matchesFlag(call, 'is_archived', one.archived_at != null) &&
          matchesMetadata(call, one.metadata) &&
          one.name.toLowerCase().includes(query),
      );
      const page = toPage(call, sortRows(call, rows, sortKeys, 'name'), (one) => one);
      return answer(page satisfies models.ListResourceMeter);
    },
  },
  {
    operation: 'meters.create',
    method: 'POST',
    path: '/v1/meters/',
    handle: (call) => answer(createMeter(call) satisfies models.Meter, 201),
  },
  {
    operation: 'meters.get',
    method: 'GET',
    path: '/v1/meters/{id}',
    handle: (call) => answer(meterOf(call) satisfies models.Meter),
  },
  {
    operation: 'meters.update',
    method: 'PATCH',
    path: '/v1/meters/{id}',
    handle: (call) => answer(updateMeter(call) satisfies models.Meter),
  },
  {
    operation: 'meters.quantities',
    method: 'GET',
    path: '/v1/meters/{id}/quantities',
    handle(call) {
      const meter = meterOf(call);
      const quantities = quantitiesOf(meter, eventsOf(call), readQuantities(call));
      return answer(quantities satisfies models.MeterQuantities);
    },
  },
];
