import { afterAll, beforeAll, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { describeBillingAdapter } from '../../src/testing/index.ts';
import { authenticateConformance, createSandboxSubject } from './support/sandbox-subject.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ authenticate: authenticateConformance });
});

afterAll(() => sandbox.close());

// A case lives through months of billing; a busy machine takes its time.
describeBillingAdapter((name, run) => it(name, { timeout: 60_000 }, run), {
  createSubject: () => createSandboxSubject(sandbox),
});
