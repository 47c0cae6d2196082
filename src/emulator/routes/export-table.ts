import type { CsvAnswer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { type Cell, toCsv, toFloatCell } from '../http/csv.ts';
import { assertOffsets, timeZoneOf } from '../http/time-zone.ts';
import type { TimeZone } from '../time/zone.ts';
import { toZonedIso } from '../time/zoned-iso.ts';

/** The columns of an export: what each is called, and what it shows of a row. */
export type ExportColumns<Column extends string, Row> = Readonly<
  Record<Column, readonly [header: string, cell: (row: Row, zone: TimeZone) => Cell]>
>;

/** How an export is made: from which rows, by which columns, named how. */
export interface Export<Column extends string, Row> {
  name: 'orders' | 'subscriptions';
  rows: readonly Row[];
  columns: ExportColumns<Column, Row>;
  /** The columns that it has unless others are asked for. */
  usual: readonly Column[];
  /** What its rows may be limited to: `started` for `started_after` and `started_before`. */
  limits: 'created' | 'started';
}

/** An amount of any currency, in hundredths of it: so does Polar, also where there are none. */
export function toAmount(minorUnits: number): string {
  return toFloatCell(minorUnits / 100);
}

/** An instant by the clocks of a zone. */
export function toTime(instant: string | null, zone: TimeZone): string | null {
  return instant === null ? null : toZonedIso(instant, zone);
}

/**
 * A table for a spreadsheet, with the columns and the time zone that the query asks for.
 *
 * @throws {PolarApiError} 422 for a zone that there is not, and for limits that do not tell their offset.
 */
export function exportTable<Column extends string, Row>(
  call: Call,
  { name, rows, columns, usual, limits }: Export<Column, Row>,
): CsvAnswer {
  const bounds = [`${limits}_after`, `${limits}_before`];
  assertOffsets(call, bounds);
  const zone = timeZoneOf(call);
  const known = Object.keys(columns) as Column[];
  // The query was checked: it names no column that there is not.
  const asked = call.query.getAll('columns').flatMap((one) => known.find((column) => column === one) ?? []);
  const shown = (asked.length === 0 ? usual : asked).map((column) => columns[column]);
  const days = bounds.flatMap((bound) => toTime(call.query.get(bound), zone)?.slice(0, 10) ?? []);
  return {
    status: 200,
    csv: toCsv([
      shown.map(([header]) => header),
      ...rows.map((row) => shown.map(([, cell]) => cell(row, zone))),
    ]),
    filename: `${['polar', name, ...days].join('-')}.csv`,
  };
}
