import { cardExpiresAt, type PaymentMethod } from '../../core/index.ts';
import { formatDatePart } from './format-date.ts';
import type { Words } from './use-words.ts';

/** Names a payment method as a person knows it: `Visa ending in 4242`. */
export function paymentMethodName(
  { brand, last4 }: Pick<PaymentMethod, 'brand' | 'last4'>,
  { messages }: Words,
): string {
  if (brand === null || last4 === null) return messages.common.otherPaymentMethod;
  return messages.common.card({ brand: brandName(brand), last4 });
}

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

function brandName(brand: string): string {
  return BRANDS[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1);
}

/** Until when it can be charged: `Expires April 2028`; `null` for what does not expire. */
export function paymentMethodExpiry(method: PaymentMethod, { messages, format }: Words): string | null {
  const expiresAt = cardExpiresAt(method);
  if (expiresAt === null) return null;
  // A card works until its month is over, so the month printed on it is the one before that instant.
  const lastDay = new Date(Date.parse(expiresAt) - 1).toISOString();
  return messages.common.cardExpires({ date: formatDatePart(lastDay, 'month', format.locale, 'UTC') });
}
