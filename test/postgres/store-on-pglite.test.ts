import { afterAll, beforeAll, it } from 'vitest';
import {
  type BillingDatabase,
  createPostgresStore,
  migrate,
  openDatabase,
} from '../../src/postgres/index.ts';
import { describeBillingStore } from '../../src/testing/billing-store-cases.ts';
import { emptyTables } from './support/empty-tables.ts';

let database: BillingDatabase;

beforeAll(async () => {
  database = await openDatabase({ memory: true });
  await migrate(database.db);
});

afterAll(() => database.close());

describeBillingStore(it, {
  createStore: async () => {
    await emptyTables(database.db);
    return createPostgresStore(database);
  },
});
