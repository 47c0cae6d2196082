import type { CommandName, OperationInput, RevisionInput } from '../../contract/index.ts';
import type { Command, CommandEffect } from '../commands/command.ts';
import type { SubscriptionRecord } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { requireCurrent, requireRevision } from '../subscriptions/current-subscription.ts';
import { findEarlierMove, type Move, moveSubscription } from '../subscriptions/move-subscription.ts';
import { answerWithBilling } from './command-answers.ts';

/** The commands that move a subscription into another state and answer with what is true then. */
type SubscriptionCommandName = {
  [Name in CommandName]: OperationInput<Name> extends RevisionInput
    ? Name extends 'changeSubscription'
      ? never
      : Name
    : never;
}[CommandName];

/** What one such command does with the subscription of its caller. */
export interface SubscriptionStep extends Pick<Move, 'ask' | 'isDone'> {
  /** @throws {BillingError} when the subscription, as the person saw it, does not allow it. */
  requirePossible: () => void;
  /** What the audit log says of it, beside whose subscription it is. */
  toAudit: (record: SubscriptionRecord) => Omit<CommandEffect['audit'][number], 'subjectId'>;
}

/**
 * A command that moves the caller's subscription: only from the state that was seen, only when it is possible, once
 * however often the intent is sent, and written down together with its audit entry.
 */
export function subscriptionCommand<Name extends SubscriptionCommandName>(
  toStep: (
    input: OperationInput<Name>,
    subscription: SubscriptionRecord,
    context: ServerContext,
  ) => SubscriptionStep,
): Pick<Command<Name>, 'run'> & { answer: typeof answerWithBilling } {
  return {
    async run(input, caller, context) {
      const current = await requireCurrent(caller, context);
      const subscriptionId = current.subscription.id;
      const { requirePossible, toAudit, ...step } = toStep(input, current.subscription, context);
      const move: Move = { subscriptionId, ...step };
      const begin = async (): Promise<SubscriptionRecord> => {
        await requireRevision(input.revision, current);
        requirePossible();
        await context.intent.note({ subscriptionId });
        return moveSubscription(move, caller, context);
      };
      const record = (await findEarlierMove(move, context)) ?? (await begin());
      return {
        outcome: {},
        snapshots: [{ kind: 'subscription', record }],
        audit: [{ ...toAudit(record), subjectId: subscriptionId }],
      };
    },
    answer: answerWithBilling,
  };
}
