import { apiError, resourceNotFound } from '../http/errors.ts';
import type { CustomerRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addCard, type GivenCard, refusalOf } from './cards.ts';
import { saveCustomer } from './customers.ts';
import { retryPendingOrders } from './dunning.ts';
import { requireAction } from './setup-intents.ts';

/** A customer's card, where it is the customer's. */
export function findPaymentMethod(
  transaction: Transaction,
  customer: CustomerRow,
  id: string,
): PaymentMethodRow | undefined {
  const row = transaction.get('payment_methods', id);
  return row?.customer_id === customer.id ? row : undefined;
}

/** Makes a card the one that is charged; what is past due is tried with it at once. */
export function setDefaultPaymentMethod(
  transaction: Transaction,
  customer: CustomerRow,
  row: PaymentMethodRow,
): void {
  saveCustomer(transaction, { ...customer, default_payment_method_id: row.id });
  transaction.touchedCustomers.add(customer.id);
  retryPendingOrders(transaction, customer.id);
}

/** Puts a card on file; it is charged from now on when that is wanted, or when there is no other. */
export function addPaymentMethod(
  transaction: Transaction,
  customer: CustomerRow,
  card: GivenCard,
  isDefault: boolean,
): PaymentMethodRow {
  const row = addCard(transaction, customer, card);
  if (isDefault || customer.default_payment_method_id === null) {
    setDefaultPaymentMethod(transaction, customer, row);
  } else {
    transaction.put('customers', customer);
  }
  return row;
}

/** What came of setting a card up: it is on file, or the cardholder's bank wants to ask first. */
export type CardSetup =
  | { status: 'succeeded'; row: PaymentMethodRow }
  | { status: 'requires_action'; clientSecret: string };

/**
 * Sets a card up for later charges, as Stripe does: the bank is asked before the card is put on file.
 *
 * @throws {PolarApiError} 400 for a card that the bank refuses.
 * @see Polar's `server/polar/customer_portal/service/customer.py`, `add_payment_method`.
 */
export function setUpCard(
  transaction: Transaction,
  customer: CustomerRow,
  card: GivenCard,
  isDefault: boolean,
): CardSetup {
  if (card.behavior === 'requires_action') {
    return { status: 'requires_action', clientSecret: requireAction(customer) };
  }
  const refusal = refusalOf(card.behavior);
  if (refusal !== null && card.behavior !== 'declined_later') {
    const detail = `Could not add this payment method: ${refusal.message} Please try again with a different card.`;
    throw apiError(400, 'PaymentMethodSetupFailed', detail);
  }
  return { status: 'succeeded', row: addPaymentMethod(transaction, customer, card, isDefault) };
}

/** The cards on file, the newest first. */
export function paymentMethodsOf(transaction: Transaction, customer: CustomerRow): PaymentMethodRow[] {
  return transaction.by('payment_methods', 'customer_id', customer.id).reverse();
}

function isBillable(transaction: Transaction, customerId: string): boolean {
  return transaction
    .by('subscriptions', 'customer_id', customerId)
    .some((one) => one.status === 'active' || one.status === 'trialing' || one.status === 'past_due');
}

/**
 * Takes a card off file. Where it was the one that is charged, the newest of the others is from then on.
 *
 * @throws {PolarApiError} 404 for a card of somebody else, 400 for the only card while a subscription needs one.
 */
export function removePaymentMethod(transaction: Transaction, customer: CustomerRow, id: string): void {
  const row = findPaymentMethod(transaction, customer, id);
  if (row === undefined) throw resourceNotFound();
  const others = transaction.by('payment_methods', 'customer_id', customer.id).filter((one) => one.id !== id);
  const next = others.at(-1);
  if (next === undefined && isBillable(transaction, customer.id)) {
    const detail =
      'Cannot delete payment method. It is currently used by active subscription and no alternative payment methods ';
    throw apiError(400, 'PaymentMethodInUseByActiveSubscription', detail);
  }
  transaction.delete('payment_methods', id);
  if (customer.default_payment_method_id === id) {
    saveCustomer(transaction, { ...customer, default_payment_method_id: next?.id ?? null });
  }
}
