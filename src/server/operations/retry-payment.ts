import { BillingError, type Money, money } from '../../core/index.ts';
import type { Command, CommandContext, CommandEffect } from '../commands/command.ts';
import { personOf } from '../payment-methods/acting-person.ts';
import type { BillingState, InvoiceRecord } from '../ports/index.ts';
import { requireRevision } from '../subscriptions/current-subscription.ts';
import { isDoubtful } from '../subscriptions/move-subscription.ts';
import { answerWithReceipt } from './command-answers.ts';

/**
 * `POST /retry-payment`: charges what is owed now, for the amount that was seen. Where it was paid in between nothing is
 * charged, and the answer says so.
 */
export const retryPayment: Command<'retryPayment'> = {
  async run({ paymentMethodId, revision }, caller, context) {
    const { store, provider, intent } = context;
    const [state, catalog] = await Promise.all([
      store.getBillingState(caller.externalId),
      context.readCatalog(),
    ]);
    const paidBefore = await findPaid(state, context);
    if (paidBefore !== null) return paidBefore;

    const { customer, overdueInvoice } = state;
    const onFile = customer === null ? [] : await store.listPaymentMethods(customer.id);
    if (customer === null || !onFile.some(({ id }) => id === paymentMethodId)) {
      throw new BillingError('not_found', { message: 'This payment method is not on file any more.' });
    }
    await requireRevision(revision, { state, catalog });
    if (overdueInvoice === null) throw new BillingError('conflict', { message: 'Nothing is owed.' });
    const present = await provider.getInvoice(overdueInvoice.id);
    if (!isOwed(present)) return toEffect(present, { charged: null, paymentMethodId }, state, context);
    if (present.dueAmount !== overdueInvoice.dueAmount) throw amountMoved();

    const charged = money(present.dueAmount, present.currency);
    await intent.note({
      invoiceId: present.id,
      paymentMethodId,
      amount: String(charged.amount),
      currency: charged.currency,
    });
    try {
      await provider.payInvoice({
        customer,
        person: personOf(caller),
        invoiceId: present.id,
        paymentMethodId,
      });
    } catch (error) {
      const now = isDoubtful(error) ? await provider.getInvoice(present.id).catch(() => null) : null;
      if (now === null || isOwed(now)) throw error;
      return toEffect(now, { charged, paymentMethodId }, state, context);
    }
    return toEffect(await provider.getInvoice(present.id), { charged, paymentMethodId }, state, context);
  },
  answer: answerWithReceipt,
};

/** What an earlier run of this very intent had charged without anybody hearing of it; `null` when none had. */
async function findPaid(state: BillingState, context: CommandContext): Promise<CommandEffect | null> {
  const { intent, provider } = context;
  if (!(await intent.wasAskedFor())) return null;
  for (const { request } of await intent.listUnfinished()) {
    const { invoiceId = '', paymentMethodId = '', amount = '', currency = '' } = request;
    const invoice = await provider.getInvoice(invoiceId);
    if (isOwed(invoice)) continue;
    const charged = money(Number(amount), currency);
    return toEffect(invoice, { charged, paymentMethodId }, state, context);
  }
  return null;
}

async function toEffect(
  invoice: InvoiceRecord,
  { charged, paymentMethodId }: { charged: Money | null; paymentMethodId: string },
  { subscription }: BillingState,
  { provider }: CommandContext,
): Promise<CommandEffect> {
  const present = subscription === null ? null : await provider.getSubscription(subscription.id);
  return {
    outcome: { charged, unpaid: null },
    snapshots: [
      ...(present === null ? [] : [{ kind: 'subscription' as const, record: present }]),
      { kind: 'invoice', record: invoice },
    ],
    audit: [
      {
        action: 'payment.retried',
        subjectId: invoice.id,
        details: {
          paymentMethodId,
          chargedAmount: charged?.amount ?? 0,
          currency: charged?.currency ?? invoice.currency,
        },
        before: { isPaid: charged === null },
        after: { isPaid: true },
      },
    ],
  };
}

function isOwed({ status, dueAmount }: InvoiceRecord): boolean {
  return status === 'pending' && dueAmount > 0;
}

function amountMoved(): BillingError {
  return new BillingError('conflict', {
    message: 'What is owed has changed since you opened this page. Look at the new amount before you pay.',
  });
}
