import { type CollectionName, collectionNames, type Rows } from './rows.ts';

/** All rows, by collection and id, each collection in order of creation. */
export type Collections = { [Name in CollectionName]: Map<string, Rows[Name]> };

/** A collection's rows that a transaction wrote: a row, or `null` where it was deleted. */
export type Changes = { [Name in CollectionName]: Map<string, Rows[Name] | null> };

/** Collections without a row. */
export function emptyCollections(): Collections {
  // Each name gets a map of its own rows; the compiler cannot see that through the list of names.
  return Object.fromEntries(collectionNames.map((name) => [name, new Map()])) as Collections;
}
