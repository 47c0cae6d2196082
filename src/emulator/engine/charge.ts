import type { models } from '@polar-sh/sdk/2026-10';
import type { CustomerRow, OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { refusalOf } from './cards.ts';
import { organizationOf } from './organization.ts';

/** What came of a charge. */
export type ChargeOutcome = 'succeeded' | 'declined' | 'no_payment_method';

/** The card that is charged: the customer's default. */
export function defaultCard(transaction: Transaction, customer: CustomerRow): PaymentMethodRow | null {
  const { default_payment_method_id: id } = customer;
  return id === null ? null : (transaction.get('payment_methods', id) ?? null);
}

/** Notes an attempt to collect money. */
export function recordPayment(
  transaction: Transaction,
  input: {
    amount: number;
    currency: string;
    card: { brand: string; last4: string };
    succeeded: boolean;
    trigger: models.PaymentTrigger;
    customer: CustomerRow | null;
    orderId: string | null;
    checkoutId: string | null;
  },
): void {
  const { amount, currency, card, succeeded, trigger, customer, orderId, checkoutId } = input;
  transaction.put('payments', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    processor: 'stripe',
    status: succeeded ? 'succeeded' : 'failed',
    amount,
    currency,
    method: 'card',
    trigger,
    decline_reason: succeeded ? null : 'card_declined',
    decline_message: succeeded ? null : 'Your card was declined.',
    organization_id: organizationOf(transaction).id,
    checkout_id: checkoutId,
    order_id: orderId,
    method_metadata: { brand: card.brand, last4: card.last4 },
    customer_id: customer?.id ?? null,
    customer_email: customer?.email ?? null,
  });
}

/** Charges what an order has due to the customer's default card and notes the attempt. */
export function chargeOrder(
  transaction: Transaction,
  order: OrderRow,
  trigger: models.PaymentTrigger,
): ChargeOutcome {
  const amount = dueAmount(order);
  if (amount === 0) return 'succeeded';
  const customer = transaction.need('customers', order.customer_id);
  const card = defaultCard(transaction, customer);
  if (card === null) return 'no_payment_method';
  const succeeded = refusalOf(card.behavior) === null;
  recordPayment(transaction, {
    amount,
    currency: order.currency,
    card: card.method_metadata,
    succeeded,
    trigger,
    customer,
    orderId: order.id,
    checkoutId: order.checkout_id,
  });
  return succeeded ? 'succeeded' : 'declined';
}
