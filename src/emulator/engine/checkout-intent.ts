import type { CheckoutRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { isPaymentRequired, quoteCheckout } from './checkout-quote.ts';

/** Whether a checkout waits for the answer of whoever owns its card. */
export function isAuthenticating(
  row: CheckoutRow,
): row is CheckoutRow & { pending_card: NonNullable<CheckoutRow['pending_card']> } {
  return row.status === 'confirmed' && row.pending_card !== null;
}

/** What Stripe's script would need to ask for the authentication; nothing where none is waited for. */
export function intentMetadata(transaction: Transaction, row: CheckoutRow): Record<string, string> {
  if (!isAuthenticating(row)) return {};
  const kind = isPaymentRequired(quoteCheckout(transaction, row)) ? 'pi' : 'seti';
  const id = row.id.replaceAll('-', '');
  return {
    intent_status: 'requires_action',
    intent_client_secret: `${kind}_3ds_${id}_secret_emulator`,
  };
}
