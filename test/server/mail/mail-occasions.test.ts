import { expect, it } from 'vitest';
import type { InvoiceRecord, RefundRecord, Snapshot, SubscriptionRecord } from '../../../src/server/index.ts';
import { mailFacts } from '../../../src/server/mail/mail-facts.ts';
import { mailOccasions } from '../../../src/server/mail/mail-occasions.ts';
import { invoiceRecord, subscriptionRecord } from '../support/records.ts';

const now = '2027-01-16T09:00:00Z';

const subscription = (change: Partial<SubscriptionRecord> = {}): Snapshot => ({
  kind: 'subscription',
  record: { ...subscriptionRecord, modifiedAt: '2027-01-16T08:00:00.000001Z', ...change },
});
const invoice = (change: Partial<InvoiceRecord> = {}): Snapshot => ({
  kind: 'invoice',
  record: { ...invoiceRecord, modifiedAt: '2027-01-16T08:00:00.000001Z', status: 'paid', ...change },
});

/** What is written about, as `message` and the facts asked for. Facts are always such as can be read later. */
function told(before: Snapshot | null, after: Snapshot, at = now): unknown[] {
  return mailOccasions(before, after, at).map(({ message, facts }) => {
    mailFacts[message].parse(facts);
    return [message, facts.change ?? facts.after ?? facts.hasEnded ?? facts.isScheduled ?? null];
  });
}

const trialing = { status: 'trialing', startedAt: '2027-01-16T08:00:00Z' } as const;
const pendingChange = { id: 'chg-1', appliesAt: '2027-02-15T09:00:00Z', productId: 'pro-year' };

it.each<[string, Partial<SubscriptionRecord> | null, Partial<SubscriptionRecord>, unknown[]]>([
  ['a trial that starts', null, trialing, [['welcome', null]]],
  ['a first payment that went through', { status: 'incomplete' }, { startedAt: now }, [['welcome', null]]],
  ['a first payment that is open', null, { status: 'incomplete' }, []],
  ['a trial that was paid', trialing, {}, []],
  ['nothing new', {}, {}, []],
  ['another plan', { productId: 'starter' }, {}, [['plan_changed', 'applied']]],
  ['another plan, planned', {}, { pendingChange }, [['plan_changed', 'scheduled']]],
  ['more seats, planned', {}, { pendingChange: { ...pendingChange, productId: null } }, []],
  [
    'a plan that changed as planned',
    { pendingChange },
    { productId: 'pro-year' },
    [['plan_changed', 'applied']],
  ],
  ['a planned change taken back', { pendingChange }, {}, [['plan_changed', 'dropped']]],
  [
    'a planned change replaced by another',
    { pendingChange },
    { pendingChange: { ...pendingChange, productId: 'starter' } },
    [['plan_changed', 'scheduled']],
  ],
  ['a cancellation', {}, { cancelAtPeriodEnd: true }, [['cancellation_confirmed', false]]],
  [
    'a cancellation that drops a planned change',
    { pendingChange },
    { cancelAtPeriodEnd: true },
    [['cancellation_confirmed', false]],
  ],
  ['a cancellation taken back', { cancelAtPeriodEnd: true }, {}, [['resumed', 'scheduled_cancellation']]],
  ['the end that was told of', { cancelAtPeriodEnd: true }, { status: 'canceled' }, []],
  ['an end at once', {}, { status: 'canceled' }, [['cancellation_confirmed', true]]],
  ['the end of a trial at once', trialing, { status: 'canceled' }, [['cancellation_confirmed', true]]],
  ['an end for lack of payment', { status: 'past_due' }, { status: 'unpaid' }, []],
  ['a revocation after failed payments', { status: 'past_due' }, { status: 'canceled' }, []],
  ['a first payment that never came', { status: 'incomplete' }, { status: 'incomplete_expired' }, []],
  ['a failed payment, which has its own notice', {}, { status: 'past_due' }, []],
  ['a pause, planned', {}, { pauseAtPeriodEnd: true }, [['paused', true]]],
  ['a pause', { pauseAtPeriodEnd: true }, { status: 'paused' }, [['paused', false]]],
  ['the end of a pause', { status: 'paused' }, {}, [['resumed', 'pause']]],
  ['a planned pause taken back', { pauseAtPeriodEnd: true }, {}, [['resumed', 'scheduled_pause']]],
  [
    'a cancellation in place of a pause',
    { pauseAtPeriodEnd: true },
    { cancelAtPeriodEnd: true },
    [['cancellation_confirmed', false]],
  ],
])('writes of %s what it should', (_what, before, after, expected) => {
  expect(told(before === null ? null : subscription(before), subscription(after))).toEqual(expected);
});

