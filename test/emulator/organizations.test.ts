import type { models } from '@polar-sh/sdk/2026-10';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSeed, seedProductIds } from '../../src/emulator/seed.ts';
import { listenToAll, type Rig, refusal, startRig, subscribe } from './support.ts';

const { id } = defaultSeed.organization;

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const settings = {
  allow_multiple_subscriptions: false,
  proration_behavior: 'prorate',
  benefit_revocation_grace_period: 0,
  prevent_trial_abuse: false,
  allow_customer_updates: true,
} as const satisfies models.OrganizationSubscriptionSettings;

it('changes what is given, empties what may be empty, and tells of it', async () => {
  await listenToAll(rig.polar);
  const changed = await rig.polar.organizations.update(id, {
    name: 'Tenders',
    website: 'https://tenders.example',
    socials: [{ platform: 'x', url: 'https://x.com/tenders' }],
    email: null,
    country: null,
  });
  expect(changed).toMatchObject({
    name: 'Tenders',
    slug: 'tendertrack',
    website: 'https://tenders.example',
    socials: [{ platform: 'x', url: 'https://x.com/tenders' }],
    email: null,
  });
  expect(await rig.takeTypes()).toEqual(['organization.updated']);
  expect(await rig.polar.organizations.get(id)).toEqual(changed);
});

it('bills changes of plans by the behavior that it is set to', async () => {
  const changed = await rig.polar.organizations.update(id, {
    subscription_settings: { ...settings, proration_behavior: 'next_period' },
  });
  expect(changed.proration_behavior).toBe('next_period');
  const subscription = await subscribe(rig.polar, { trial: false });
  const product_id = seedProductIds.professional.month;
  const { pending_update } = await rig.polar.subscriptions.update(subscription.id, { product_id });
  expect(pending_update).toMatchObject({ product_id });
});

it('lets a customer subscribe twice only when it is set to', async () => {
  await subscribe(rig.polar);
  expect(await refusal(subscribe(rig.polar, { product: seedProductIds.professional.month }))).toMatchObject({
    status: 403,
    error: { error: 'AlreadyActiveSubscriptionError' },
  });
  await rig.polar.organizations.update(id, {
    subscription_settings: { ...settings, allow_multiple_subscriptions: true },
  });
  await subscribe(rig.polar, { product: seedProductIds.professional.month });
  expect((await rig.polar.subscriptions.list()).pagination.total_count).toBe(2);
});

it('adds feature flags to those there are, also those that only the staff of Polar may switch', async () => {
  const { status, json } = await rig.call(
    `/v1/organizations/${id}`,
    { feature_settings: { reset_proration_behavior_enabled: true } },
    'PATCH',
  );
  expect([status, json]).toMatchObject([
    200,
    { feature_settings: { member_model_enabled: true, reset_proration_behavior_enabled: true } },
  ]);
});

it('has a default currency that every product is sold in', async () => {
  const update = (default_presentment_currency: 'jpy' | 'gbp') =>
    rig.polar.organizations.update(id, { default_presentment_currency });
  expect((await update('jpy')).default_presentment_currency).toBe('jpy');
  expect((await refusal(update('gbp'))).status).toBe(422);
});

it.each<[string, models.OrganizationUpdate, number]>([
  [
    'a grace period between those offered',
    { subscription_settings: { ...settings, benefit_revocation_grace_period: 3 } },
    422,
  ],
  ['single sign-on without a connection', { sso_enforced: true }, 409],
  ['conceding disputes without leave', { dispute_settings: { auto_accept_below_amount: 500 } }, 403],
])('refuses %s', async (_, update, status) => {
  expect((await refusal(rig.polar.organizations.update(id, update))).status).toBe(status);
});

it('is known by its own id only', async () => {
  expect((await refusal(rig.polar.organizations.update(seedProductIds.starter.month, {}))).status).toBe(404);
});
