import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';

/** A database of one test alone. */
export interface TestDatabase {
  /** Connection URL, database name included; fit for `DATABASE_URL`. */
  url: string;
  /** Drops the database, and with it every connection that is still open. Safe to call twice. */
  drop(): Promise<void>;
}

/** What a new database already contains. */
export interface TestDatabaseTemplate {
  /** Names the content: two templates of one name must prepare the same. Include a hash of what may change. */
  name: string;
  /** Fills an empty database, once a run. Every connection to `url` must be closed when it resolves. */
  prepare(url: string): Promise<void>;
}

/** Options of {@link createTestDatabase}. */
export interface CreateTestDatabaseOptions {
  /** What the database starts from. @default an empty database */
  template?: TestDatabaseTemplate | undefined;
  /**
   * Who drops the database: `'test'` does it when the running test ends, `'caller'` calls `drop()`
   * (from `afterAll`, say, when the database was made in `beforeAll`).
   * @default 'test'
   */
  scope?: 'test' | 'caller' | undefined;
}

function databaseUrl(name: string): string {
  return `${inject('postgresUrl')}/${name}`;
}

async function asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureTemplate({ name, prepare }: TestDatabaseTemplate): Promise<string> {
  const database = `template_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  await asAdmin(async (client) => {
    // Workers are processes, so only the server itself can say who prepares the template.
    await client.query('select pg_advisory_lock(hashtext($1))', [database]);
    const found = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [
      database,
    ]);
    if (found.rowCount === 1) return;

    await client.query(`drop database if exists ${database} with (force)`);
    await client.query(`create database ${database}`);
    await prepare(databaseUrl(database));
    // Marked last: a template whose preparation failed is made again, not used half full.
    await client.query(`alter database ${database} is_template true`);
  });
  return database;
}

/**
 * Makes a database on the tests' PostgreSQL, from a template when one is given (0.1 s instead of the
 * migrations' time), and drops it when the test ends.
 */
export async function createTestDatabase(options: CreateTestDatabaseOptions = {}): Promise<TestDatabase> {
  const source = options.template === undefined ? 'template1' : await ensureTemplate(options.template);
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin((client) => client.query(`create database ${name} template ${source}`));

  const database: TestDatabase = {
    url: databaseUrl(name),
    drop: () =>
      asAdmin(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
  if ((options.scope ?? 'test') === 'test') onTestFinished(() => database.drop());
  return database;
}
