import {
  BillingError,
  type ChangeQuote,
  changeEffect,
  hasEnded,
  type Instant,
  isBefore,
  type PlanAction,
  planActions,
} from '../../core/index.ts';
import { toSubscription } from '../display/subscription-view.ts';
import type { ProductRecord, QuoteRecord, SubscriptionRecord } from '../ports/index.ts';
import { type BilledPrice, estimateChange, isSameInterval } from '../proration/estimate.ts';
import { addInterval } from '../proration/instants.ts';
import { toBasis } from './basis.ts';
import { type QuoteSources, quoteExpiry, toAmounts, toQuotePlan } from './quote-parts.ts';
import { NOTHING_DUE, type Settlement, toEstimatedSettlement, toExactSettlement } from './settlement.ts';

/** What the quote of a change of plan is made from. */
export interface PreparePriceQuoteInput extends QuoteSources {
  /** Ours. */
  priceId: string;
}

/**
 * Computes what a change would do and cost: by the provider's preview where there is one, else by its arithmetic.
 *
 * @throws {BillingError} `not_found` — unknown price; `conflict` — the price offers no change.
 */
export async function preparePriceQuote(input: PreparePriceQuoteInput): Promise<QuoteRecord> {
  const { priceId, subscription, catalog, caller, now } = input;
  const action = requireChange(input);
  const product = requireProduct(catalog.productFor(priceId));
  const from = toQuotePlan(subscription.productId, subscription, catalog);
  const to = toQuotePlan(product.id, toBilledPrice(priceId, input), catalog);
  const proration = action.effect === 'now' ? 'invoice' : 'next_period';
  const trialEnd = nextTrialEnd(subscription, product, now);
  const settlement =
    action.effect === 'period_end' || trialEnd !== null
      ? NOTHING_DUE
      : await settle(input, { productId: product.id, proration }, from, to);

  const quote: ChangeQuote = {
    id: crypto.randomUUID(),
    asOf: now,
    expiresAt: quoteExpiry(now),
    from,
    to,
    direction: action.direction,
    effect: action.effect,
    effectiveAt: action.effect === 'now' ? now : subscription.currentPeriodEnd,
    ...toAmounts(settlement, from, to),
    nextInvoice: { at: nextInvoiceAt(input, action.effect, to, trialEnd), money: to.money },
  };
  return {
    id: quote.id,
    externalId: caller.externalId,
    subscriptionId: subscription.id,
    productId: product.id,
    proration,
    expiresAt: quote.expiresAt,
    basis: toBasis({ subscription, productId: product.id, proration, quote, settlement }),
    quote,
  };
}

type ChangeAction = Extract<PlanAction, { kind: 'change' }>;

function requireChange({ priceId, subscription, catalog, caller }: PreparePriceQuoteInput): ChangeAction {
  const plans = planActions({
    plans: catalog.plansIn(subscription.money.currency),
    subscription: toSubscription(subscription, catalog, { maySeeAmounts: true }),
    permissions: caller.permissions,
  });
  const price = plans.flatMap(({ prices }) => prices).find(({ id }) => id === priceId);
  if (price === undefined) {
    throw new BillingError('not_found', { message: 'This price is not on sale.', field: 'priceId' });
  }
  if (price.action.kind !== 'change' || hasEnded(subscription.status)) {
    throw new BillingError('conflict', { message: explainRefusal(price.action) });
  }
  return { ...price.action, effect: changeEffect(price.action.direction, price, subscription) };
}

function explainRefusal(action: PlanAction): string {
  if (action.kind === 'current') return 'This is the plan you have.';
  if (action.kind === 'scheduled') return 'The change to this plan is already scheduled.';
  if (action.kind !== 'unavailable') return 'A change to this plan cannot be made here.';
  switch (action.reason) {
    case 'cancel_scheduled':
      return 'The subscription is being canceled. Take the cancellation back before you change the plan.';
    case 'past_due':
      return 'A payment is overdue. Pay it before you change the plan.';
    case 'paused':
      return 'The subscription is paused. Resume it before you change the plan.';
    case 'incomplete':
      return 'The first payment has not arrived yet. Wait for it before you change the plan.';
    case 'no_price_in_currency':
      return 'This plan has no price in the currency of the subscription.';
    case 'permission':
      return 'Your role does not allow plan changes.';
    default:
      return action.reason satisfies never;
  }
}

function requireProduct(product: ProductRecord | null): ProductRecord {
  if (product !== null) return product;
  throw new BillingError('not_found', { message: 'This price is not on sale.', field: 'priceId' });
}

function toBilledPrice(priceId: string, { subscription, catalog }: PreparePriceQuoteInput): BilledPrice {
  const price = catalog
    .plansIn(subscription.money.currency)
    .flatMap(({ prices }) => prices)
    .find(({ id }) => id === priceId);
  if (price === undefined || price.money === null) {
    throw new BillingError('conflict', {
      message: explainRefusal({ kind: 'unavailable', reason: 'no_price_in_currency' }),
    });
  }
  return { money: price.money, interval: price.interval, intervalCount: price.intervalCount };
}

/** When the trial ends under the new product; `null` when there is none (any more), so that the change is charged. */
function nextTrialEnd(
  { status, trialStart }: SubscriptionRecord,
  { trialInterval, trialIntervalCount }: ProductRecord,
  now: Instant,
): Instant | null {
  if (status !== 'trialing' || trialStart === null || trialInterval === null) return null;
  const end = addInterval(trialStart, trialInterval, trialIntervalCount);
  return isBefore(now, end) ? end : null;
}

async function settle(
  { subscription, provider, now }: PreparePriceQuoteInput,
  change: { productId: string; proration: 'invoice' | 'next_period' },
  from: BilledPrice,
  to: BilledPrice,
): Promise<Settlement> {
  const preview = await provider.previewChange({ subscriptionId: subscription.id, ...change });
  if (preview !== null) return toExactSettlement(preview, from, to);
  if (subscription.status === 'trialing') {
    return toEstimatedSettlement({ unusedAmount: 0, newAmount: to.money.amount, startsNewPeriod: true });
  }
  const { currentPeriodStart: periodStart, currentPeriodEnd: periodEnd } = subscription;
  return toEstimatedSettlement(estimateChange({ now, periodStart, periodEnd, from, to }));
}

function nextInvoiceAt(
  { subscription, now }: PreparePriceQuoteInput,
  effect: ChangeQuote['effect'],
  to: BilledPrice,
  trialEnd: Instant | null,
): Instant {
  if (effect === 'period_end') return subscription.currentPeriodEnd;
  if (trialEnd !== null) return trialEnd;
  const startsNewPeriod = subscription.status === 'trialing' || !isSameInterval(subscription, to);
  return startsNewPeriod ? addInterval(now, to.interval, to.intervalCount) : subscription.currentPeriodEnd;
}
