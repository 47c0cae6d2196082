import type { Instant } from './instant.ts';

/** How a checkout stands. `processing` until the subscription it makes is known to exist. */
export type CheckoutStatus = 'open' | 'processing' | 'succeeded' | 'failed' | 'expired';

/** A hosted session that ends in an order. */
export interface Checkout {
  asOf: Instant;
  id: string;
  status: CheckoutStatus;
  priceId: string;
  planName: string;
  /** The hosted page; `null` once it can no longer be used. */
  url: string | null;
  expiresAt: Instant;
}
