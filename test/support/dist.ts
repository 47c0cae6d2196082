import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What a built file and everything it imports lead to. */
export interface Reach {
  /** Paths from the root of the repository, the starting file included. */
  files: Set<string>;
  /** Names of packages (`@scope/name` without sub-path) and `node:` modules. */
  packages: Set<string>;
}

interface Conditions {
  [condition: string]: string | Conditions;
}

/** The parts of package.json the package test judges. */
export interface Manifest {
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
  imports?: Record<string, string | Conditions> | undefined;
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

/** Reads package.json. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
}

/** Every file below `folder`, as paths from the root of the repository, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}

/** Every specifier `file` imports or re-exports, dynamic imports and `import()` types included. */
export function specifiersOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  // Type positions (`import('x').Y`) are not imports to `preProcessFile`.
  const inTypes = file.endsWith('.d.ts') ? [...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)] : [];
  const imported = ts.preProcessFile(text, true, false).importedFiles.map(({ fileName }) => fileName);
  return [...new Set([...imported, ...inTypes.map((match) => match[1] ?? '')])];
}

/** The package a bare specifier belongs to; `node:` modules stay as they are. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Every path a target of an exports or imports map names, whatever the condition. */
export function targetsOf(target: string | Conditions): string[] {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(targetsOf);
}

function resolveRelative(from: string, specifier: string): string {
  const path = join(dirname(from), specifier).replaceAll('\\', '/');
  return from.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path;
}

/** Walks the imports of built files, scripts or declarations, from `entries` on. */
export function reachFrom(entries: readonly string[]): Reach {
  const { imports = {} } = readManifest();
  const reach: Reach = { files: new Set(), packages: new Set() };
  const waiting = [...entries];

  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reach.files.has(file)) continue;
    if (!existsSync(file)) throw new Error(`${file} is imported and was not built.`);
    reach.files.add(file);

    for (const specifier of specifiersOf(file)) {
      if (specifier.startsWith('.')) {
        waiting.push(resolveRelative(file, specifier));
      } else if (specifier.startsWith('#')) {
        const targets = targetsOf(imports[specifier] ?? {}).filter((target) => target.startsWith('./dist/'));
        const paths = targets.map((target) => target.slice('./'.length));
        waiting.push(
          ...(file.endsWith('.d.ts') ? paths.map((path) => path.replace(/\.js$/, '.d.ts')) : paths),
        );
      } else {
        reach.packages.add(packageOf(specifier));
      }
    }
  }
  return reach;
}
