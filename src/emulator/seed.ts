import type { models } from '@polar-sh/sdk/2026-10';
import { createToken } from './engine/tokens.ts';
import type { ProductRow } from './state/catalog-rows.ts';
import { defaultSettings } from './state/settings.ts';
import type { Transaction } from './state/transaction.ts';

/** A product that is there from the start. Amounts are minor units. */
export interface SeedProduct {
  id: string;
  name: string;
  description: string;
  interval: models.RecurringInterval;
  trialDays: number | null;
  prices: readonly { currency: models.PresentmentCurrency; amount: number }[];
  metadata: Readonly<Record<string, string>>;
}

/** What an emulator starts with: one organization, its token and its products. */
export interface EmulatorSeed {
  accessToken: string;
  organization: { id: string; name: string; slug: string; currency: models.PresentmentCurrency };
  products: readonly SeedProduct[];
}

/** The ids of the seeded products, by plan and interval. */
export const seedProductIds = {
  starter: {
    month: 'f10e0001-0000-4000-8000-000000000001',
    year: 'f10e0001-0000-4000-8000-000000000012',
  },
  professional: {
    month: 'f10e0002-0000-4000-8000-000000000001',
    year: 'f10e0002-0000-4000-8000-000000000012',
  },
  enterprise: {
    month: 'f10e0003-0000-4000-8000-000000000001',
    year: 'f10e0003-0000-4000-8000-000000000012',
  },
} as const;

type Plan = keyof typeof seedProductIds;

const plans: readonly {
  plan: Plan;
  name: string;
  description: string;
  amounts: Record<'month' | 'year', [number, number, number]>;
}[] = [
  {
    plan: 'starter',
    name: 'Starter',
    description: '5 users, 10 active tenders, basic reporting, e-mail support.',
    amounts: { month: [2_900, 2_700, 4_400], year: [29_000, 27_000, 44_000] },
  },
  {
    plan: 'professional',
    name: 'Professional',
    description: '25 users, 50 active tenders, advanced reporting, priority support, API access.',
    amounts: { month: [7_900, 7_500, 12_000], year: [79_000, 75_000, 120_000] },
  },
  {
    plan: 'enterprise',
    name: 'Enterprise',
    description: 'Unlimited users and tenders, custom integrations, dedicated support, SLA.',
    amounts: { month: [19_900, 18_900, 30_000], year: [199_000, 189_000, 300_000] },
  },
];

const intervals = ['month', 'year'] as const;

/** TenderTrack's organization and catalog, with ids and a token that never change. */
export const defaultSeed: EmulatorSeed = {
  accessToken: 'polar_oat_floe_local_emulator_tendertrack',
  organization: {
    id: 'f10e0000-0000-4000-8000-000000000000',
    name: 'TenderTrack 360',
    slug: 'tendertrack',
    currency: 'usd',
  },
  products: plans.flatMap(({ plan, name, description, amounts }) =>
    intervals.map((interval) => {
      const [usd, eur, jpy] = amounts[interval];
      return {
        id: seedProductIds[plan][interval],
        name,
        description,
        interval,
        trialDays: 14,
        prices: [
          { currency: 'usd' as const, amount: usd },
          { currency: 'eur' as const, amount: eur },
          { currency: 'jpy' as const, amount: jpy },
        ],
        metadata: { plan, interval },
      };
    }),
  ),
};

/** Writes a seed into an empty state. */
export function plantSeed(transaction: Transaction, seed: EmulatorSeed): void {
  transaction.put('settings', defaultSettings);
  transaction.put('organizations', toOrganization(transaction, seed));
  for (const product of seed.products) transaction.put('products', toProduct(transaction, seed, product));
  createToken(transaction, { token: seed.accessToken, name: 'Local development' });
}

function toProduct(transaction: Transaction, seed: EmulatorSeed, product: SeedProduct): ProductRow {
  const created_at = transaction.stamp();
  return {
    id: product.id,
    created_at,
    modified_at: null,
    trial_interval: product.trialDays === null ? null : 'day',
    trial_interval_count: product.trialDays,
    name: product.name,
    description: product.description,
    visibility: 'public',
    recurring_interval: product.interval,
    recurring_interval_count: 1,
    meter_interval: null,
    meter_interval_count: null,
    is_recurring: true,
    is_archived: false,
    organization_id: seed.organization.id,
    metadata: { ...product.metadata },
    prices: product.prices.map(({ currency, amount }) => ({
      created_at,
      modified_at: null,
      id: transaction.newId(),
      source: 'catalog',
      amount_type: 'fixed',
      price_currency: currency,
      tax_behavior: null,
      is_archived: false,
      product_id: product.id,
      price_amount: amount,
    })),
    benefit_ids: [],
    medias: [],
    attached_custom_fields: [],
  };
}

function toOrganization(transaction: Transaction, seed: EmulatorSeed): models.Organization {
  const { id, name, slug, currency } = seed.organization;
  return {
    created_at: transaction.stamp(),
    modified_at: null,
    id,
    name,
    slug,
    avatar_url: null,
    proration_behavior: 'prorate',
    allow_customer_updates: true,
    email: `billing@${slug}.example`,
    website: null,
    socials: [],
    status: 'active',
    details_submitted_at: null,
    onboarding_resubmission_requested_at: null,
    sso_enforced: false,
    default_presentment_currency: currency,
    default_tax_behavior: 'exclusive',
    feature_settings: { member_model_enabled: true },
    subscription_settings: {
      allow_multiple_subscriptions: false,
      proration_behavior: 'prorate',
      benefit_revocation_grace_period: 0,
      prevent_trial_abuse: false,
      allow_customer_updates: true,
    },
    customer_email_settings: {
      order_confirmation: true,
      payment_method_expiration_reminder: true,
      subscription_cancellation: true,
      subscription_confirmation: true,
      subscription_cycled: true,
      subscription_cycled_after_trial: true,
      subscription_past_due: true,
      subscription_paused: true,
      subscription_resumed: true,
      subscription_renewal_reminder: true,
      subscription_revoked: true,
      subscription_trial_conversion_reminder: true,
      subscription_uncanceled: true,
      subscription_updated: true,
    },
    customer_portal_settings: {
      usage: { show: true },
      subscription: { update_seats: true, update_plan: true },
    },
    dispute_settings: { auto_accept_below_amount: null },
    embed_hosts: [],
    account_id: null,
    payout_account_id: null,
    capabilities: {
      checkout_payments: true,
      subscription_renewals: true,
      payouts: true,
      refunds: true,
      api_access: true,
      dashboard_access: true,
    },
  } satisfies models.Organization;
}
