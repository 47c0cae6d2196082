import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEmulator, defaultSeed, type Emulator, seedProductIds } from '../../src/emulator/index.ts';
import { createPolarProvider } from '../../src/polar/index.ts';
import { payCheckout } from '../../src/sandbox/pay-checkout.ts';
import type { InvoiceRecord, PaymentProvider, SubscriptionRecord } from '../../src/server/ports/index.ts';

let emulator: Emulator;
let provider: PaymentProvider;

beforeAll(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen', now: '2027-01-31T10:00:00Z' } });
  const { url } = await emulator.listen();
  provider = createPolarProvider({
    accessToken: emulator.accessToken,
    webhookSecrets: ['secret'],
    baseUrl: url,
  });
});

afterAll(() => emulator.close());

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function organization(externalId: string) {
  return {
    externalId,
    type: 'team',
    name: externalId,
    email: `${externalId}@example.com`,
    person: { userId: `user-of-${externalId}`, name: 'Jo', email: `jo@${externalId}.example.com` },
  } as const;
}

/** Buys a plan as a person would and returns the subscription it made. */
async function subscribe(
  externalId: string,
  { productId = seedProductIds.starter.month, country = 'US' }: { productId?: string; country?: string } = {},
): Promise<SubscriptionRecord> {
  await provider.ensureCustomer(organization(externalId));
  const checkout = await provider.createCheckout({
    externalCustomerId: externalId,
    productId,
    currency: 'USD',
    successUrl: 'http://localhost:4000/billing?checkout_id={CHECKOUT_ID}',
    returnUrl: 'http://localhost:4000/billing',
    customerIpAddress: null,
    metadata: {},
    requestId: 'request-1',
  });
  expect(await payCheckout(checkout.url, { country })).toBe('paid');
  await emulator.settled();
  const { status, subscriptionId } = await provider.getCheckout(checkout.id);
  expect(status).toBe('succeeded');
  return provider.getSubscription(subscriptionId ?? '');
}

/** As {@link subscribe}, with the trial over and its first month paid. */
async function subscribeAndPay(externalId: string): Promise<SubscriptionRecord> {
  const { id } = await subscribe(externalId);
  await emulator.clock.advance('P14D');
  return provider.getSubscription(id);
}

async function latestInvoice(subscription: SubscriptionRecord): Promise<InvoiceRecord> {
  const [latest] = await collect(provider.listInvoices(subscription.customerId));
  if (latest === undefined) throw new Error('There is no invoice.');
  return latest;
}

it('lists every product of the seed with its prices in three currencies', async () => {
  const { snapshots, isLast } = await provider.readPage('product', { page: 1 });

  expect(isLast).toBe(true);
  expect(snapshots.map(({ record }) => record.id).sort()).toEqual(
    defaultSeed.products.map(({ id }) => id).sort(),
  );
  const professional = await provider.getProduct(seedProductIds.professional.month);
  expect(professional).toMatchObject({
    name: 'Professional',
    interval: 'month',
    trialInterval: 'day',
    trialIntervalCount: 14,
  });
  expect(professional.prices.map(({ money }) => money)).toEqual([
    { amount: 7900, currency: 'USD' },
    { amount: 7500, currency: 'EUR' },
    { amount: 12_000, currency: 'JPY' },
  ]);
});

it('creates a team customer once, however many ask at the same time', async () => {
  const customers = await Promise.all([1, 2, 3].map(() => provider.ensureCustomer(organization('org-race'))));

  expect(new Set(customers.map(({ id }) => id)).size).toBe(1);
  expect(customers[0]).toMatchObject({ externalId: 'org-race', type: 'team', email: 'org-race@example.com' });
  expect(await provider.findCustomer('org-race')).toEqual(customers[0]);
  const { snapshots } = await provider.readPage('customer', { page: 1 });
  const made = snapshots.filter(
    ({ kind, record }) => kind === 'customer' && record.externalId === 'org-race',
  );
  expect(made).toHaveLength(1);
});

it('gives two organizations with one address a customer each', async () => {
  const shared = { ...organization('org-shared-1'), email: 'shared@example.com' };
  await provider.ensureCustomer(shared);

  expect(await provider.ensureCustomer({ ...shared, externalId: 'org-shared-2' })).toMatchObject({
    externalId: 'org-shared-2',
    email: null,
  });
});

it('creates an individual customer for a person', async () => {
  const person = { ...organization('user:jo'), type: 'individual', email: null } as const;

  expect(await provider.ensureCustomer(person)).toMatchObject({
    type: 'individual',
    email: person.person.email,
    hasBillingAddress: false,
  });
});

