import type { SnapshotCounts } from '../ports/index.ts';

/** Nothing of any kind. */
export function noSnapshots(): SnapshotCounts {
  return {
    customer: 0,
    product: 0,
    subscription: 0,
    invoice: 0,
    checkout: 0,
    payment_methods: 0,
    refund: 0,
    payment: 0,
    benefit: 0,
    benefit_grant: 0,
    seat: 0,
    discount: 0,
    meter: 0,
    customer_meter: 0,
  };
}
