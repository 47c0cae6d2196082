export type { BillingDatabase, Sql } from './database.ts';
export { type CopiedTable, type CopyDatabaseOptions, copyDatabase } from './export/copy-database.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { type DatabaseLocation, openDatabase } from './open-database.ts';
export type { EncryptionKey, EncryptionOptions } from './sealing/keys.ts';
export { type ReencryptedRows, type ReencryptOptions, reencryptRows } from './sealing/reencrypt-rows.ts';
export {
  createPostgresStore,
  type PostgresStore,
  type PostgresStoreOptions,
} from './store/create-postgres-store.ts';