it('says what is not there', async () => {
  const missing = '00000000-0000-4000-8000-000000000000';

  expect(await provider.findCustomer('org-nobody')).toBeNull();
  await expect(provider.getCustomer(missing)).rejects.toMatchObject({ code: 'not_found' });
  await expect(provider.getProduct(missing)).rejects.toMatchObject({ code: 'not_found' });
  await expect(provider.getSubscription('no-id-of-polar')).rejects.toMatchObject({ code: 'not_found' });
  await expect(provider.getCheckout(missing)).rejects.toMatchObject({ code: 'not_found' });
  await expect(provider.getInvoice(missing)).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    provider.previewChange({ subscriptionId: missing, productId: missing, proration: 'invoice' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

it('follows a checkout from open to the trial it starts', async () => {
  const subscription = await subscribe('org-checkout');

  expect(subscription).toMatchObject({
    status: 'trialing',
    productId: seedProductIds.starter.month,
    money: { amount: 2900, currency: 'USD' },
    trialEnd: subscription.currentPeriodEnd,
  });
  expect(await provider.getCustomer(subscription.customerId)).toMatchObject({ hasBillingAddress: true });
  expect(await provider.listPaymentMethods(subscription.customerId)).toEqual([
    expect.objectContaining({ brand: 'visa', last4: '4242', isDefault: true }),
  ]);
  expect(await collect(provider.listSubscriptions(subscription.customerId))).toEqual([subscription]);
});

it('charges an upgrade exactly what the preview said', async () => {
  const subscription = await subscribeAndPay('org-upgrade');
  await emulator.clock.advance('P10D');
  const change = {
    subscriptionId: subscription.id,
    productId: seedProductIds.professional.month,
    proration: 'invoice',
  } as const;

  const preview = await provider.previewChange(change);
  const changed = await provider.changeSubscription(change);

  expect(changed).toMatchObject({ productId: seedProductIds.professional.month, money: { amount: 7900 } });
  const invoice = await latestInvoice(changed);
  expect(invoice).toMatchObject({ billingReason: 'subscription_update', status: 'paid' });
  expect(invoice.lines.every(({ isProration }) => isProration)).toBe(true);
  expect(preview).toMatchObject({
    currency: 'USD',
    totalAmount: invoice.totalAmount,
    dueAmount: invoice.dueAmount,
    prorations: invoice.lines.map(({ label, amount }) => ({ label, amount })),
  });
});

it('schedules a downgrade and drops it again', async () => {
  const subscription = await subscribeAndPay('org-downgrade');
  const change = {
    subscriptionId: subscription.id,
    productId: seedProductIds.starter.year,
    proration: 'next_period',
  } as const;

  expect(await provider.changeSubscription(change)).toMatchObject({
    productId: seedProductIds.starter.month,
    pendingChange: { productId: seedProductIds.starter.year, appliesAt: subscription.currentPeriodEnd },
  });
  expect(await provider.dropScheduledChange(subscription.id)).toMatchObject({ pendingChange: null });
});

it('cancels at the period end and takes it back', async () => {
  const subscription = await subscribe('org-cancel');

  expect(
    await provider.cancelSubscription({
      subscriptionId: subscription.id,
      reason: 'unused',
      comment: 'Quiet season.',
    }),
  ).toMatchObject({ status: 'trialing', cancelAtPeriodEnd: true, endsAt: subscription.currentPeriodEnd });
  await expect(
    provider.changeSubscription({
      subscriptionId: subscription.id,
      productId: seedProductIds.professional.month,
      proration: 'invoice',
    }),
  ).rejects.toMatchObject({ code: 'conflict' });
  expect(await provider.uncancelSubscription(subscription.id)).toMatchObject({
    cancelAtPeriodEnd: false,
    endsAt: null,
  });
  await expect(provider.uncancelSubscription(subscription.id)).rejects.toMatchObject({ code: 'conflict' });
});

it('pauses at the period end, takes it back, and ends a pause for exactly what the preview said', async () => {
  const { id, currentPeriodEnd } = await subscribeAndPay('pausing');
  const resumesAt = new Date(Date.parse(currentPeriodEnd) + 30 * 86_400_000).toISOString();
  const scheduled = await provider.pauseSubscription({ subscriptionId: id, resumesAt });
  expect(scheduled).toMatchObject({ status: 'active', pauseAtPeriodEnd: true });
  expect(Date.parse(scheduled.resumesAt ?? '')).toBe(Date.parse(resumesAt));
  expect(await provider.dropScheduledPause(id)).toMatchObject({ pauseAtPeriodEnd: false, resumesAt: null });

  await provider.pauseSubscription({ subscriptionId: id, resumesAt });
  await emulator.clock.advance('P32D');
  const paused = await provider.getSubscription(id);
  expect(paused).toMatchObject({ status: 'paused', pauseAtPeriodEnd: false });
  const preview = await provider.previewNextCharge(id);
  expect(await provider.resumeSubscription(id)).toMatchObject({ status: 'active', resumesAt: null });
  await emulator.settled();

  expect(preview?.dueAmount).toBeGreaterThan(0);
  const { dueAmount, billingReason } = await latestInvoice(paused);
  expect({ dueAmount, billingReason }).toEqual({
    dueAmount: preview?.dueAmount,
    billingReason: 'subscription_cycle',
  });
});

it('has an invoice document some time after it was asked for', async () => {
  const invoice = await latestInvoice(await subscribeAndPay('org-document'));

  expect(await provider.findInvoiceDocument(invoice.id)).toBeNull();
  await provider.requestInvoiceDocument(invoice.id);
  await emulator.settled();

  const document = await provider.findInvoiceDocument(invoice.id);
  const pdf = await fetch(document?.url ?? '');
  expect(pdf.headers.get('content-type')).toContain('application/pdf');
  expect(await provider.getInvoice(invoice.id)).toMatchObject({ isDocumentReady: true });
});

it('counts the attempts to collect an order that failed', async () => {
  await provider.ensureCustomer(organization('org-failing'));
  const checkout = await provider.createCheckout({
    externalCustomerId: 'org-failing',
    productId: seedProductIds.starter.month,
    currency: 'USD',
    successUrl: 'http://localhost:4000/billing',
    returnUrl: 'http://localhost:4000/billing',
    customerIpAddress: null,
    metadata: {},
    requestId: 'request-1',
  });
  await payCheckout(checkout.url, { card: 'declined_later' });
  await emulator.settled();
  const { subscriptionId } = await provider.getCheckout(checkout.id);
  await emulator.clock.advance('P17D');

  const subscription = await provider.getSubscription(subscriptionId ?? '');
  expect(subscription.status).toBe('past_due');
  const invoice = await latestInvoice(subscription);
  expect(invoice).toMatchObject({ status: 'pending', nextPaymentAttemptAt: expect.any(String) });
  expect(await provider.countFailedPayments(invoice.id)).toBe(2);
  await expect(
    provider.changeSubscription({
      subscriptionId: subscription.id,
      productId: seedProductIds.professional.month,
      proration: 'invoice',
    }),
  ).rejects.toMatchObject({ code: 'payment_declined' });
});

it('estimates nothing by itself where previews are switched off', async () => {
  const quiet = await createEmulator({ clock: { mode: 'frozen' }, changePreview: false });
  try {
    const { url } = await quiet.listen();
    const other = createPolarProvider({
      accessToken: quiet.accessToken,
      webhookSecrets: ['secret'],
      baseUrl: url,
    });
    const missing = '00000000-0000-4000-8000-000000000000';

    expect(
      await other.previewChange({ subscriptionId: missing, productId: missing, proration: 'invoice' }),
    ).toBeNull();
  } finally {
    await quiet.close();
  }
});

it('is refused with a token that is not the organization’s', async () => {
  const stranger = createPolarProvider({
    accessToken: 'polar_oat_wrong',
    webhookSecrets: ['secret'],
    baseUrl: emulator.url ?? '',
  });

  await expect(collect(stranger.listSubscriptions())).rejects.toMatchObject({ code: 'internal' });
});

it('finds the checkout that a request made, and no other', async () => {
  const request = (requestId: string, externalCustomerId = 'org-finding') => ({
    externalCustomerId,
    productId: seedProductIds.starter.month,
    currency: 'USD',
    successUrl: 'http://localhost:4000/billing',
    returnUrl: 'http://localhost:4000/billing',
    customerIpAddress: null,
    metadata: { floe_price_id: 'starter-month' },
    requestId,
  });
  await provider.ensureCustomer(organization('org-finding'));
  await provider.ensureCustomer(organization('org-looking'));
  const first = await provider.createCheckout(request('request-1'));
  await provider.createCheckout(request('request-2'));

  expect(await provider.findCheckout(request('request-1'))).toEqual(first);
  expect(await provider.findCheckout(request('request-3'))).toBeNull();
  expect(await provider.findCheckout(request('request-1', 'org-looking'))).toBeNull();
});
