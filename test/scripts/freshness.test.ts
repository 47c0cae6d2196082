import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildIfStale } from '../../scripts/freshness.ts';

let folder: string;
let builds: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floe-freshness-'));
  builds = 0;
  writeFileSync(join(folder, 'input.ts'), 'one');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(record(), { force: true });
});

function name(): string {
  return `test-${folder.replaceAll(/\W/g, '-')}`;
}

function record(): string {
  return join('node_modules/.cache/floe-build', name());
}

function build(): Promise<void> {
  const output = join(folder, 'output.js');
  return buildIfStale({ name: name(), inputs: [join(folder, 'input.ts')], output }, async () => {
    builds += 1;
    writeFileSync(output, 'built');
  });
}

it('builds once as long as nothing changes', async () => {
  await build();
  await build();

  expect(builds).toBe(1);
});

it('builds again when an input changes', async () => {
  await build();
  writeFileSync(join(folder, 'input.ts'), 'two');
  await build();

  expect(builds).toBe(2);
});

it('builds again when the outcome is gone', async () => {
  await build();
  rmSync(join(folder, 'output.js'));
  await build();

  expect(builds).toBe(2);
});

it('builds again when an input changed during the build', async () => {
  const output = join(folder, 'output.js');
  const target = { name: name(), inputs: [join(folder, 'input.ts')], output };
  await buildIfStale(target, async () => {
    writeFileSync(output, 'built from one');
    writeFileSync(join(folder, 'input.ts'), 'two');
  });
  await build();

  expect(builds).toBe(1);
});

it('does not remember a build that failed', async () => {
  const output = join(folder, 'output.js');
  const target = { name: name(), inputs: [join(folder, 'input.ts')], output };
  writeFileSync(output, 'half');

  await expect(buildIfStale(target, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await build();

  expect(builds).toBe(1);
});
