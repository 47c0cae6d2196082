import type { Collections } from '../state/collections.ts';
import type { CollectionName } from '../state/rows.ts';

/** A row of whatever collection. */
export type AnyRow = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * The rows of a collection whose JSON holds a text, upper and lower case aside; all of them for an empty one.
 * They stand in the order of their creation.
 */
export function findRows(collections: Collections, name: CollectionName, text: string): AnyRow[] {
  // Every row has an id and is plain data: it comes from JSON and goes there.
  const rows = [...collections[name].values()] as unknown as AnyRow[];
  const wanted = text.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted));
}
