export { type BillingDatabase, type DatabaseLocation, openDatabase, type Sql } from './database.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { createPostgresStore } from './store/create-postgres-store.ts';
