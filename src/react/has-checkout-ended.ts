import type { CheckoutStatus } from '../core/index.ts';

/** Whether a checkout will not change any more. */
export function hasCheckoutEnded(status: CheckoutStatus): boolean {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'expired':
      return true;
    case 'open':
    case 'processing':
      return false;
    default:
      return status satisfies never;
  }
}
