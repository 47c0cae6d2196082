import { createPolarCatalog } from '../../polar/index.ts';
import type { PolarAccess } from '../../sandbox/index.ts';
import { type CatalogDefinition, type CodeCatalog, toCatalogDefinition } from '../../server/index.ts';

/**
 * Makes the local Polar sell what a catalog says, at every start, so that a changed file changes what is sold: whoever
 * bought at an old price keeps it.
 *
 * @throws {Error} when what is kept there stands in the way.
 */
export async function makeProducts(catalog: CodeCatalog, polar: PolarAccess): Promise<CatalogDefinition> {
  const local = withoutProductIds(catalog);
  const products = createPolarCatalog(polar);
  const { changes, problems } = await products.compare(local);
  if (problems.length > 0) throw new Error(inTheWay(problems.join(' ')));
  try {
    for (const change of changes) await products.apply(change);
  } catch (error) {
    throw new Error(inTheWay(error instanceof Error ? error.message : String(error)), { cause: error });
  }
  const { productIds } = await products.compare(local);
  return toCatalogDefinition(local, ({ id }) => productIds.get(id) ?? id);
}

// Ids in the file are those of products at the real Polar; the local one makes its own.
function withoutProductIds(catalog: CodeCatalog): CodeCatalog {
  return {
    ...catalog,
    plans: catalog.plans.map((plan) => ({
      ...plan,
      prices: Object.fromEntries(
        Object.entries(plan.prices).map(([interval, { amounts }]) => [interval, { amounts }]),
      ),
    })),
  };
}

function inTheWay(reason: string): string {
  return `${reason} If what is kept is of another catalog, begin again with --reset.`;
}
