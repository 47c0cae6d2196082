import { type Checkout, type CheckoutStatus, type Instant, isBefore } from '../../core/index.ts';
import type { PricedCatalog } from '../catalog/priced-catalog.ts';
import type { CheckoutIntentRecord, CheckoutRecord } from '../ports/index.ts';

/** What a checkout is shown from. */
export interface CheckoutViewInput {
  now: Instant;
  intent: CheckoutIntentRecord;
  record: CheckoutRecord;
  catalog: PricedCatalog;
  /** Whether the subscription it makes is in the mirror. */
  hasSubscription: boolean;
}

/** A checkout as its owner sees it. */
export function toCheckout({ now, intent, record, catalog, hasSubscription }: CheckoutViewInput): Checkout {
  const status = checkoutStatus(record, hasSubscription, now);
  return {
    asOf: now,
    id: record.id,
    status,
    priceId: intent.priceId,
    planName: catalog.describe(intent.productId).planName,
    url: status === 'open' ? record.url : null,
    expiresAt: record.expiresAt,
  };
}

/** How a checkout stands; it succeeded only once its subscription is known to exist. */
export function checkoutStatus(
  record: Pick<CheckoutRecord, 'status' | 'expiresAt'>,
  hasSubscription: boolean,
  now: Instant,
): CheckoutStatus {
  if (hasSubscription) return 'succeeded';
  switch (record.status) {
    case 'open':
      return isBefore(now, record.expiresAt) ? 'open' : 'expired';
    case 'confirmed':
    case 'succeeded':
      return 'processing';
    case 'failed':
    case 'expired':
      return record.status;
    default:
      return record.status satisfies never;
  }
}
