import { migrate, openDatabase } from '../../postgres/index.ts';
import { readDatabaseEnvironment } from '../../server/index.ts';
import { errorFields } from '../../server/logger.ts';
import { stopOnSignals } from '../stop-on-signals.ts';
import { createLogger } from './create-logger.ts';
import { describeSetup } from './describe-setup.ts';
import { openEnvironment } from './open-environment.ts';
import type { ServeArguments } from './options.ts';
import { loadConfig } from './read-config.ts';
import { withSecretFiles } from './secret-files.ts';
import { startServe } from './start-serve.ts';

/** Starts the server, or only looks or migrates. A server runs until it is interrupted. */
export async function runServe({ config, mode }: ServeArguments): Promise<void> {
  if (mode === 'migrate') return migrateOnly();
  const environment = openEnvironment(process.env);
  const logger = createLogger(environment);
  const loaded = await loadConfig(config);
  if (mode === 'check') {
    const setup = describeSetup(environment.now, await loaded.read({ database: null, logger }));
    return console.log(`floe-billing serve would start with\n\n${setup}`);
  }

  const serving = startServe(environment, loaded, logger);
  stopOnSignals(async () => {
    logger.info({}, 'Asked to stop.');
    await serving.stop();
    logger.info({}, 'Stopped.');
  });
  process.on('SIGHUP', () => {
    environment
      .reload(({ encryption }) => serving.replaceKeys(encryption))
      .then(
        (isNew) => logger.info({ isNew }, 'The secrets were read again.'),
        (error: unknown) =>
          logger.error(errorFields(error), 'The secrets cannot be used; those from before are kept.'),
      );
  });
  await serving.started;
}

async function migrateOnly(): Promise<void> {
  const { databaseUrl, dataDir } = readDatabaseEnvironment(withSecretFiles(process.env));
  const database = await openDatabase(databaseUrl === undefined ? { dataDir } : { databaseUrl });
  try {
    await migrate(database.db);
  } finally {
    await database.close();
  }
  console.log('The database is up to date.');
}
