import { afterAll, beforeAll, it } from 'vitest';
import { type BillingDatabase, createPostgresStore, openDatabase } from '../../src/postgres/index.ts';
import { describeBillingStore } from '../../src/testing/billing-store-cases.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { emptyTables } from './support/empty-tables.ts';
import { migratedTemplate } from './support/migrated-template.ts';

let testDatabase: TestDatabase;
let database: BillingDatabase;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: migratedTemplate, scope: 'caller' });
  database = await openDatabase({ databaseUrl: testDatabase.url });
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

describeBillingStore(it, {
  createStore: async () => {
    await emptyTables(database.db);
    return createPostgresStore(database);
  },
});
