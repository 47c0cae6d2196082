import type { CommandName } from '../../contract/index.ts';
import type { BillingError, Instant } from '../../core/index.ts';
import type { AuditEntry, AuditOrigin, StoreTransaction } from '../ports/index.ts';
import type { Caller } from '../server-context.ts';

/** What a person did, and where they were when they did it. */
export async function auditAct(
  transaction: StoreTransaction,
  act: Pick<AuditEntry, 'action' | 'subjectId' | 'details' | 'before' | 'after'>,
  caller: Caller,
  at: Instant,
): Promise<void> {
  const { externalId, session } = caller;
  await transaction.appendAudit({ ...act, externalId, actor: session.userId, at }, originOf(caller));
}

/** A command that a person asked for and that ended in an error. */
export function auditFailure(
  transaction: StoreTransaction,
  { operation, error }: { operation: CommandName; error: BillingError },
  caller: Caller,
  at: Instant,
): Promise<void> {
  const details = { operation, code: error.code, retryable: error.retryable };
  return auditAct(transaction, { action: 'command.failed', subjectId: null, details }, caller, at);
}

/** Where the caller is. */
export function originOf({ ipAddress, userAgent }: Caller): AuditOrigin {
  return { address: ipAddress, agent: userAgent };
}
