import { BillingError, type ChangeQuote } from '../../core/index.ts';
import type { QuoteRecord } from '../ports/index.ts';
import { addInterval } from '../proration/instants.ts';
import { toBasis } from './basis.ts';
import { type QuoteSources, quoteExpiry, toAmounts, toQuotePlan } from './quote-parts.ts';
import { type Settlement, toEstimatedSettlement, toExactSettlement } from './settlement.ts';

/**
 * Computes what it costs to end a pause now: a whole new period, which begins at once.
 *
 * @throws {BillingError} `conflict` — the subscription is not paused.
 * @see Polar's `server/polar/subscription/service.py`, `resume`: a new period and its order, on a new anchor day.
 */
export async function prepareResumeQuote(sources: QuoteSources): Promise<QuoteRecord> {
  const { subscription, catalog, caller, now } = sources;
  if (subscription.status !== 'paused') {
    throw new BillingError('conflict', {
      message: 'The subscription is not paused, so nothing can be resumed.',
    });
  }
  const { productId, interval, intervalCount } = subscription;
  const plan = toQuotePlan(productId, subscription, catalog);
  const settlement = await settle(sources);
  const quote: ChangeQuote = {
    id: crypto.randomUUID(),
    asOf: now,
    expiresAt: quoteExpiry(now),
    from: plan,
    to: plan,
    direction: 'resume',
    effect: 'now',
    effectiveAt: now,
    ...toAmounts(settlement, plan, plan),
    nextInvoice: { at: addInterval(now, interval, intervalCount), money: plan.money },
  };
  const proration = 'invoice';
  return {
    id: quote.id,
    externalId: caller.externalId,
    subscriptionId: subscription.id,
    productId,
    proration,
    expiresAt: quote.expiresAt,
    basis: toBasis({ subscription, productId, proration, quote, settlement }),
    quote,
  };
}

async function settle({ subscription, provider }: QuoteSources): Promise<Settlement> {
  const preview = await provider.previewNextCharge(subscription.id);
  if (preview !== null) return toExactSettlement(preview, subscription, subscription);
  return toEstimatedSettlement({
    unusedAmount: 0,
    newAmount: subscription.money.amount,
    startsNewPeriod: true,
  });
}
