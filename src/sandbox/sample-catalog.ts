import type { PlanFeature } from '../core/index.ts';
import { seedProductIds } from '../emulator/index.ts';
import { defineCatalog } from '../server/index.ts';

function counted(id: string, limit: number, noun: string): PlanFeature {
  return { id, name: `${limit} ${noun}`, limit };
}

function unlimited(id: string, noun: string): PlanFeature {
  return { id, name: `Unlimited ${noun}`, limit: 'unlimited' };
}

function included(id: string, name: string): PlanFeature {
  return { id, name, limit: null };
}

function productsOf(plan: keyof typeof seedProductIds) {
  const { month, year } = seedProductIds[plan];
  return { month: { productId: month }, year: { productId: year } };
}

/** What TenderTrack 360, the sample business, sells: three plans of the emulator's seed, and five add-ons. */
export const sampleCatalog = defineCatalog({
  defaultCurrency: 'USD',
  plans: [
    {
      id: 'starter',
      name: 'Starter',
      description: 'For a small team that bids now and then.',
      rank: 1,
      features: [
        counted('users', 5, 'users'),
        counted('tenders', 10, 'active tenders'),
        included('reporting', 'Basic reporting'),
        included('support', 'E-mail support'),
      ],
      prices: productsOf('starter'),
    },
    {
      id: 'professional',
      name: 'Professional',
      description: 'For companies that live from tenders.',
      rank: 2,
      isHighlighted: true,
      features: [
        counted('users', 25, 'users'),
        counted('tenders', 50, 'active tenders'),
        included('reporting', 'Advanced reporting'),
        included('support', 'Priority support'),
        included('api', 'API access'),
      ],
      prices: productsOf('professional'),
    },
    {
      id: 'enterprise',
      name: 'Enterprise',
      description: 'For groups with many teams and their own systems.',
      rank: 3,
      features: [
        unlimited('users', 'users'),
        unlimited('tenders', 'active tenders'),
        included('integrations', 'Custom integrations'),
        included('support', 'Dedicated support'),
        included('sla', 'Service level agreement'),
      ],
      prices: productsOf('enterprise'),
    },
  ],
  addOns: [
    {
      id: 'additional-users',
      name: 'Additional users',
      description: 'One more user than the plan includes.',
      interval: 'month',
      unit: 'seat',
      amounts: { USD: 1000 },
    },
    {
      id: 'premium-support',
      name: 'Premium support',
      description: 'An answer within two hours, around the clock.',
      interval: 'month',
      unit: 'flat',
      amounts: { USD: 5000 },
    },
    {
      id: 'advanced-analytics',
      name: 'Advanced analytics',
      description: 'Win rates, forecasts and comparisons.',
      interval: 'month',
      unit: 'flat',
      amounts: { USD: 3000 },
    },
    {
      id: 'api-access',
      name: 'API access',
      description: 'Tenders in and out of your own systems.',
      interval: 'month',
      unit: 'flat',
      amounts: { USD: 2500 },
    },
    {
      id: 'custom-integrations',
      name: 'Custom integrations',
      description: 'Built and kept by our engineers.',
      interval: 'month',
      unit: 'flat',
      amounts: { USD: 10_000 },
    },
  ],
});
