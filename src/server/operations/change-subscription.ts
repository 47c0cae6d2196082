import { z } from 'zod';
import { moneySchema } from '../../contract/schemas/index.ts';
import { BillingError, isBefore, type Money, money } from '../../core/index.ts';
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
import { readBilling } from './get-billing.ts';

const outcomeSchema = z.object({ charged: moneySchema.nullable() });

/**
 * `POST /change-subscription`: does what a quote says.
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
    const { subscriptionId, productId, proration } = quote;
    const record = await moveSubscription(
      {
        subscriptionId,
        ask: () => context.provider.changeSubscription({ subscriptionId, productId, proration }),
        isDone: isDoneBy(quote),
      },
      caller,
      context,
    );
    return finish(quote, record, caller, context);
  },
  async answer(outcome, caller, context) {
    const { charged } = outcomeSchema.parse(outcome);
    return { billing: await readBilling(caller, context), receipt: { charged } };
  },
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

function isDoneBy({ quote, productId }: QuoteRecord): (record: SubscriptionRecord) => boolean {
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
  const { priceId } = shown.quote.to;
  if (priceId === null || !isBefore(now, shown.expiresAt)) throw expired();
  const present = await prepareQuote({ priceId, subscription, catalog, caller, provider, now });
  const isDearer = present.quote.dueNow.amount > shown.quote.dueNow.amount;
  if (!isDearer && !hasMoved(shown.basis, present.basis)) return;

  await keepQuote(store, present);
  throw new BillingError('quote_changed', {
    message: 'The amount has changed since it was shown to you. Look at the new one before you confirm.',
    quote: present.quote,
  });
}

async function finish(
  record: QuoteRecord,
  subscription: SubscriptionRecord,
  caller: Caller,
  context: ServerContext,
): Promise<CommandEffect> {
  const invoice = await findCharge(record, subscription, caller, context);
  const charged = invoice === null ? null : chargedBy(invoice);
  return {
    outcome: { charged },
    snapshots: [
      { kind: 'subscription', record: subscription },
      ...(invoice === null ? [] : [{ kind: 'invoice' as const, record: invoice }]),
    ],
    audit: [
      {
        action: record.quote.effect === 'now' ? 'subscription.changed' : 'subscription.change_scheduled',
        subjectId: subscription.id,
        details: {
          fromPriceId: record.quote.from.priceId,
          toPriceId: record.quote.to.priceId,
          chargedAmount: charged?.amount ?? 0,
          currency: record.quote.dueNow.currency,
        },
        before: { priceId: record.quote.from.priceId, scheduledPriceId: null },
        after:
          record.quote.effect === 'now'
            ? { priceId: record.quote.to.priceId, scheduledPriceId: null }
            : { priceId: record.quote.from.priceId, scheduledPriceId: record.quote.to.priceId },
      },
    ],
    write: async (transaction) => {
      await transaction.consumeQuote(record.id, caller.externalId);
    },
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

function chargedBy({ status, dueAmount, currency }: InvoiceRecord): Money | null {
  return status === 'paid' && dueAmount > 0 ? money(dueAmount, currency) : null;
}
