import type { QueryKind } from '../src/emulator/http/query-parameters.ts';
import type { SdkParameter } from './sdk-operations.ts';

/**
 * What a parameter of a query must be written as. The SDK types ids, instants and dates as plain strings: their
 * names tell them apart.
 */
export function queryKindOf({ name, type, values }: SdkParameter): {
  kind: QueryKind;
  values: readonly string[] | null;
} {
  // Six hundred names of time zones change with each release of their database: any name will do.
  if (values !== null && name !== 'timezone') return { kind: 'enum', values };
  return { kind: kindOf(name, type), values: null };
}

function kindOf(name: string, type: string): QueryKind {
  if (type === 'number') return 'integer';
  if (type === 'boolean') return 'boolean';
  if (type === 'MetadataQuery') return 'metadata';
  if (/_(after|before|timestamp)$/.test(name)) return 'instant';
  if (/_date$/.test(name)) return 'date';
  return /(^|_)ids?$/.test(name) && !name.startsWith('external_') ? 'uuid' : 'text';
}
