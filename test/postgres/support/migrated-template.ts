import { migrate, openDatabase } from '../../../src/postgres/index.ts';
import { MIGRATIONS } from '../../../src/postgres/migrations.ts';
import type { TestDatabaseTemplate } from '../../support/postgres.ts';

/** A PostgreSQL database with our tables in it, for `createTestDatabase({ template })`. */
export const migratedTemplate: TestDatabaseTemplate = {
  name: `floe-billing ${MIGRATIONS.map(({ hash }) => hash).join(' ')}`,
  prepare: async (databaseUrl) => {
    const database = await openDatabase({ databaseUrl });
    await migrate(database.db);
    await database.close();
  },
};
