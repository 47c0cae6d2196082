import type { PreviewChangeInput } from '../../contract/index.ts';
import { BillingError, type ChangeQuote, isBefore, type Money, money } from '../../core/index.ts';
import type { Command, CommandContext, CommandEffect } from '../commands/command.ts';
import type { InvoiceRecord, QuoteRecord, SubscriptionRecord } from '../ports/index.ts';
import { hasMoved } from '../quotes/basis.ts';
import { keepQuote } from '../quotes/keep-quote.ts';
import { prepareQuote } from '../quotes/prepare-quote.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import {
  type CurrentSubscription,
  requireCurrent,
  requireRevision,
} from '../subscriptions/current-subscription.ts';
import { moveSubscription, showTruth } from '../subscriptions/move-subscription.ts';
import { answerWithReceipt } from './command-answers.ts';

/**
 * `POST /change-subscription`: does what a quote says, be it a change of plan or the end of a pause.
 *
 * The quote is used up in the transaction that writes the change, and not before: until then the same intent may run
 * again, and finds at the provider whether an earlier run got through.
 */
export const changeSubscription: Command<'changeSubscription'> = {
  async run({ quoteId, revision }, caller, context) {
    // Looked at, not used: it must be there until the change it confirms is written.
    const quote = await context.store.findQuote(caller.externalId, quoteId);
    if (quote === null) throw expired();
    const present = await context.provider.getSubscription(quote.subscriptionId);
    if (isDoneBy(quote)(present) && (await wasRequested(quote, context))) {
      return finish(quote, present, caller, context);
    }

    const current = await requireCurrent(caller, context);
    await requireRevision(revision, current);
    await requireValidQuote(quote, { ...current, subscription: present }, caller, context);
    await noteRequest(quote, context);
    const record = await moveSubscription(
      {
        subscriptionId: quote.subscriptionId,
        ask: () => ask(quote, context),
        isDone: isDoneBy(quote),
      },
      caller,
      context,
    );
    return finish(quote, record, caller, context);
  },
  answer: answerWithReceipt,
};

/** Whether this quote was confirmed before, in this tab or another, and the provider came to be asked. */
async function wasRequested({ id }: QuoteRecord, { intent }: CommandContext): Promise<boolean> {
  const unfinished = await intent.listUnfinished();
  return unfinished.some(({ request }) => request.quoteId === id);
}

async function noteRequest(
  { id, subscriptionId, quote }: QuoteRecord,
  { intent }: CommandContext,
): Promise<void> {
  await intent.note(
    { quoteId: id },
    {
      action: 'subscription.change_requested',
      subjectId: subscriptionId,
      details: { quoteId: id, toPriceId: quote.to.priceId },
    },
  );
}

function ask(
  { quote, subscriptionId, productId, proration }: QuoteRecord,
  { provider }: CommandContext,
): Promise<SubscriptionRecord> {
  return quote.direction === 'resume'
    ? provider.resumeSubscription(subscriptionId)
    : provider.changeSubscription({ subscriptionId, productId, proration });
}

function isDoneBy({ quote, productId }: QuoteRecord): (record: SubscriptionRecord) => boolean {
  if (quote.direction === 'resume') return ({ status }) => status === 'active' || status === 'past_due';
  return quote.effect === 'now'
    ? (record) => record.productId === productId
    : (record) => record.pendingChange?.productId === productId;
}

function expired(): BillingError {
  return new BillingError('quote_expired', {
    message: 'This price is no longer held. Look at the change again to get the present one.',
  });
}

/**
 * @throws {BillingError} `quote_expired`; `quote_changed` — with the quote that holds now — when something other than
 * elapsed time moved, or more would be due than was shown.
 */
async function requireValidQuote(
  shown: QuoteRecord,
  { subscription, catalog }: CurrentSubscription,
  caller: Caller,
  { store, provider, clock }: ServerContext,
): Promise<void> {
  const now = clock.now();
  const change = toChange(shown.quote);
  if (change === null || !isBefore(now, shown.expiresAt)) throw expired();
  const present = await prepareQuote(change, { subscription, catalog, caller, provider, now });
  const isDearer = present.quote.dueNow.amount > shown.quote.dueNow.amount;
  if (!isDearer && !hasMoved(shown.basis, present.basis)) return;

  await keepQuote(store, present);
  throw new BillingError('quote_changed', {
    message: 'The amount has changed since it was shown to you. Look at the new one before you confirm.',
    quote: present.quote,
  });
}

