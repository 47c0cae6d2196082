import { sql } from 'drizzle-orm';
import { openDatabase } from '../../../src/postgres/index.ts';

// A second process for tests: uses a database in memory and comes to its end, with or without closing it.

const database = await openDatabase({ memory: true });
const { rows } = await database.db.execute<{ one: number }>(sql`select 1 as one`);
console.log(rows[0]?.one);
if (process.argv[2] === 'close') await database.close();
