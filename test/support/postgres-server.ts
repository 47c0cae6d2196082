import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the tests' PostgreSQL answers, as a superuser, without a database name at the end. */
    postgresUrl: string;
  }
}

// Several projects name this file as their global setup; they share one server.
let shared: Promise<PostgresServer> | undefined;
let users = 0;

/**
 * Gives the tests a PostgreSQL of their own and takes it away afterwards.
 *
 * With `FLOE_TEST_DATABASE_URL` set (a superuser's URL without a database name), that server is used
 * instead and left running.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.FLOE_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given.replace(/\/+$/, ''));
    return async () => undefined;
  }

  users += 1;
  shared ??= startPostgres();
  const server = await shared;
  project.provide('postgresUrl', server.url);

  return async () => {
    users -= 1;
    if (users > 0) return;
    shared = undefined;
    await server.stop();
  };
}
