import { getTableName } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { billingAuditOrigins, customers, seats } from '../schema/index.ts';
import type { Place, Vault } from './create-vault.ts';

/** Texts of a table that are sealed. Bodies of webhooks are sealed besides, as bytes. */
export interface PersonalColumns {
  table: PgTable;
  /** The column that a row is known by, as records name it. */
  key: string;
  keyColumn: PgColumn;
  /** By the names that records have for them. */
  columns: Readonly<Record<string, PgColumn>>;
}

/** Every table with texts that say who somebody is, or where. */
export const PERSONAL_COLUMNS: readonly PersonalColumns[] = [
  {
    table: customers,
    key: 'id',
    keyColumn: customers.id,
    columns: { name: customers.name, email: customers.email, billingName: customers.billingName },
  },
  { table: seats, key: 'id', keyColumn: seats.id, columns: { email: seats.email } },
  {
    table: billingAuditOrigins,
    key: 'entryId',
    keyColumn: billingAuditOrigins.entryId,
    columns: { address: billingAuditOrigins.address, agent: billingAuditOrigins.agent },
  },
];

/** A row with its personal texts sealed. */
export function sealRow<Row extends object>(vault: Vault, table: PgTable, row: Row): Row {
  return mapPersonal(table, row, vault.sealText);
}

/** A row with its personal texts opened. */
export function openRow<Row extends object>(vault: Vault, table: PgTable, row: Row): Row {
  return mapPersonal(table, row, vault.openText);
}

/** A row by the names that the database has for its columns, with its personal texts opened. */
export function openNamed(
  vault: Vault,
  table: string,
  row: Record<string, unknown>,
): Record<string, unknown> {
  const personal = PERSONAL_COLUMNS.find((one) => getTableName(one.table) === table);
  if (personal === undefined) return row;
  const place = { table, row: String(row[personal.keyColumn.name]) };
  const opened = Object.values(personal.columns).flatMap(({ name }) => {
    const value = row[name];
    return typeof value === 'string' ? [[name, vault.openText(value, { ...place, column: name })]] : [];
  });
  return { ...row, ...Object.fromEntries(opened) };
}

/** The names of the columns of a table that are sealed. */
export function personalNames(table: PgTable): readonly string[] {
  return Object.keys(columnsOf(table)?.columns ?? {});
}

function columnsOf(table: PgTable): PersonalColumns | undefined {
  return PERSONAL_COLUMNS.find((one) => one.table === table);
}

function mapPersonal<Row extends object>(
  table: PgTable,
  row: Row,
  change: (text: string, place: Place) => string,
): Row {
  const personal = columnsOf(table);
  if (personal === undefined) return row;
  const values: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(row));
  const place = { table: getTableName(table), row: String(values[personal.key]) };
  const changed = Object.entries(personal.columns).flatMap(([name, { name: column }]) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, change(value, { ...place, column })]] : [];
  });
  return { ...row, ...Object.fromEntries(changed) };
}
