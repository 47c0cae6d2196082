import type { PaymentMethodInput } from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import type { Command, CommandContext, CommandEffect } from '../commands/command.ts';
import { personOf } from '../payment-methods/acting-person.ts';
import {
  type PaymentMethodsNow,
  readPaymentMethods,
  toSnapshots,
} from '../payment-methods/read-payment-methods.ts';
import type { ActingPerson, BillingState, PaymentProvider, Snapshot } from '../ports/index.ts';
import type { Caller } from '../server-context.ts';
import { requireRevision } from '../subscriptions/current-subscription.ts';
import { isDoubtful } from '../subscriptions/move-subscription.ts';
import { answerWithBilling } from './command-answers.ts';

/** What one such command does with a payment method of its caller's owner. */
export interface PaymentMethodStep {
  /** @throws {BillingError} when the account, as the person saw it, does not allow it. */
  requirePossible: (paymentMethodId: string, state: BillingState) => void;
  ask: (input: ActingPerson & { paymentMethodId: string }, provider: PaymentProvider) => Promise<void>;
  /** Whether what is on file shows that it has happened. */
  isDone: (paymentMethodId: string, now: PaymentMethodsNow) => boolean;
  /** What the audit log says of it, beside which payment method it was. */
  toAudit: (state: BillingState) => Omit<CommandEffect['audit'][number], 'subjectId'>;
}

/**
 * A command on one of the payment methods on file: only on what was seen, only when it is possible, once however often the
 * intent is sent, and written down together with its audit entry.
 */
export function paymentMethodCommand(step: PaymentMethodStep) {
  return {
    async run(
      { paymentMethodId, revision }: PaymentMethodInput,
      caller: Caller,
      context: CommandContext,
    ): Promise<CommandEffect> {
      const { store, provider, intent } = context;
      const [state, catalog] = await Promise.all([
        store.getBillingState(caller.externalId),
        context.readCatalog(),
      ]);
      const { customer } = state;
      if (customer === null) throw unknownPaymentMethod();
      const effectOf = async (now: PaymentMethodsNow): Promise<CommandEffect> => ({
        outcome: {},
        snapshots: [...toSnapshots(now), ...(await readOwed(state, provider))],
        audit: [{ ...step.toAudit(state), subjectId: paymentMethodId }],
      });

      if (await intent.wasAskedFor()) {
        const now = await readPaymentMethods(customer.id, provider);
        if (step.isDone(paymentMethodId, now)) return effectOf(now);
      }
      const onFile = await store.listPaymentMethods(customer.id);
      if (!onFile.some(({ id }) => id === paymentMethodId)) throw unknownPaymentMethod();
      await requireRevision(revision, { state, catalog });
      step.requirePossible(paymentMethodId, state);
      await intent.note({ paymentMethodId });
      try {
        await step.ask({ customer, person: personOf(caller), paymentMethodId }, provider);
      } catch (error) {
        const now = isDoubtful(error)
          ? await readPaymentMethods(customer.id, provider).catch(() => null)
          : null;
        if (now === null || !step.isDone(paymentMethodId, now)) throw error;
        return effectOf(now);
      }
      return effectOf(await readPaymentMethods(customer.id, provider));
    },
    answer: answerWithBilling,
  } satisfies Command<'setDefaultPaymentMethod' | 'removePaymentMethod'>;
}

/** What is owed may have been collected with the new default by now. */
async function readOwed(
  { subscription, overdueInvoice }: BillingState,
  provider: PaymentProvider,
): Promise<Snapshot[]> {
  if (subscription === null || overdueInvoice === null) return [];
  return [
    { kind: 'subscription', record: await provider.getSubscription(subscription.id) },
    { kind: 'invoice', record: await provider.getInvoice(overdueInvoice.id) },
  ];
}

function unknownPaymentMethod(): BillingError {
  return new BillingError('not_found', { message: 'This payment method is not on file any more.' });
}
