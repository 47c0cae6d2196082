import { migrate, openDatabase, reencryptRows } from '../../postgres/index.ts';
import {
  databaseVariables,
  readDatabaseEnvironment,
  readVariables,
  type Variables,
} from '../../server/environment.ts';
import { ENCRYPTION_VARIABLE, encryptionKeys } from '../encryption-keys.ts';
import { withSecretFiles } from '../serve/secret-files.ts';

const variables = databaseVariables.extend({ [ENCRYPTION_VARIABLE]: encryptionKeys });

/** Often enough that nobody thinks that it stands still. */
const SAY_EVERY_MS = 1_000;

/** Encrypts everything personal with the newest key, and says how far it is. */
export async function runReencrypt(env: Variables): Promise<void> {
  const given = withSecretFiles(env);
  const { [ENCRYPTION_VARIABLE]: encryption } = readVariables(variables, given);
  const { databaseUrl, dataDir } = readDatabaseEnvironment(given);
  const database = await openDatabase(databaseUrl === undefined ? { dataDir } : { databaseUrl });
  try {
    await migrate(database.db);
    let saidAtMs = performance.now();
    const counts = await reencryptRows(database, encryption, {
      onProgress({ table, rows }) {
        if (performance.now() - saidAtMs < SAY_EVERY_MS) return;
        saidAtMs = performance.now();
        console.log(`  ${table}: ${rows} rows so far`);
      },
    });
    for (const [table, rows] of Object.entries(counts)) {
      console.log(`  ${table.padEnd(22)} ${String(rows).padStart(8)} rows encrypted anew`);
    }
    const [newest] = encryption.keys;
    console.log(`\nEverything is encrypted with the key "${newest?.id}". Older keys may go.`);
  } finally {
    await database.close();
  }
}
