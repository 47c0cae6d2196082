export type { BillingDatabase, Sql } from './database.ts';
export { type CopiedTable, type CopyDatabaseOptions, copyDatabase } from './export/copy-database.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { type DatabaseLocation, openDatabase } from './open-database.ts';
export { createPostgresStore } from './store/create-postgres-store.ts';
