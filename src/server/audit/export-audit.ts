import type { AuditFilterInput } from '../../contract/index.ts';
import { type AuditValues, BillingError, toCsvRecord } from '../../core/index.ts';
import type { AuditRecord } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { streamText } from '../stream-text.ts';

/** Entries read at once: what one export holds in memory, however long the log is. */
const PAGE_SIZE = 500;

const COLUMNS = [
  ...['id', 'at', 'actor', 'action', 'subject_id', 'details', 'before', 'after', 'address', 'agent'],
] as const;

/** For whom the audit log is exported. */
export interface ExportAuditOptions {
  caller: Caller;
  context: Pick<ServerContext, 'store' | 'logger'>;
  /** Whether the caller would still be let in: asked before each page, as a long log takes a while. */
  isStillAllowed: () => Promise<boolean>;
}

/**
 * The owner's audit log as a CSV file, newest first, as it was when the export began. Read page by page as it is taken; what
 * goes wrong on the way breaks the download off.
 */
export function exportAudit(filter: AuditFilterInput, options: ExportAuditOptions): Response {
  const { logger } = options.context;
  const failure = 'An export of the audit log broke off.';
  const body = streamText(exportRecords(filter, options), { logger, failure });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="audit-log.csv"',
    },
  });
}

async function* exportRecords(
  filter: AuditFilterInput,
  { caller, context, isStillAllowed }: ExportAuditOptions,
): AsyncGenerator<string, void> {
  let cursor: string | null = null;
  do {
    if (cursor !== null && !(await isStillAllowed())) {
      throw new BillingError('forbidden', {
        message: 'Whoever asked for the export may not see it any more.',
      });
    }
    const query = { ...filter, limit: PAGE_SIZE, cursor };
    const page: { items: AuditRecord[]; nextCursor: string | null } = await context.store.listAuditEntries(
      caller.externalId,
      query,
    );
    const header = cursor === null ? toCsvRecord(COLUMNS) : '';
    yield header + page.items.map(toRecord).join('');
    cursor = page.nextCursor;
  } while (cursor !== null);
}

function toRecord(entry: AuditRecord): string {
  const { id, at, actor, action, subjectId, details, before, after, origin } = entry;
  const values = [details, before, after].map(toText);
  return toCsvRecord([
    ...[id, at, actor, action, subjectId, ...values],
    origin?.address ?? null,
    origin?.agent ?? null,
  ]);
}

function toText(values: AuditValues | null): string | null {
  return values === null ? null : JSON.stringify(values);
}
