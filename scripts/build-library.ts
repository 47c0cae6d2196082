import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PREPARED_DATABASE, styleEntries } from './entries.ts';
import { type BuildTarget, buildAnew, buildIfStale } from './freshness.ts';
import { PRODUCTION, run } from './run.ts';

// The specifier of a static import, an `import('…')` type or a module augmentation.
const RELATIVE_TYPESCRIPT = /(\b(?:from|import|module)\s*\(?\s*['"])(\.{1,2}\/[^'"]+)\.tsx?(['"])/g;

const QUERY_CORE = /(['"])@tanstack\/query-core(['"])/g;

/**
 * Lets declarations name what a consumer's resolver finds.
 *
 * - The `.js` files beside them: TypeScript's `rewriteRelativeImportExtensions` rewrites scripts only.
 * - React Query instead of its core: TypeScript writes inferred types with the module that declares them,
 *   which is not our consumer's dependency. React Query re-exports all of it.
 */
function rewriteDeclarations(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(RELATIVE_TYPESCRIPT, '$1$2.js$3').replaceAll(QUERY_CORE, '$1@tanstack/react-query$2'),
    );
  }
}

/** Without a declaration, TypeScript 6 refuses a consumer's `import 'floe-billing/styles.css'` (TS2882). */
function writeStyleDeclarations(folder: string): void {
  for (const { name } of styleEntries()) writeFileSync(join(folder, `${name}.css.d.ts`), 'export {};\n');
}

/** Ships a database that has been through initdb and every migration, so that a first start takes no 10 s. */
async function prepareDatabase(folder: string): Promise<void> {
  const script = join(folder, PREPARED_DATABASE.replace(/^src\//, '').replace(/\.ts$/, '.js'));
  if (!existsSync(script)) return;
  // The built file, on purpose: it starts the built worker, and a build whose worker cannot start is broken.
  const code = `
    const { writePreparedDirectory } = await import(${JSON.stringify(pathToFileURL(resolve(script)).href)});
    await writePreparedDirectory(${JSON.stringify(resolve(folder, 'postgres/prepared'))});`;
  await run('--input-type=module', ['--eval', code]);
}

const SCRIPTS: BuildTarget = {
  name: 'library',
  inputs: ['src', 'scripts', 'package.json', 'package-lock.json', 'vite.config.ts'],
  output: 'dist/index.js',
};

/**
 * Builds into a folder of its own and puts it in the place of `dist` when all of it is there, so that
 * nobody meets half a build: not a running demo, and not a second build at the same time.
 */
async function replaceDist(build: (folder: string) => Promise<void>): Promise<void> {
  // Beside `dist` and not deeper, or the source maps' relative paths would lead elsewhere after the move.
  const folder = `dist-${process.pid}`;
  const old = `${folder}-old`;
  try {
    await build(folder);
    if (existsSync('dist')) renameSync('dist', old);
    renameSync(folder, 'dist');
  } finally {
    for (const path of [folder, old]) rmSync(path, { recursive: true, force: true });
  }
}

function buildScripts(folder: string): Promise<void> {
  return run(
    'node_modules/vite/bin/vite.js',
    ['build', '--outDir', folder, '--logLevel', 'warn'],
    PRODUCTION,
  );
}

function buildDeclarations(folder: string): Promise<void> {
  return run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--outDir', folder]);
}

/** Builds the package into `dist`: scripts, stylesheets, declarations and the prepared database. */
export function buildLibrary(): Promise<void> {
  return buildAnew(SCRIPTS, () => replaceDist(buildEverything));
}

async function buildEverything(folder: string): Promise<void> {
  const outcomes = await Promise.allSettled([buildScripts(folder), buildDeclarations(folder)]);
  // Both have said what they think of the sources before either's failure ends the build.
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  rewriteDeclarations(folder);
  writeStyleDeclarations(folder);
  await prepareDatabase(folder);
}

/**
 * Builds what runs (scripts and stylesheets, no declarations) unless `dist` is already what the sources
 * make: enough for the demo and for measuring, in a fraction of the time.
 */
export function buildScriptsIfStale(): Promise<void> {
  return buildIfStale(SCRIPTS, () => {
    console.log('Building the library …');
    return replaceDist(buildScripts);
  });
}
