import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Card, type Story, startHeardStory } from './story.ts';

/*
 * Ways of dunning beside those of test/emulator/dunning.test.ts, which has the schedule, cards that cannot pay any more,
 * new cards and the end. All of them begin on 1 April 2027, and the charge of 1 May fails.
 */

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-04-01T00:00:00Z');
});
afterEach(() => story.close());

/** Buys a month that the next card on file does not renew. */
async function failsWith(card: Card) {
  const plan = await story.buys('solo.month');
  await story.putsCard(plan, card);
  await story.until('2027-05-01');
  await story.takeTypes();
  return plan;
}

const tries = async () =>
  (await story.polar.payments.list({ limit: 100, sorting: ['created_at'] })).items
    .slice(1)
    .map((one) => [one.created_at.slice(0, 10), one.status, one.trigger]);

const ended = ['subscription.updated', 'subscription.canceled', 'subscription.revoked'];

describe('a renewal that cannot be paid', () => {
  it.each([
    ['isDeclined', ['2027-05-01', '2027-05-03', '2027-05-08', '2027-05-15', '2027-05-22']],
    ['hasTooLittle', ['2027-05-01', '2027-05-03', '2027-05-08', '2027-05-15', '2027-05-22']],
    ['isLost', ['2027-05-01', '2027-05-22']],
  ] as const)('with a card that %s is tried on %j, and then given up', async (card, days) => {
    const plan = await failsWith(card);
    await story.until('2027-06-30');
    expect((await tries()).map(([day]) => day)).toEqual(days);
    expect(await story.now(plan)).toMatchObject({ status: 'canceled' });
    expect(await story.lastOrderOf(plan)).toMatchObject({ status: 'void', due_amount: 999 });
    expect(await story.takeTypes()).toEqual([...ended, 'order.updated', 'customer.state_changed']);
  });

  it('for want of a card is the same, without an attempt that could be seen', async () => {
    const free = await story.polar.products.create({
      name: 'Free',
      recurring_interval: 'month',
      prices: [{ amount_type: 'fixed', price_amount: 0, price_currency: 'usd' }],
    });
    const customer = await story.polar.customers.create({ type: 'individual', email: 'noa@example.com' });
    const plan = await story.polar.subscriptions.create({ product_id: free.id, customer_id: customer.id });
    await story.change(plan, {
      product_id: story.catalog['solo.month'],
      proration_behavior: 'next_period',
    });
    await story.until('2027-05-01');
    expect(await story.now(plan)).toMatchObject({ status: 'past_due' });
    expect(await story.lastOrderOf(plan)).toMatchObject({
      status: 'pending',
      next_payment_attempt_at: '2027-05-03T00:00:00Z',
    });
    await story.until('2027-05-22');
    expect(await story.now(plan)).toMatchObject({ status: 'canceled', ended_at: '2027-05-22T00:00:00Z' });
    expect((await story.polar.payments.list()).items).toEqual([]);
  });

  it('is tried with a better card at its next date where the subscription is to end anyway', async () => {
    const plan = await failsWith('isDeclined');
    await story.change(plan, { cancel_at_period_end: true });
    await story.putsCard(plan, 'pays');
    expect(await story.now(plan)).toMatchObject({ status: 'past_due' });
    await story.until('2027-05-03');
    expect(await tries()).toEqual([
      ['2027-05-01', 'failed', 'subscription_cycle'],
      ['2027-05-03', 'succeeded', 'retry_dunning'],
    ]);
    expect(await story.now(plan)).toMatchObject({
      status: 'active',
      past_due_at: null,
      cancel_at_period_end: true,
    });
  });

  it('ends with its period where it was canceled, and what it owes is void', async () => {
    const week = await story.polar.products.create({
      name: 'Week',
      recurring_interval: 'week',
      prices: [{ amount_type: 'fixed', price_amount: 700, price_currency: 'usd' }],
    });
    const plan = await story.buys('solo.month');
    await story.change(plan, { product_id: week.id, proration_behavior: 'reset' });
    await story.putsCard(plan, 'isDeclined');
    await story.until('2027-04-08');
    await story.change(plan, { cancel_at_period_end: true });
    await story.takeTypes();
    await story.until('2027-04-15');
    expect(await story.takeTypes()).toEqual([...ended, 'order.updated', 'customer.state_changed']);
    expect(await story.lastOrderOf(plan)).toMatchObject({ status: 'void' });
  });

  it('keeps the benefits for the days of grace', async () => {
    const [organization] = (await story.polar.organizations.list()).items;
    const subscription_settings = {
      ...organization?.subscription_settings,
      benefit_revocation_grace_period: 7,
    };
    await story.call(`/v1/organizations/${organization?.id}`, { subscription_settings }, 'PATCH');
    const benefit = await story.polar.benefits.create({
      type: 'feature_flag',
      description: 'Reports',
      properties: {},
    });
    await story.polar.products.updateBenefits(story.catalog['solo.month'], { benefits: [benefit.id] });
    await failsWith('isDeclined');
    await story.until('2027-05-07T23:59:59Z');
    expect((await story.takeTypes()).filter((type) => type.startsWith('benefit_grant.'))).toEqual([]);
    await story.until('2027-05-08');
    expect((await story.takeTypes()).filter((type) => type.startsWith('benefit_grant.'))).toEqual([
      'benefit_grant.revoked',
    ]);
  });
});
