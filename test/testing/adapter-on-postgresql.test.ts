import { afterAll, beforeAll, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { describeBillingAdapter } from '../../src/testing/index.ts';
import { migratedTemplate } from '../postgres/support/migrated-template.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { authenticateConformance, createSandboxSubject } from './support/sandbox-subject.ts';

let database: TestDatabase;
let sandbox: Sandbox;

beforeAll(async () => {
  database = await createTestDatabase({ template: migratedTemplate, scope: 'caller' });
  // Without previews, so that estimates are held to the same promises.
  sandbox = await createSandbox({
    databaseUrl: database.url,
    authenticate: authenticateConformance,
    changePreview: false,
  });
});

afterAll(async () => {
  await sandbox.close();
  await database.drop();
});

// A case lives through months of billing; a busy machine takes its time.
describeBillingAdapter((name, run) => it(name, { timeout: 60_000 }, run), {
  createSubject: () => createSandboxSubject(sandbox),
});
