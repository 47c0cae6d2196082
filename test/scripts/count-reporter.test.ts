import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floe-counts-'));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const reporter = JSON.stringify(resolve('scripts/count-reporter.ts'));
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    `import { CountReporter } from ${reporter};\nexport default { test: { reporters: [new CountReporter()] } };`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function addTest(name: string, code: string): void {
  writeFileSync(join(folder, name), `import { expect, it } from 'vitest';\n${code}`);
}

/** Runs the folder's tests in a Vitest of their own: lines printed, and what `.ci/run` is told. */
function runTests(): { lines: string[]; counts: string; failures: string; status: number | null } {
  const failuresPath = join(folder, 'failures');
  const countsPath = join(folder, 'counts');
  const { stdout, status } = spawnSync(
    process.execPath,
    [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
    {
      encoding: 'utf8',
      env: { ...process.env, FLOE_TEST_COUNTS: countsPath, FLOE_TEST_FAILURES: failuresPath },
    },
  );
  return {
    lines: stdout.trimEnd().split('\n'),
    counts: readFileSync(countsPath, 'utf8'),
    failures: readFileSync(failuresPath, 'utf8'),
    status,
  };
}

it('counts tests that pass, fail and are skipped', () => {
  addTest('a.test.ts', "it('a', () => {}); it('b', () => {}); it.skip('c', () => {});");
  addTest('b.test.ts', "it('d', () => expect(1).toBe(2));");

  const { lines, counts, status } = runTests();

  expect(lines.slice(-2)).toEqual(['1 skipped', '2 passed, 1 failed']);
  expect(counts).toBe('2 1\n');
  expect(status).toBe(1);
});

it('counts a file that cannot be loaded as a failure', () => {
  addTest('a.test.ts', "it('a', () => {});");
  addTest('b.test.ts', "throw new Error('broken');");

  expect(runTests().lines.at(-1)).toBe('1 passed, 1 failed');
});

it('counts an error outside every test as a failure', () => {
  addTest('a.test.ts', "it('a', () => { queueMicrotask(() => { throw new Error('late'); }); });");

  expect(runTests().lines.at(-1)).toBe('1 passed, 1 failed');
});

it('names each failure with the head of its error', () => {
  addTest('a.test.ts', "it('a', () => {}); it('differs', () => expect(1).toBe(2));");
  addTest('b.test.ts', "throw new Error('broken');");
  addTest('c.test.ts', "it('c', () => { queueMicrotask(() => { throw new Error('late'); }); });");

  const { failures } = runTests();

  expect(failures).toContain('failed test: a.test.ts > differs\nexpected 1 to be 2');
  expect(failures).toContain('failed test: b.test.ts\nbroken');
  expect(failures).toContain('failed test: an error outside every test\nlate');
  expect(failures).not.toContain('a.test.ts > a\n');
});

it('names nothing when nothing failed', () => {
  addTest('a.test.ts', "it('a', () => {});");

  expect(runTests().failures).toBe('');
});

it('names a test that passed only when it was tried again', () => {
  addTest('a.test.ts', "let tries = 0; it('a', { retry: 1 }, () => expect(tries++).toBe(1));");

  const { lines, failures } = runTests();

  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(failures).toContain('flaky test: a.test.ts > a\nexpected +0 to be 1');
});
