import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of the library that is built because something outside its own modules asks for it. */
export interface Entry {
  /** Path in `dist`, without extension: `server/index`. */
  name: string;
  /** Path from the root of the repository: `src/server/index.ts`. */
  source: string;
}

interface Conditions {
  [condition: string]: string | Conditions;
}

interface Manifest {
  exports: Readonly<Record<string, string | Conditions>>;
  /** Commands, by the built script that each one is. */
  bin?: Readonly<Record<string, string>> | undefined;
  imports?: Readonly<Record<string, string | Conditions>> | undefined;
}

/** Reads package.json, the one place that says what this package offers. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
}

function sourcesIn(target: string | Conditions): string[] {
  if (typeof target === 'string') return target.startsWith('./src/') ? [target.slice('./'.length)] : [];
  return Object.values(target).flatMap(sourcesIn);
}

/**
 * The module whose `writePreparedDirectory` the build itself calls. As an entry it keeps that export,
 * which no module of the package imports.
 */
export const PREPARED_DATABASE = 'src/postgres/embedded/prepared-directory.ts';

function workerSources(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => join('src', path).replaceAll('\\', '/'))
    .filter((path) => /(^|[/-])worker\.ts$/.test(path));
}

/**
 * Every script entry of the library: what the exports map names, the commands, what the package's own
 * `#imports` name (variants by runtime), each `worker.ts`, which is started by its URL and imported by nobody, and
 * {@link PREPARED_DATABASE}.
 */
export function scriptEntries(): Entry[] {
  const { exports, imports = {}, bin = {} } = readManifest();
  const named = [...Object.values(exports), ...Object.values(imports)].flatMap(sourcesIn);
  const commands = Object.values(bin).map((path) => path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));
  const sources = [...named, ...commands, ...workerSources(), PREPARED_DATABASE].filter(
    (path) => /\.tsx?$/.test(path) && existsSync(path),
  );
  return [...new Set(sources)].map((source) => ({
    name: source.slice('src/'.length).replace(/\.tsx?$/, ''),
    source,
  }));
}

/** Every stylesheet the exports map names. */
export function styleEntries(): Entry[] {
  return Object.values(readManifest().exports)
    .flatMap(sourcesIn)
    .filter((path) => path.endsWith('.css') && existsSync(path))
    .map((source) => ({ name: source.replace(/^.*\//, '').replace(/\.css$/, ''), source }));
}
