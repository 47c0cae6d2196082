import type { Instant } from '../../core/index.ts';
import { hasEnded, type PaymentMethod, type PaymentMethodList } from '../../core/index.ts';
import type { BillingState, PaymentMethodRecord } from '../ports/index.ts';

/** A payment method as whoever may see amounts sees it. */
export function toPaymentMethod({
  id,
  type,
  brand,
  last4,
  expiryMonth,
  expiryYear,
}: PaymentMethodRecord): PaymentMethod {
  return { id, type, brand, last4, expiryMonth, expiryYear };
}

/** What is on file, the default first and the others as they were given. */
export function toPaymentMethodList(
  records: readonly PaymentMethodRecord[],
  state: BillingState,
  now: Instant,
): PaymentMethodList {
  const items = records.map((record) => ({
    ...toPaymentMethod(record),
    isDefault: isDefault(record.id, state),
    isRemovable: isRemovable(record.id, state),
  }));
  return {
    asOf: now,
    items: items.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault)),
  };
}

/** Whether this is what is charged. */
export function isDefault(paymentMethodId: string, state: BillingState): boolean {
  return state.defaultPaymentMethod?.id === paymentMethodId;
}

/**
 * Whether it may be taken off file: not what a subscription is charged to. The provider would choose another by itself, and
 * nobody is charged to what they did not choose.
 */
export function isRemovable(paymentMethodId: string, state: BillingState): boolean {
  const isBilled = state.subscription !== null && !hasEnded(state.subscription.status);
  return !isBilled || !isDefault(paymentMethodId, state);
}
