import type { AuditRecord } from '../ports/index.ts';
import type { Query } from './query.ts';

const DEFAULT_LIMIT = 20;

/** `GET /list-audit-entries`: one page of what was done with the owner's billing, newest first. */
export const listAuditEntries: Query<'listAuditEntries'> = async (
  { limit = DEFAULT_LIMIT, cursor = null, ...filter },
  { externalId },
  { store, clock },
) => {
  const page = await store.listAuditEntries(externalId, { ...filter, limit, cursor });
  return { asOf: clock.now(), items: page.items.map(toEntry), nextCursor: page.nextCursor };
};

function toEntry({ id, at, actor, action, subjectId, details, before, after, origin }: AuditRecord) {
  return { id, at, actor, action, subjectId, details, before, after, origin };
}
