import { type ChangeQuote, type Instant, money, type QuotePlan } from '../../core/index.ts';
import type { PricedCatalog } from '../catalog/priced-catalog.ts';
import type { PaymentProvider, SubscriptionRecord } from '../ports/index.ts';
import type { BilledPrice } from '../proration/estimate.ts';
import type { Caller } from '../server-context.ts';
import type { Settlement } from './settlement.ts';

/** How long a quote holds, in milliseconds of business time. */
const QUOTE_LIFETIME_MS = 10 * 60_000;

/** What every quote is made from. */
export interface QuoteSources {
  subscription: SubscriptionRecord;
  catalog: PricedCatalog;
  caller: Caller;
  provider: Pick<PaymentProvider, 'previewChange' | 'previewNextCharge'>;
  now: Instant;
}

/** Until when a quote made at `now` holds. */
export function quoteExpiry(now: Instant): Instant {
  return new Date(Date.parse(now) + QUOTE_LIFETIME_MS).toISOString();
}

/** A product at a price, as one side of a change. */
export function toQuotePlan(productId: string, price: BilledPrice, catalog: PricedCatalog): QuotePlan {
  const { planId, planName, priceId } = catalog.describe(productId);
  const { money: amount, interval, intervalCount } = price;
  return { planId, planName, priceId, money: amount, interval, intervalCount };
}

/** What a settlement comes to, in the words of a quote. */
export function toAmounts(
  settlement: Settlement,
  from: QuotePlan,
  to: QuotePlan,
): Pick<ChangeQuote, 'accuracy' | 'lines' | 'subtotal' | 'tax' | 'appliedBalance' | 'dueNow' | 'credited'> {
  const inCurrency = (amount: number) => money(amount, to.money.currency);
  return {
    accuracy: settlement.accuracy,
    lines: settlement.lines.map(({ kind, side, amount }) => ({
      kind,
      planName: side === 'from' ? from.planName : to.planName,
      money: inCurrency(amount),
    })),
    subtotal: inCurrency(settlement.subtotalAmount),
    tax: settlement.taxAmount === null ? null : inCurrency(settlement.taxAmount),
    appliedBalance: inCurrency(settlement.appliedBalanceAmount),
    dueNow: inCurrency(settlement.dueAmount),
    credited: inCurrency(settlement.creditedAmount),
  };
}
