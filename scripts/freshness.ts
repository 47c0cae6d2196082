import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Something that is built from files of this repository. */
export interface BuildTarget {
  /** Short and fit for a file name. */
  name: string;
  /** Files and folders whose content decides the outcome; what does not exist is left out. */
  inputs: readonly string[];
  /** A file that is there when the outcome is. */
  output: string;
}

// Not in the output folder, where it would be shipped, and gone whenever the dependencies are.
const CACHE = join('node_modules', '.cache', 'floe-build');

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && name !== 'node_modules')
    .flatMap(({ name }) => filesIn(join(path, name)))
    .sort();
}

function fingerprint({ inputs }: BuildTarget): string {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesIn)) {
    const content = readFileSync(path);
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * Builds `target` and remembers from what. The inputs are looked at before the build: what changes
 * meanwhile may not be in it.
 */
export async function buildAnew(target: BuildTarget, build: () => Promise<void>): Promise<void> {
  const inputs = fingerprint(target);
  const record = recordOf(target);
  rmSync(record, { force: true });
  await build();
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, inputs);
}

/** Builds `target` unless its inputs are, byte for byte, those of the last successful build. */
export async function buildIfStale(target: BuildTarget, build: () => Promise<void>): Promise<void> {
  const record = recordOf(target);
  const isFresh =
    existsSync(target.output) && existsSync(record) && readFileSync(record, 'utf8') === fingerprint(target);
  if (!isFresh) await buildAnew(target, build);
}

function recordOf({ name }: BuildTarget): string {
  return join(CACHE, name);
}