/** What a quote was asked for; `null` when its price has left the catalog. */
function toChange({ direction, to }: ChangeQuote): PreviewChangeInput | null {
  if (direction === 'resume') return { resume: true };
  return to.priceId === null ? null : { priceId: to.priceId };
}

async function finish(
  record: QuoteRecord,
  subscription: SubscriptionRecord,
  caller: Caller,
  context: ServerContext,
): Promise<CommandEffect> {
  const invoice = await findCharge(record, subscription, caller, context);
  const charged = invoice === null ? null : chargedBy(invoice);
  const unpaid = invoice === null ? null : owedFor(invoice);
  return {
    outcome: { charged, unpaid },
    snapshots: [
      { kind: 'subscription', record: subscription },
      ...(invoice === null ? [] : [{ kind: 'invoice' as const, record: invoice }]),
    ],
    audit: [toAudit(record, subscription, charged)],
    write: async (transaction) => {
      await transaction.consumeQuote(record.id, caller.externalId);
    },
  };
}

function toAudit(
  { quote }: QuoteRecord,
  { id, status }: SubscriptionRecord,
  charged: Money | null,
): CommandEffect['audit'][number] {
  const paid = { chargedAmount: charged?.amount ?? 0, currency: quote.dueNow.currency };
  if (quote.direction === 'resume') {
    return {
      action: 'subscription.resumed',
      subjectId: id,
      details: { priceId: quote.to.priceId, ...paid },
      before: { status: 'paused' },
      after: { status },
    };
  }
  const [fromPriceId, toPriceId] = [quote.from.priceId, quote.to.priceId];
  const isNow = quote.effect === 'now';
  return {
    action: isNow ? 'subscription.changed' : 'subscription.change_scheduled',
    subjectId: id,
    details: { fromPriceId, toPriceId, ...paid },
    before: { priceId: fromPriceId, scheduledPriceId: null },
    after: isNow
      ? { priceId: toPriceId, scheduledPriceId: null }
      : { priceId: fromPriceId, scheduledPriceId: toPriceId },
  };
}

// Clocks of two machines differ; two changes of one subscription within this time do not happen.
const CLOCK_TOLERANCE_MS = 60_000;

/** The invoice a change at once made; `null` when it made none. */
async function findCharge(
  { quote }: QuoteRecord,
  subscription: SubscriptionRecord,
  caller: Caller,
  context: ServerContext,
): Promise<InvoiceRecord | null> {
  const isFree = quote.dueNow.amount === 0 && quote.credited.amount === 0 && quote.lines.length === 0;
  if (quote.effect === 'period_end' || isFree) return null;
  const earliest = Date.parse(quote.asOf) - CLOCK_TOLERANCE_MS;
  try {
    for await (const invoice of context.provider.listInvoices(subscription.customerId)) {
      if (Date.parse(invoice.createdAt) < earliest) return null;
      const isOfChange =
        invoice.billingReason === 'subscription_update' || invoice.billingReason === 'subscription_cycle';
      if (invoice.subscriptionId === subscription.id && isOfChange) return invoice;
    }
    return null;
  } catch (error) {
    // The change is made and may not stay hidden; a retry of the same intent finds it and tells the amount.
    await showTruth(subscription, caller, context);
    throw error;
  }
}

// What is refused to the person is undone at the provider; only the charge that ends a pause may stay open.
function owedFor({ status, dueAmount, currency }: InvoiceRecord): Money | null {
  return status === 'pending' && dueAmount > 0 ? money(dueAmount, currency) : null;
}

function chargedBy({ status, dueAmount, currency }: InvoiceRecord): Money | null {
  return status === 'paid' && dueAmount > 0 ? money(dueAmount, currency) : null;
}
