import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PREPARED_DATABASE, styleEntries } from './entries.ts';
import { buildIfStale } from './freshness.ts';
import { run } from './run.ts';

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

/** Builds the package into `dist`: scripts, stylesheets, declarations and the prepared database. */
export async function buildLibrary(): Promise<void> {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all([
    run('node_modules/vite/bin/vite.js', ['build', '--logLevel', 'warn']),
    run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']),
  ]);
  rewriteDeclarations('dist');
  writeStyleDeclarations('dist');
  await prepareDatabase('dist');
}

/** Builds the package unless `dist` is already what its sources make. */
export function buildLibraryIfStale(): Promise<void> {
  const target = {
    name: 'library',
    inputs: [
      'src',
      'scripts',
      'package.json',
      'package-lock.json',
      'vite.config.ts',
      'tsconfig.base.json',
      'tsconfig.build.json',
    ],
    output: 'dist/index.js',
  };
  return buildIfStale(target, async () => {
    console.log('Building the library …');
    await buildLibrary();
  });
}
