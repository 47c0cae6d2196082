import type { Instant } from './instant.ts';

/** What the audit log keeps of something: ids, states and amounts, never names or addresses. */
export type AuditValues = Record<string, string | number | boolean | null>;

/** Somebody's act, or something the server did or was told, as it was written down. Nobody can change it. */
export interface AuditLogEntry {
  id: string;
  at: Instant;
  /** Who did it: a user id of the app, `provider` for what an event told, `system` for the server itself. */
  actor: string;
  /** Such as `subscription.changed`, `command.failed` or `mirror.invoice.applied`. New ones may come. */
  action: string;
  /** The id of what it was done to; `null` where it concerns the whole account. */
  subjectId: string | null;
  details: AuditValues;
  /** `null` where nothing was there, or nothing changed. */
  before: AuditValues | null;
  after: AuditValues | null;
  /** Where the actor was, as far as it was said; `null` for what no person did, and once it is erased. */
  origin: { address: string | null; agent: string | null } | null;
}

/** One page of the audit log, newest first. */
export interface AuditPage {
  asOf: Instant;
  items: AuditLogEntry[];
  /** For the next page; `null` on the last one. */
  nextCursor: string | null;
}
