import { sql } from 'drizzle-orm';
import { openDatabase } from '../../../src/postgres/index.ts';

// A second process for tests. Usage: node --import tsx hold-directory.ts <directory> [rows|exit]
// Says `open` when it holds the directory; with `rows` it then inserts one row after the other and says each one
// that was acknowledged; with `exit` it leaves by process.exit() without closing.

const [directory = '', mode] = process.argv.slice(2);

try {
  const { db } = await openDatabase({ dataDir: directory });
  console.log('open');
  if (mode === 'exit') process.exit(0);
  await db.execute(sql`create table if not exists row_of_another (id int primary key)`);
  for (let id = 0; mode === 'rows'; id++) {
    await db.execute(sql`insert into row_of_another values (${id}::int)`);
    console.log(`row ${id}`);
  }
  setInterval(() => undefined, 1000);
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  console.log(
    `refused ${error instanceof Error ? error.message : String(error)} ${cause}`.replaceAll('\n', ' '),
  );
  process.exit(1);
}
