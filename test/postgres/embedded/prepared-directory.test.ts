import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  loadPreparedDirectory,
  preparedFileName,
  writePreparedDirectory,
} from '../../../src/postgres/embedded/prepared-directory.ts';
import { unpackTar } from '../../../src/postgres/embedded/unpack-tar.ts';
import { openDatabase } from '../../../src/postgres/index.ts';
import { MIGRATIONS } from '../../../src/postgres/migrations.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

// Starting databases and processes takes seconds on a machine that does much else.
vi.setConfig({ testTimeout: 60_000 });

it('starts a database with every migration in it', async () => {
  const { db, close } = await openDatabase({ dataDir: temporaryDirectory() });
  onTestFinished(close);

  const { rows } = await db.execute(sql`select count(*)::int as n from floe_billing.floe_migrations`);
  expect(rows).toEqual([{ n: MIGRATIONS.length }]);
});

it('is written once into a folder, under a name that changes with PGlite and the migrations', async () => {
  const folder = join(temporaryDirectory(), 'new');

  const path = await writePreparedDirectory(folder);
  expect(basename(path)).toBe(preparedFileName());
  expect(preparedFileName()).toMatch(/^pglite-\d+\.\d+\.\d+-[0-9a-f]{12}\.tar\.gz$/);
  const written = readFileSync(path);

  await writePreparedDirectory(folder);
  expect(readFileSync(path).equals(written)).toBe(true);
  expect(readdirSync(folder)).toEqual([basename(path)]);
});

it('unpacks to the files of a database and nothing half', async () => {
  const directory = temporaryDirectory();

  unpackTar(await loadPreparedDirectory(), directory);

  expect(readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()).toBe('18');
  expect(existsSync(join(directory, 'base'))).toBe(true);
  expect(existsSync(join(directory, 'global', 'pg_control'))).toBe(true);
});

it('never unpacks outside its directory', () => {
  const outer = temporaryDirectory();
  const directory = join(outer, 'inner');

  unpackTar(gzipSync(tarOf('../../escaped', 'x')), directory);

  expect(readdirSync(outer)).toEqual(['inner']);
  expect(readFileSync(join(directory, 'escaped'), 'utf8')).toBe('x');
});

function tarOf(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  const body = Buffer.alloc(512);
  body.write(content);
  return Buffer.concat([header, body, Buffer.alloc(1024)]);
}
