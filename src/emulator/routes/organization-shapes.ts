import type { models } from '@polar-sh/sdk/2026-10';
import { mapped, refined, sparse, trimmed } from '../http/refine.ts';
import {
  email,
  flag,
  integer,
  list,
  nullable,
  object,
  oneOf,
  optional,
  patch,
  type Schema,
  text,
  url,
} from '../http/schema.ts';
import { countries, presentmentCurrencies } from '../wire/lists.ts';

const given = <T>(schema: Schema<T>) => optional(schema, undefined);

const social = object({
  platform: oneOf([
    'x',
    'github',
    'facebook',
    'instagram',
    'youtube',
    'tiktok',
    'linkedin',
    'threads',
    'discord',
    'other',
  ]),
  url: url(),
}) satisfies Schema<models.OrganizationSocialLink>;

/** The days for which benefits may outlive a failed payment. */
const gracePeriods = [0, 2, 7, 14, 21];

const subscriptionSettings = object({
  allow_multiple_subscriptions: flag(),
  proration_behavior: oneOf(['invoice', 'prorate', 'next_period']),
  benefit_revocation_grace_period: refined(integer({ min: 0 }), (days) =>
    gracePeriods.includes(days)
      ? null
      : { type: 'literal_error', msg: `Input should be ${gracePeriods.join(', ')}` },
  ),
  prevent_trial_abuse: flag(),
  allow_customer_updates: flag(),
}) satisfies Schema<models.OrganizationSubscriptionSettings>;

// At Polar only the first two may be set by the merchant; the others are switched by its staff.
const featureSettings = sparse(
  object({
    member_model_enabled: given(flag()),
    checkout_localization_enabled: given(flag()),
    reset_proration_behavior_enabled: given(flag()),
    off_session_charges_enabled: given(flag()),
    meter_cycling_enabled: given(flag()),
    wallets_enabled: given(flag()),
    disputes_enabled: given(flag()),
    dispute_auto_accept_enabled: given(flag()),
    overview_metrics: given(nullable(list(text()))),
  }),
);

const emailSettings = object({
  order_confirmation: flag(),
  payment_method_expiration_reminder: flag(),
  subscription_cancellation: flag(),
  subscription_confirmation: flag(),
  subscription_cycled: flag(),
  subscription_cycled_after_trial: flag(),
  subscription_past_due: flag(),
  subscription_paused: flag(),
  subscription_renewal_reminder: flag(),
  subscription_resumed: flag(),
  subscription_revoked: flag(),
  subscription_trial_conversion_reminder: flag(),
  subscription_uncanceled: flag(),
  subscription_updated: flag(),
});

const portalSubscription = object({
  update_seats: flag(),
  update_plan: flag(),
  update_units: optional(flag(), false),
  pause: optional(flag(), false),
});

const portalSettings = object({
  usage: object({ show: flag() }),
  subscription: portalSubscription,
  customer: optional(object({ allow_email_change: optional(flag(), false) }), { allow_email_change: false }),
});

/** A field for which `null` means the same as its absence. */
function unlessNull<T>(schema: Schema<T>): Schema<T | undefined> {
  return mapped(patch(schema), (value) => value ?? undefined);
}

/** What a PATCH may change of an organization. */
export const organizationUpdate = sparse(
  object({
    name: unlessNull(trimmed(text({ min: 3, max: 255 }))),
    avatar_url: patch(url()),
    email: patch(email()),
    website: patch(url()),
    socials: unlessNull(list(social)),
    country: unlessNull(oneOf(countries)),
    feature_settings: unlessNull(featureSettings),
    subscription_settings: unlessNull(subscriptionSettings),
    customer_email_settings: unlessNull(emailSettings),
    customer_portal_settings: unlessNull(portalSettings),
    dispute_settings: unlessNull(sparse(object({ auto_accept_below_amount: patch(integer({ min: 0 })) }))),
    embed_hosts: unlessNull(list(trimmed(text({ min: 1, max: 255 })))),
    default_presentment_currency: unlessNull(oneOf(presentmentCurrencies)),
    default_tax_behavior: unlessNull(oneOf(['location', 'inclusive', 'exclusive'])),
    sso_enforced: unlessNull(flag()),
  }),
);
