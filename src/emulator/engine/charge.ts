import type { models } from '@polar-sh/sdk/2026-10';
import type { CustomerRow, OrderRow, PaymentMethodRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { dueAmount } from '../wire/order.ts';
import { type CardRefusal, refusalOf } from './cards.ts';
import { sellerMessage } from './decline-codes.ts';
import { organizationOf } from './organization.ts';

/** What came of a charge: paid, refused by the card, or not even tried for want of one. */
export type ChargeOutcome =
  | { kind: 'succeeded' }
  | { kind: 'refused'; refusal: CardRefusal }
  | { kind: 'no_payment_method' };

/** What a charge has to know of a card, on file or not. */
export type ChargedCard = Pick<PaymentMethodRow, 'behavior' | 'method_metadata'>;

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
    /** `authenticating` while the customer is still to answer the bank. */
    result: CardRefusal | 'succeeded' | 'authenticating';
    trigger: models.PaymentTrigger;
    customer: CustomerRow | null;
    orderId: string | null;
    checkoutId: string | null;
  },
): void {
  const { amount, currency, card, result, trigger, customer, orderId, checkoutId } = input;
  const refusal = typeof result === 'string' ? null : result;
  transaction.put('payments', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    processor: 'stripe',
    status: result === 'succeeded' ? 'succeeded' : result === 'authenticating' ? 'pending' : 'failed',
    amount,
    currency,
    method: 'card',
    trigger,
    decline_reason: refusal?.code ?? null,
    decline_message: refusal === null ? null : sellerMessage(refusal.code),
    organization_id: organizationOf(transaction).id,
    checkout_id: checkoutId,
    order_id: orderId,
    method_metadata: { brand: card.brand, last4: card.last4 },
    customer_id: customer?.id ?? null,
    customer_email: customer?.email ?? null,
  });
}

/** Charges what an order has due, to the customer's default card unless another is given, and notes the attempt. */
export function chargeOrder(
  transaction: Transaction,
  order: OrderRow,
  trigger: models.PaymentTrigger,
  card?: ChargedCard,
): ChargeOutcome {
  const amount = dueAmount(order);
  if (amount === 0) return { kind: 'succeeded' };
  const customer = transaction.need('customers', order.customer_id);
  const charged = card ?? defaultCard(transaction, customer);
  if (charged === null) return { kind: 'no_payment_method' };
  const refusal = refusalOf(charged.behavior);
  recordPayment(transaction, {
    amount,
    currency: order.currency,
    card: charged.method_metadata,
    result: refusal ?? 'succeeded',
    trigger,
    customer,
    orderId: order.id,
    checkoutId: order.checkout_id,
  });
  return refusal === null ? { kind: 'succeeded' } : { kind: 'refused', refusal };
}
