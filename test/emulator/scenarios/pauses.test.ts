import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../support.ts';
import { linesOf, type Story, startHeardStory } from './story.ts';

let story: Story;
beforeEach(async () => {
  story = await startHeardStory('2027-01-31T00:00:00Z');
});
afterEach(() => story.close());

async function buys() {
  const subscription = await story.buys('solo.month');
  await story.takeTypes();
  return subscription;
}

/** Buys a month, plans a pause, and waits for it. */
async function pauses(resumes_at?: string) {
  const subscription = await buys();
  await story.change(subscription, {
    pause_at_period_end: true,
    ...(resumes_at === undefined ? {} : { resumes_at }),
  });
  await story.until('2027-03-10');
  await story.takeTypes();
  return subscription;
}

const updated = ['subscription.updated', 'customer.state_changed'];

describe('a pause', () => {
  it('is planned now and begins at the end of the period, without an order', async () => {
    const subscription = await buys();
    expect(await story.change(subscription, { pause_at_period_end: true })).toMatchObject({
      status: 'active',
      pause_at_period_end: true,
      paused_at: null,
    });
    expect(await story.takeTypes()).toEqual(updated);
    await story.until('2027-02-28');
    expect(await story.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.paused',
      'customer.state_changed',
    ]);
    expect(await story.now(subscription)).toMatchObject({
      status: 'paused',
      pause_at_period_end: false,
      paused_at: '2027-02-28T00:00:00Z',
      ended_at: null,
    });
    await story.until('2028-01-01');
    expect(await story.takeTypes()).toEqual([]);
    expect(await story.ordersOf(subscription)).toHaveLength(1);
  });

  it('is dropped before it begins', async () => {
    const subscription = await buys();
    await story.change(subscription, { pause_at_period_end: true, resumes_at: '2027-04-01T00:00:00Z' });
    await story.takeTypes();
    expect(await story.change(subscription, { pause_at_period_end: false })).toMatchObject({
      pause_at_period_end: false,
      resumes_at: null,
    });
    expect(await story.takeTypes()).toEqual(updated);
    await story.until('2027-02-28');
    expect(await story.now(subscription)).toMatchObject({ status: 'active' });
  });

  it('gives way to a cancellation', async () => {
    const subscription = await buys();
    await story.change(subscription, { pause_at_period_end: true });
    await story.change(subscription, { cancel_at_period_end: true });
    await story.until('2027-02-28');
    expect(await story.now(subscription)).toMatchObject({ status: 'canceled', paused_at: null });
  });

  it('is ended for good by a revocation', async () => {
    const subscription = await pauses();
    await story.polar.subscriptions.revoke(subscription.id);
    expect(await story.takeTypes()).toEqual([
      'subscription.updated',
      'subscription.canceled',
      'subscription.revoked',
      'customer.state_changed',
    ]);
    expect(await story.now(subscription)).toMatchObject({ status: 'canceled' });
  });
});

describe('going on', () => {
  const resumed = ['subscription.updated', 'subscription.resumed'];
  const paid = ['order.created', 'order.updated', 'order.paid'];

  it('begins a period now, on a new day of the month, and is charged at once', async () => {
    const subscription = await pauses();
    expect(await story.change(subscription, { resume: true })).toMatchObject({
      status: 'active',
      paused_at: null,
      current_period_start: '2027-03-10T00:00:00Z',
      current_period_end: '2027-04-10T00:00:00Z',
    });
    expect(await story.takeTypes()).toEqual([...resumed, ...paid, 'customer.state_changed']);
    const order = await story.lastOrderOf(subscription);
    expect(order).toMatchObject({ billing_reason: 'subscription_cycle', status: 'paid', due_amount: 999 });
    expect(linesOf(order)).toEqual([['Solo — From Mar 10, 2027 to Apr 10, 2027', 999]]);
    // The 31st is forgotten.
    await story.until('2027-05-31');
    expect(await story.now(subscription)).toMatchObject({ current_period_end: '2027-06-10T00:00:00Z' });
  });

  it('happens by itself at the date it was paused until', async () => {
    const subscription = await pauses('2027-04-30T12:00:00Z');
    await story.until('2027-04-30T12:00:00Z');
    expect(await story.takeTypes()).toEqual([...resumed, ...paid, 'customer.state_changed']);
    expect(await story.now(subscription)).toMatchObject({
      status: 'active',
      resumes_at: null,
      current_period_end: '2027-05-30T12:00:00Z',
    });
  });

  it('with a card that is declined is past due', async () => {
    const subscription = await pauses();
    await story.putsCard(subscription, 'isDeclined');
    await story.takeTypes();
    await story.change(subscription, { resume: true });
    expect(await story.takeTypes()).toEqual([
      ...resumed,
      'order.created',
      'subscription.updated',
      'subscription.past_due',
      'customer.state_changed',
    ]);
    expect(await story.now(subscription)).toMatchObject({ status: 'past_due', paused_at: null });
  });
});

describe('refusals', () => {
  it('keep a pause from what is not simply active', async () => {
    const subscription = await buys();
    const pause = () => story.change(subscription, { pause_at_period_end: true });
    const cannot = { status: 409, error: { error: 'CannotPauseSubscription' } };
    await story.change(subscription, { cancel_at_period_end: true });
    expect(await refusal(pause())).toMatchObject(cannot);
    await story.change(subscription, { cancel_at_period_end: false });
    await pause();
    expect(await refusal(pause())).toMatchObject(cannot);
  });

  it('keep its end after its beginning', async () => {
    const subscription = await buys();
    const until = (resumes_at: string) =>
      refusal(story.change(subscription, { pause_at_period_end: true, resumes_at }));
    expect((await until('2027-02-28T00:00:00Z')).status).toBe(422);
  });

  it('let nothing be dropped or resumed that is not there', async () => {
    const subscription = await buys();
    expect(await refusal(story.change(subscription, { pause_at_period_end: false }))).toMatchObject({
      status: 409,
      error: { error: 'NoScheduledPause' },
    });
    expect(await refusal(story.change(subscription, { resume: true }))).toMatchObject({
      status: 409,
      error: { error: 'NotPausedSubscription' },
    });
  });

  it('let a paused subscription neither change nor be canceled at a period end that it has not', async () => {
    const subscription = await pauses();
    const change = { product_id: story.catalog['crew.month'] };
    expect(await refusal(story.change(subscription, change))).toMatchObject({ status: 403 });
    expect(await refusal(story.change(subscription, { cancel_at_period_end: true }))).toMatchObject({
      status: 403,
    });
  });
});
