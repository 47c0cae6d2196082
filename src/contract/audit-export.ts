import type { AuditFilterInput } from './inputs.ts';
import { operationPath } from './operations.ts';

/**
 * Where, below the server's base path, the audit log is downloaded as a CSV file, for a link: everything that matches, newest
 * first, whoever may use `listAuditEntries`.
 *
 * @example
 * <a href={`/api/billing${auditExportPath({ actor: userId })}`} download>Export</a>
 */
export function auditExportPath(filter: AuditFilterInput = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) search.set(name, value);
  const path = `${operationPath('listAuditEntries')}.csv`;
  return search.size === 0 ? path : `${path}?${search}`;
}