it.each<[string, Partial<InvoiceRecord> | null, Partial<InvoiceRecord>, unknown[]]>([
  ['a payment', { status: 'pending' }, {}, [['receipt', null]]],
  ['an invoice first seen when it was paid', null, {}, [['receipt', null]]],
  ['an invoice paid already', {}, { isDocumentReady: true }, []],
  ['an open invoice', null, { status: 'pending' }, []],
  ['an invoice over nothing', null, { totalAmount: 0 }, []],
  ['a credit', null, { totalAmount: -500 }, []],
  ['a refund', {}, { status: 'refunded' }, []],
  ['an invoice paid after it was thought refunded', { status: 'refunded' }, {}, []],
])('writes of %s what it should', (_what, before, after, expected) => {
  expect(told(before === null ? null : invoice(before), invoice(after))).toEqual(expected);
});

const refund = (change: Partial<RefundRecord> = {}): Snapshot => ({
  kind: 'refund',
  record: {
    id: 'ref-1',
    createdAt: '2027-01-16T08:00:00Z',
    modifiedAt: '2027-01-16T08:00:00.000001Z',
    customerId: 'cus-1',
    invoiceId: 'inv-1',
    subscriptionId: null,
    status: 'succeeded',
    reason: 'customer_request',
    currency: 'USD',
    amount: 7900,
    taxAmount: 1501,
    ...change,
  },
});

it.each<[string, Snapshot | null, Partial<RefundRecord>, unknown[]]>([
  ['a refund', null, {}, [['refund', null]]],
  ['a refund under way', null, { status: 'pending' }, []],
  ['a refund that got through', refund({ status: 'pending' }), {}, [['refund', null]]],
  ['a refund that did not', refund({ status: 'pending' }), { status: 'failed' }, []],
  ['a refund told of already', refund(), {}, []],
  ['a refund of last month', null, { modifiedAt: '2026-12-16T08:00:00Z' }, []],
])('writes of %s what it should', (_what, before, after, expected) => {
  expect(told(before, refund(after))).toEqual(expected);
});

it('says nothing of what is a week old', () => {
  const late = '2027-01-23T08:00:00.000002Z';
  expect(told(subscription(), subscription({ cancelAtPeriodEnd: true }), late)).toHaveLength(1);
  const later = '2027-01-24T09:00:00Z';
  expect(told(subscription(), subscription({ cancelAtPeriodEnd: true }), later)).toEqual([]);
  expect(told(null, invoice(), later)).toEqual([]);
  expect(told(null, subscription(trialing), later)).toEqual([]);
  // Long there, and only now come to this mirror.
  expect(told(null, subscription())).toEqual([]);
});

it('names an occasion the same whoever tells of it', () => {
  const [first] = mailOccasions(subscription(), subscription({ cancelAtPeriodEnd: true }), now);
  const [again] = mailOccasions(
    subscription(),
    subscription({ cancelAtPeriodEnd: true }),
    '2027-01-17T00:00:00Z',
  );
  expect(first?.key).toBe(again?.key);
  expect(first?.key).toBe('cancellation_confirmed:sub-1:2027-01-16T08:00:00.000001Z');
});

it('says when a change took effect: with the period when it waited for it, else when it was made', () => {
  const at = (before: Partial<SubscriptionRecord>) =>
    mailOccasions(subscription({ productId: 'starter', ...before }), subscription(), now)[0]?.facts;
  expect(at({})).toMatchObject({
    takesEffectAt: '2027-01-16T08:00:00.000001Z',
    nextChargeAt: '2027-02-15T09:00:00Z',
    fromProductId: 'starter',
    toProductId: 'pro-month',
  });
  expect(at({ currentPeriodStart: '2026-12-15T09:00:00Z' })).toMatchObject({
    takesEffectAt: '2027-01-15T09:00:00Z',
  });
});

it('says nothing of customers, products, checkouts and cards', () => {
  expect(told(null, { kind: 'payment_methods', customerId: 'cus-1', records: [] })).toEqual([]);
});
