import { sql } from 'drizzle-orm';
import type { Sql } from '../database.ts';
import { quoteName, quoteTable, type TableShape } from './read-tables.ts';

// PostgreSQL takes 65,535 values in one statement; fewer rows at once keep webhook bodies out of memory.
const MAX_VALUES = 20_000;
const MAX_ROWS = 500;

type Values = (string | null)[];

/**
 * Copies every row of a table, as text and back, which loses nothing: neither microseconds nor large numbers pass through
 * JavaScript's own.
 *
 * @param source a transaction.
 * @param target a transaction.
 */
export async function copyTable(source: Sql, target: Sql, table: TableShape): Promise<void> {
  const { name, columns } = table;
  const names = columns.map((column) => quoteName(column.name));
  const asText = columns.map((_column, index) => `${names[index]}::text as "c${index}"`).join(', ');
  const size = Math.max(1, Math.min(MAX_ROWS, Math.floor(MAX_VALUES / columns.length)));
  await source.execute(sql.raw(`declare exported cursor for select ${asText} from ${quoteTable(name)}`));
  for (;;) {
    const { rows } = await source.execute<Record<string, string | null>>(
      sql.raw(`fetch ${size} from exported`),
    );
    if (rows.length === 0) break;
    const values = rows.map((row): Values => columns.map((_column, index) => row[`c${index}`] ?? null));
    await insert(target, table, names, values);
  }
  await source.execute(sql.raw('close exported'));
  await copySequences(source, target, table);
}

async function insert(
  target: Sql,
  { name, columns }: TableShape,
  names: string[],
  rows: Values[],
): Promise<void> {
  const casts = columns.map(({ type }) => sql.raw(`::${type}`));
  const tuples = rows.map(
    (row) =>
      sql`(${sql.join(
        row.map((value, index) => sql`${value}${casts[index]}`),
        sql.raw(', '),
      )})`,
  );
  const head = `insert into ${quoteTable(name)} (${names.join(', ')}) overriding system value values `;
  await target.execute(sql`${sql.raw(head)}${sql.join(tuples, sql.raw(', '))}`);
}

// From where the sequence stands, and not from the largest id: that of a row that was deleted must not come again.
async function copySequences(source: Sql, target: Sql, { columns }: TableShape): Promise<void> {
  for (const { sequence } of columns) {
    if (sequence === null) continue;
    const { rows } = await source.execute<{ last: string; isCalled: boolean }>(
      sql.raw(`select last_value::text as "last", is_called as "isCalled" from ${sequence}`),
    );
    const [state] = rows;
    if (state === undefined) continue;
    await target.execute(
      sql`select setval(${sequence}::regclass, ${state.last}::bigint, ${state.isCalled}::boolean)`,
    );
  }
}
