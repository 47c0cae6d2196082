import { apiError, resourceNotFound } from '../http/errors.ts';
import type { CustomerRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { addCard, type GivenCard } from './cards.ts';
import { saveCustomer } from './customers.ts';
import { retryPendingOrders } from './dunning.ts';

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
    const detail = 'Payment method is currently in use by active subscription(s).';
    throw apiError(400, 'PaymentMethodInUseByActiveSubscription', detail);
  }
  transaction.delete('payment_methods', id);
  if (customer.default_payment_method_id === id) {
    saveCustomer(transaction, { ...customer, default_payment_method_id: next?.id ?? null });
  }
}
