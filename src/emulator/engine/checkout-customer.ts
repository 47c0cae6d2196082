import { apiError } from '../http/errors.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { CheckoutRow, CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { createCustomer, findByEmail, findByExternalId, samePerson, saveCustomer } from './customers.ts';
import { organizationOf } from './organization.ts';

/** The customer who buys, where they are one already. */
export function findBuyer(transaction: Transaction, row: CheckoutRow): CustomerRow | undefined {
  if (row.customer_id !== null) return transaction.need('customers', row.customer_id);
  if (row.external_customer_id !== null) {
    const known = findByExternalId(transaction, row.external_customer_id);
    if (known !== undefined) return known;
  }
  return row.customer_email === null ? undefined : findByEmail(transaction, row.customer_email);
}

/**
 * Refuses a subscription to someone who has one, unless the organization lets them have several.
 *
 * @throws {PolarApiError} 403 `AlreadyActiveSubscriptionError`.
 * @see Polar's `server/polar/checkout/service.py`, `_validate_subscription_uniqueness`.
 */
export function assertNoSubscription(transaction: Transaction, row: CheckoutRow): void {
  if (organizationOf(transaction).subscription_settings.allow_multiple_subscriptions) return;
  if (!transaction.need('products', row.product_id).is_recurring || row.subscription_id !== null) return;
  const buyer = findBuyer(transaction, row);
  if (buyer === undefined) return;
  const isBillable = transaction
    .by('subscriptions', 'customer_id', buyer.id)
    .some((one) => ['active', 'trialing', 'past_due'].includes(one.status));
  if (isBillable) {
    throw apiError(403, 'AlreadyActiveSubscriptionError', 'You already have an active subscription.');
  }
}

/**
 * Refuses a second trial of a product to the same person, where the organization wants that: under whatever alias of
 * their address. Polar knows people by their cards, too; here all share the same few test cards.
 *
 * @throws {PolarApiError} 403 `TrialAlreadyRedeemed`.
 */
export function assertFirstTrial(transaction: Transaction, row: CheckoutRow, product: ProductRow): void {
  if (!organizationOf(transaction).subscription_settings.prevent_trial_abuse) return;
  const buyer = findBuyer(transaction, row) ?? { id: null, email: row.customer_email };
  const isRedeemed = samePerson(transaction, buyer)
    .flatMap((id) => transaction.by('subscriptions', 'customer_id', id))
    .some(({ trial_start, checkout_id, product_id }) => {
      const checkout = checkout_id === null ? undefined : transaction.get('checkouts', checkout_id);
      return trial_start !== null && (checkout?.product_id ?? product_id) === product.id;
    });
  if (!isRedeemed) return;
  const detail = 'You have already used a trial for this product. Trials can only be used once per customer.';
  throw apiError(403, 'TrialAlreadyRedeemed', detail);
}

/** Makes the buyer a customer, or brings the customer that they are up to date. */
export function saveBuyer(transaction: Transaction, row: CheckoutRow): CustomerRow {
  const known = findBuyer(transaction, row);
  if (known === undefined) {
    return createCustomer(transaction, {
      type: 'individual',
      email: row.customer_email,
      name: row.customer_billing_name ?? row.customer_name,
      externalId: row.external_customer_id,
      billingName: row.customer_billing_name,
      billingAddress: row.customer_billing_address,
      taxId: row.customer_tax_id,
      locale: row.locale,
      metadata: row.customer_metadata,
      owner: null,
    });
  }
  const { customer_tax_id: taxId } = row;
  return saveCustomer(transaction, {
    ...known,
    name: known.name ?? row.customer_name,
    billing_name: row.customer_billing_name ?? known.billing_name,
    billing_address: row.customer_billing_address ?? known.billing_address,
    tax_id: taxId === null ? known.tax_id : [taxId, 'unknown'],
    locale: row.locale ?? known.locale,
    metadata: { ...known.metadata, ...row.customer_metadata },
  });
}
