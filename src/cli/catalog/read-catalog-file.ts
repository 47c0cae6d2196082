import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CodeCatalog, parseCodeCatalog } from '../../server/index.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Reads a catalog from a `.json` file, or from what a `.mjs` or `.js` file exports as default or as `catalog`.
 *
 * @throws {UsageError} when there is no such file, or it is of another kind.
 * @throws {Error} naming the file and everything that is wrong in it.
 */
export async function readCatalogFile(file: string): Promise<CodeCatalog> {
  const value = await readValue(file);
  try {
    return parseCodeCatalog(value);
  } catch (error) {
    throw new Error(messageOf(error).replace('the catalog cannot', `the catalog in ${file} cannot`));
  }
}

async function readValue(file: string): Promise<unknown> {
  const path = resolve(file);
  const kind = extname(path);
  if (!['.json', '.mjs', '.js'].includes(kind)) {
    throw new UsageError(`A catalog is a .json, .mjs or .js file, not "${file}".`);
  }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The catalog file ${file} cannot be read (${error.code}).`);
  });
  try {
    if (kind === '.json') return JSON.parse(text);
    const module: { default?: unknown; catalog?: unknown } = await import(pathToFileURL(path).href);
    const value = module.default ?? module.catalog;
    if (value !== undefined) return value;
  } catch (error) {
    throw new Error(`the catalog file ${file} cannot be read: ${messageOf(error)}`);
  }
  throw new Error(`${file} exports no catalog: give it a default export, or one named catalog.`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
