import type { models } from '@polar-sh/sdk/2026-10';
import { apiError, unacceptable } from '../http/errors.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { pricesIn } from './prices.ts';

type Organization = models.Organization;

/** What may be changed; a field that is not given stays. */
export type OrganizationChange = Partial<
  Pick<
    Organization,
    | 'name'
    | 'avatar_url'
    | 'email'
    | 'website'
    | 'socials'
    | 'country'
    | 'subscription_settings'
    | 'customer_email_settings'
    | 'customer_portal_settings'
    | 'embed_hosts'
    | 'default_tax_behavior'
    | 'default_presentment_currency'
    | 'sso_enforced'
  >
> & {
  feature_settings?: models.OrganizationFeatureSettings;
  dispute_settings?: models.OrganizationDisputeSettingsUpdate;
};

/**
 * Changes an organization and tells of it.
 *
 * @throws {PolarApiError} 422 for a currency that not every product is sold in, 403 for disputes that may not be given
 * up automatically, 409 for single sign-on, of which there is none.
 */
export function updateOrganization(
  transaction: Transaction,
  organization: Organization,
  change: OrganizationChange,
): Organization {
  const { feature_settings, dispute_settings, ...fields } = change;
  const next: Organization = {
    ...organization,
    ...fields,
    feature_settings: { ...organization.feature_settings, ...feature_settings },
    dispute_settings: {
      auto_accept_below_amount:
        dispute_settings?.auto_accept_below_amount === undefined
          ? organization.dispute_settings.auto_accept_below_amount
          : dispute_settings.auto_accept_below_amount,
    },
  };
  assertPossible(transaction, organization, next);
  const saved = transaction.put('organizations', {
    ...next,
    modified_at: transaction.stamp(),
    // Shown twice: as a setting, and where it always was.
    proration_behavior: next.subscription_settings.proration_behavior,
    allow_customer_updates: next.subscription_settings.allow_customer_updates,
  });
  emit(transaction, 'organization.updated', () => saved);
  return saved;
}

function assertPossible(transaction: Transaction, present: Organization, next: Organization): void {
  const { default_presentment_currency: currency } = next;
  const isSold = transaction
    .where('products', (one) => !one.is_archived)
    .every((one) => pricesIn(one, currency).length > 0);
  if (currency !== present.default_presentment_currency && !isSold) {
    const loc = ['body', 'default_presentment_currency'];
    throw unacceptable(loc, 'All products must have a price in this currency.', currency);
  }
  if (next.sso_enforced) {
    const detail = 'SSO cannot be enforced without an enabled SSO connection.';
    throw apiError(409, 'SSOEnforcementRequiresConnection', detail);
  }
  const isAutomatic = next.dispute_settings.auto_accept_below_amount !== null;
  if (isAutomatic && next.feature_settings?.dispute_auto_accept_enabled !== true) {
    const detail = 'Dispute auto-accept is not enabled for this organization.';
    throw apiError(403, 'DisputeAutoAcceptNotEnabled', detail);
  }
}
