import { type CatalogComparison, createPolarCatalog, type PolarCatalog } from '../../polar/index.ts';
import { readPolarEnvironment } from '../../server/index.ts';
import { describeChange } from './describe-change.ts';
import type { CatalogArguments } from './options.ts';
import { readCatalogFile } from './read-catalog-file.ts';

/** Shows in what an organization differs from a catalog, and makes it match when that is confirmed. */
export async function runCatalog({ action, file, isConfirmed, isStrict }: CatalogArguments): Promise<number> {
  const access = readPolarEnvironment(process.env);
  const polar = createPolarCatalog(access);
  const catalog = await readCatalogFile(file);
  const comparison = await polar.compare(catalog);
  show(comparison, access.baseUrl ?? `Polar's ${access.environment}`);
  if (comparison.problems.length > 0) return 1;
  if (comparison.changes.length === 0) return 0;
  if (action === 'diff') return isStrict ? 1 : 0;
  if (!isConfirmed) {
    console.log('Nothing was changed. Add --yes to make these changes.');
    return 1;
  }
  await push(polar, comparison);
  return 0;
}

function show({ changes, problems, others }: CatalogComparison, where: string): void {
  for (const problem of problems) console.error(`floe-billing: ${problem}`);
  for (const line of changes.flatMap(describeChange)) console.log(line);
  if (changes.length > 0) {
    console.log(`\n${count(changes.length, 'product')} of ${where} would change.`);
  } else if (problems.length === 0) {
    console.log(`The products of ${where} are as the catalog says.`);
  }
  if (others > 0) console.log(`${count(others, 'product')} that no catalog stands for: left alone.`);
}

async function push(polar: PolarCatalog, { changes }: CatalogComparison): Promise<void> {
  for (const [done, change] of changes.entries()) {
    try {
      await polar.apply(change);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `${reason}\n${done} of ${count(changes.length, 'product')} changed before that. Run it again to go on where it stopped.`,
      );
    }
    console.log(`done: ${describeChange(change)[0]}`);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
