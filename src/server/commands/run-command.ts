import type { CommandName, OperationInput, OperationOutput } from '../../contract/index.ts';
import { BILLING_ERRORS, BillingError, type BillingErrorBody } from '../../core/index.ts';
import { fingerprint } from '../fingerprint.ts';
import { toBillingError } from '../http/respond.ts';
import { errorFields } from '../logger.ts';
import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import { pause } from '../pause.ts';
import type { CommandStart } from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { auditAct, auditFailure } from './audit-command.ts';
import { changeBefore } from './change-before.ts';
import type { Command, CommandEffect } from './command.ts';
import { type CommandIntent, openIntent } from './command-intent.ts';
import { COMMAND_LEASE_SECONDS, dropRepair, scheduleRepair } from './repair-owner.ts';

// What the provider is asked for until then is answered or given up, and looked at again, within the lease: 45 s for a
// charge and three times 10 s for a read.
const CHANGE_WITHIN_MS = 60_000;

const WAIT_STEP_MS = 100;
const MAX_WAIT_STEPS = 200;

/** One command as it was asked for. */
export interface CommandRequest<Name extends CommandName> {
  name: Name;
  input: OperationInput<Name>;
  /** Names the person's intent. */
  key: string;
}

/**
 * Runs a command once per intent. A repetition gets the same outcome, final errors included; after an error that a retry
 * can help, the intent may run again. While one command of an owner runs, another is refused.
 *
 * @throws {BillingError} `conflict` — another command of the owner runs, or the key was used for something else.
 */
export async function runCommand<Name extends CommandName>(
  command: Command<Name>,
  request: CommandRequest<Name>,
  caller: Caller,
  context: ServerContext,
): Promise<OperationOutput<Name>> {
  const start = await beginOrWait(request, caller, context);
  switch (start.kind) {
    case 'finished':
      if (start.status >= 400) throw BillingError.fromBody(start.body as BillingErrorBody);
      return command.answer(start.body, caller, context);
    case 'busy':
      throw new BillingError('conflict', {
        message: 'Another change to this billing is being made. Wait until it is done and look again.',
      });
    case 'mismatch':
      throw new BillingError('conflict', {
        message: 'This request was already made with other content. Start again.',
      });
    case 'running':
      throw new BillingError('provider_unavailable', {
        message: 'Your request is still being worked on. Try again in a moment; nothing is done twice.',
        retryAfterSeconds: 5,
      });
    case 'started':
      return command.answer(await runAndKeep(command, request, caller, context), caller, context);
    default:
      return start satisfies never;
  }
}

// The other request with this key has the answer soon; both then say the same.
async function beginOrWait(
  { name, input, key }: CommandRequest<CommandName>,
  { externalId }: Caller,
  { store }: ServerContext,
): Promise<CommandStart> {
  const claim = {
    externalId,
    key,
    operation: name,
    inputHash: await fingerprint([name, input]),
    leaseInSeconds: COMMAND_LEASE_SECONDS,
  };
  let start = await store.beginCommand(claim);
  for (let step = 0; start.kind === 'running' && step < MAX_WAIT_STEPS; step++) {
    await pause(WAIT_STEP_MS);
    start = await store.beginCommand(claim);
  }
  return start;
}

async function runAndKeep<Name extends CommandName>(
  command: Command<Name>,
  { name, input, key }: CommandRequest<Name>,
  caller: Caller,
  context: ServerContext,
): Promise<unknown> {
  const lateAtMs = performance.now() + CHANGE_WITHIN_MS;
  const intent = openIntent(name, key, caller, context);
  const provider = changeBefore(context.provider, intent, () => performance.now() >= lateAtMs);
  try {
    const effect = await command.run(input, caller, { ...context, provider, intent });
    await keepEffect(effect, { key, intent }, caller, context);
    return effect.outcome;
  } catch (error) {
    await keepError(toBillingError(error), { name, key, intent }, caller, context);
    throw error;
  }
}

async function keepEffect(
  effect: CommandEffect,
  { key, intent }: { key: string; intent: CommandIntent },
  caller: Caller,
  { store, clock, wake }: ServerContext,
): Promise<void> {
  const { externalId, session } = caller;
  const at = clock.now();
  await store.transaction(async (transaction) => {
    await writeSnapshots(transaction, {
      externalId,
      snapshots: asRead(effect.snapshots),
      actor: session.userId,
      at,
      messageKey: `command:${externalId}:${key}`,
    });
    for (const act of effect.audit) await auditAct(transaction, act, caller, at);
    await effect.write?.(transaction);
    await transaction.finishCommand(externalId, key, 200, effect.outcome);
    const noted = intent.noted();
    if (noted !== null) await dropRepair(transaction, noted.requestId);
  });
  wake.outbox();
  wake.jobs();
}

async function keepError(
  error: BillingError,
  { name, key, intent }: { name: CommandName; key: string; intent: CommandIntent },
  caller: Caller,
  { store, logger, wake, clock }: ServerContext,
): Promise<void> {
  const { externalId } = caller;
  const noted = intent.noted();
  try {
    await store.transaction(async (transaction) => {
      // Whatever the provider said, or did not: it is read again, now that the command is over.
      if (noted !== null) await scheduleRepair(transaction, externalId, noted.requestId, 0);
      await auditFailure(transaction, { operation: name, error }, caller, clock.now());
      if (error.retryable) return;
      await transaction.finishCommand(externalId, key, BILLING_ERRORS[error.code].status, error.toBody());
    });
    if (error.retryable) await store.abandonCommand(externalId, key);
    if (noted !== null) wake.jobs();
  } catch (failure) {
    // The lease ends by itself; what went wrong with the command matters more to the caller.
    logger.error({ ...errorFields(failure), command: name }, 'The outcome of a command could not be kept.');
  }
}
