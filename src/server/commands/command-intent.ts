import type { CommandName } from '../../contract/index.ts';
import type { AuditEntry, CommandRequestRecord } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { auditAct } from './audit-command.ts';
import { scheduleRepair } from './repair-owner.ts';

/** What one run of a command keeps of what it asks the provider for, so that nothing is asked for twice. */
export interface CommandIntent {
  /**
   * Keeps what is about to be asked for, together with a repair for the case that nobody hears what came of it. The provider
   * is asked for no change before.
   *
   * @returns an id for the request, the same in each run of the intent.
   */
  note(
    request: CommandRequestRecord['request'],
    audit?: Pick<AuditEntry, 'action' | 'subjectId' | 'details'>,
  ): Promise<string>;
  /** What this operation has asked for and nobody knows the outcome of, by this or another intent of the owner. */
  listUnfinished(): Promise<CommandRequestRecord[]>;
  /** Whether an earlier run of this very intent came to ask. */
  wasAskedFor(): Promise<boolean>;
  /** What has been kept so far; `null` before {@link note}. */
  noted(): { requestId: string } | null;
}

/** Opens the intent that `key` names. */
export function openIntent(
  operation: CommandName,
  key: string,
  caller: Caller,
  { store, clock }: Pick<ServerContext, 'store' | 'clock'>,
): CommandIntent {
  const { externalId } = caller;
  let noted: { requestId: string } | null = null;
  const listUnfinished = async () => {
    const requests = await store.listCommandRequests(externalId);
    return requests.filter((request) => request.operation === operation);
  };
  return {
    async note(request, audit) {
      const at = clock.now();
      const { id } = await store.transaction(async (transaction) => {
        const kept = await transaction.noteCommandRequest(externalId, key, request, at);
        await scheduleRepair(transaction, externalId, kept.id);
        if (audit !== undefined) await auditAct(transaction, audit, caller, at);
        return kept;
      });
      noted = { requestId: id };
      return id;
    },
    listUnfinished,
    wasAskedFor: async () => (await listUnfinished()).some((request) => request.key === key),
    noted: () => noted,
  };
}
