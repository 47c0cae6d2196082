import { writeFileSync } from 'node:fs';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { run } from './run.ts';

// Usage: `tsx scripts/embed-migrations.ts [--name=what_changes]` after a change of src/postgres/schema.
// drizzle-kit writes the next SQL file (nothing when the schema did not change), and all of them become one
// module, because a bundled server has no migrations folder to read.

await run('node_modules/drizzle-kit/bin.cjs', ['generate', ...process.argv.slice(2)]);

const migrations = readMigrationFiles({ migrationsFolder: 'src/postgres/migrations' }).map(
  ({ folderMillis, hash, sql }) => ({
    createdAt: folderMillis,
    hash,
    statements: sql.map((statement) => statement.trim()).filter((statement) => statement !== ''),
  }),
);

const target = 'src/postgres/migrations.ts';
writeFileSync(
  target,
  `// Made by scripts/embed-migrations.ts from src/postgres/migrations. Do not edit.

/** One step of the schema's history. */
export interface Migration {
  /** Milliseconds since 1970; orders the steps. */
  readonly createdAt: number;
  /** SHA-256 of the SQL file. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** Every step, oldest first. */
export const MIGRATIONS: readonly Migration[] = ${JSON.stringify(migrations, null, 2)};
`,
);
await run('node_modules/@biomejs/biome/bin/biome', [
  'format',
  '--write',
  target,
  'src/postgres/migrations',
  '--log-level=error',
]);
