import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase, openDatabase } from '../../postgres/index.ts';
import { UsageError } from '../usage-error.ts';
import type { ExportArguments } from './options.ts';

/** Copies the embedded database to PostgreSQL, and says what arrived. */
export async function runExport({ dataDir, databaseUrl }: ExportArguments): Promise<void> {
  if (!existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new UsageError(`There is no embedded database in ${dataDir}.`);
  }
  const target = await openDatabase({ databaseUrl });
  try {
    const source = await openDatabase({ dataDir });
    try {
      const tables = await copyDatabase(source, target, {
        onTable: ({ table, rows, checksum }) =>
          console.log(`  ${table.padEnd(26)} ${String(rows).padStart(8)} rows  ${checksum}`),
      });
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(
        `\n${rows} rows of ${tables.length} tables are there; every count and checksum is the same.\n` +
          `Set DATABASE_URL for the server, and keep ${dataDir} until you have seen it work. Tables of your own were not copied.`,
      );
    } finally {
      await source.close();
    }
  } finally {
    await target.close();
  }
}
