import type { UsageEventRow } from '../state/ownership-rows.ts';
import { fromIso } from '../time/instant.ts';

/**
 * What an event says of a property: its own fields (its time in whole seconds since 1970), or its metadata, where a dot
 * may lead into `_cost` and `_llm`.
 */
export function propertyOf(event: UsageEventRow, property: string): unknown {
  if (property === 'name') return event.name;
  if (property === 'source') return event.source;
  if (property === 'timestamp') return Math.floor(fromIso(event.timestamp) / 1_000_000);
  const metadata: Readonly<Record<string, unknown>> = event.metadata;
  if (Object.hasOwn(metadata, property)) return metadata[property];
  const [first = '', ...rest] = property.split('.');
  const parent = Object.hasOwn(metadata, first) ? metadata[first] : undefined;
  if (typeof parent !== 'object' || parent === null) return undefined;
  return Object.entries(parent).find(([name]) => name === rest.join('.'))?.[1];
}
