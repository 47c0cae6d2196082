import type { models } from '@polar-sh/sdk/2026-10';
import type { CustomerRow, PaymentMethodRow, PaymentRow } from '../state/rows.ts';

/** A payment as the API shows it. */
export function toPayment(row: PaymentRow): models.Payment {
  const { customer_id: _, customer_email: __, ...fields } = row;
  return fields satisfies models.CardPayment;
}

/** A card on file as the merchant's list shows it. */
export function toPaymentMethod(row: PaymentMethodRow, customer: CustomerRow): models.PaymentMethod {
  const { behavior: _, ...fields } = row;
  return {
    ...fields,
    is_default: customer.default_payment_method_id === row.id,
  } satisfies models.CustomerPaymentMethodCard;
}
