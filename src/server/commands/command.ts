import type { CommandName, OperationInput, OperationOutput } from '../../contract/index.ts';
import type { AuditEntry, Snapshot, StoreTransaction } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import type { CommandIntent } from './command-intent.ts';

/** What a command did at the provider, to be written in one transaction. */
export interface CommandEffect {
  /** Kept for repetitions of the same intent; JSON. What is shown beside it is read anew each time. */
  outcome: unknown;
  /** The provider's answers, in an order in which each finds what it refers to. */
  snapshots: readonly Snapshot[];
  /** What the person did, for the audit log. */
  audit: readonly Pick<AuditEntry, 'action' | 'subjectId' | 'details' | 'before' | 'after'>[];
  /** What else belongs into the transaction. */
  write?: ((transaction: StoreTransaction) => Promise<void>) | undefined;
}

/** What a command runs with. Its provider changes nothing before the intent is noted. */
export interface CommandContext extends ServerContext {
  intent: CommandIntent;
}

/** A command of the contract. */
export interface Command<Name extends CommandName> {
  /**
   * Does it at the provider, outside any transaction. Runs again when an earlier run of the same intent broke off, so it
   * first looks whether that one got through.
   */
  run(input: OperationInput<Name>, caller: Caller, context: CommandContext): Promise<CommandEffect>;
  /** The answer from a kept outcome: after the run, and for each repetition. */
  answer(outcome: unknown, caller: Caller, context: ServerContext): Promise<OperationOutput<Name>>;
}
