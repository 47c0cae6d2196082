import { expect, it } from 'vitest';
import { type CatalogDefinition, defineCatalog, type PlanDefinition } from '../../../src/server/index.ts';

const starter: PlanDefinition = {
  id: 'starter',
  name: 'Starter',
  description: '',
  rank: 1,
  features: [{ id: 'users', name: '5 users', limit: 5 }],
  prices: { month: { productId: 'p1' }, year: { productId: 'p2' } },
};
const pro: PlanDefinition = {
  ...starter,
  id: 'pro',
  rank: 2,
  prices: { month: { productId: 'p3' } },
};

function define(changes: Partial<CatalogDefinition>): CatalogDefinition {
  return defineCatalog({ defaultCurrency: 'USD', plans: [starter, pro], addOns: [], ...changes });
}

it('gives a sound catalog back', () => {
  const contact = { ...starter, id: 'enterprise', rank: 3, prices: undefined, contactUrl: '/contact' };

  expect(define({ plans: [starter, pro, contact] }).plans).toHaveLength(3);
});

it.each<[string, Partial<CatalogDefinition>, string]>([
  [
    'a plan id twice',
    { plans: [starter, { ...pro, id: 'starter' }] },
    'The plan id "starter" is used more than once.',
  ],
  ['a rank twice', { plans: [starter, { ...pro, rank: 1 }] }, 'The rank "1" is used more than once.'],
  [
    'a product twice',
    { plans: [starter, { ...pro, prices: { month: { productId: 'p1' } } }] },
    'The product id "p1" is used more than once.',
  ],
  [
    'an empty product id',
    { plans: [{ ...pro, prices: { month: { productId: '' } } }] },
    'Plan "pro" has an empty product id.',
  ],
  [
    'a plan nobody could get',
    { plans: [{ ...pro, prices: {} }] },
    'Plan "pro" has neither prices nor a contactUrl',
  ],
  [
    'a currency in lower case',
    { defaultCurrency: 'usd' },
    'The default currency "usd" is not an ISO 4217 code',
  ],
  [
    'an add-on that costs a fraction',
    {
      addOns: [
        { id: 'sms', name: 'SMS', description: '', interval: 'month', unit: 'flat', amounts: { USD: 9.99 } },
      ],
    },
    'Add-on "sms" costs 9.99 USD',
  ],
])('refuses %s', (_what, changes, message) => {
  expect(() => define(changes)).toThrow(message);
});

it('names everything that is wrong at once', () => {
  expect(() => define({ defaultCurrency: '€', plans: [starter, { ...pro, rank: 1 }] })).toThrow(
    /default currency[\s\S]*rank "1"/,
  );
});
