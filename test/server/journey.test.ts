import { describe, expect, it } from 'vitest';
import type { ChangeQuote } from '../../src/core/index.ts';
import { openWorld, type Person } from './support/world.ts';

async function revisionFor(person: Person): Promise<string> {
  return (await person.query('getBilling', {})).revision;
}

async function readDocument(person: Person, invoiceId: string): Promise<string | null> {
  const document = await person.query('getInvoiceDocument', { invoiceId });
  return document.status === 'ready' ? document.url : null;
}

function total({ lines }: ChangeQuote): number {
  return lines.reduce((sum, { money }) => sum + money.amount, 0);
}

describe.each(['postgresql', 'pglite'] as const)(
  'the main journey on %s',
  { timeout: 60_000 },
  (database) => {
    it('leads from the catalog to a trial, a paid plan, an upgrade, a downgrade undone, an invoice and a cancellation undone', async () => {
      const world = await openWorld({ database });
      const ada = world.as('ada');

      const catalog = await ada.query('getCatalog', {});
      expect(catalog.plans.map(({ id }) => id)).toEqual(['starter', 'professional', 'enterprise']);
      expect(catalog.currencies).toEqual(['EUR', 'JPY', 'USD']);
      expect(catalog.plans[1]?.prices[0]).toMatchObject({
        id: 'professional-month',
        money: { amount: 7900, currency: 'USD' },
        action: { kind: 'checkout', trial: { interval: 'day', intervalCount: 14 } },
      });
      expect((await ada.query('getBilling', {})).subscription).toBeNull();

      const checkoutId = await world.subscribe('ada', 'professional-month');
      expect(await ada.query('getCheckout', { checkoutId })).toMatchObject({
        status: 'succeeded',
        url: null,
      });
      const trial = await ada.query('getBilling', {});
      expect(trial).toMatchObject({
        asOf: '2027-01-01T09:00:00Z',
        subscription: { status: 'trialing', planName: 'Professional', priceId: 'professional-month' },
        nextCharge: { money: { amount: 7900, currency: 'USD' } },
        paymentMethod: { brand: 'visa', last4: '4242' },
        alert: null,
      });
      expect(trial.entitlements).toHaveLength(5);

      await world.advance('P14D');
      expect((await ada.query('getBilling', {})).subscription).toMatchObject({
        status: 'active',
        currentPeriodStart: '2027-01-15T09:00:00.000Z',
      });
      const { items } = await ada.query('listInvoices', {});
      expect(items[0]).toMatchObject({
        status: 'paid',
        billingReason: 'subscription_cycle',
        planName: 'Professional',
        total: { amount: 7900, currency: 'USD' },
      });

      await world.advance('P10D');
      const upgrade = await ada.query('previewChange', { priceId: 'enterprise-month' });
      expect(upgrade).toMatchObject({ direction: 'upgrade', effect: 'now', accuracy: 'exact' });
      expect(total(upgrade)).toBe(upgrade.dueNow.amount);
      const changed = await ada.command('changeSubscription', {
        quoteId: upgrade.id,
        revision: await revisionFor(ada),
      });
      expect(changed.receipt.charged).toEqual(upgrade.dueNow);
      expect(changed.billing.subscription).toMatchObject({ planId: 'enterprise', status: 'active' });

      const downgrade = await ada.query('previewChange', { priceId: 'starter-month' });
      expect(downgrade).toMatchObject({ effect: 'period_end', dueNow: { amount: 0 }, lines: [] });
      const scheduled = await ada.command('changeSubscription', {
        quoteId: downgrade.id,
        revision: changed.billing.revision,
      });
      expect(scheduled.receipt.charged).toBeNull();
      expect(scheduled.billing).toMatchObject({
        subscription: { planId: 'enterprise', pendingChange: { planId: 'starter', money: { amount: 2900 } } },
        nextCharge: { money: { amount: 2900 } },
      });
      const kept = await ada.command('dropScheduledChange', { revision: scheduled.billing.revision });
      expect(kept.billing.subscription).toMatchObject({ planId: 'enterprise', pendingChange: null });

      const [newest] = (await ada.query('listInvoices', { limit: 1 })).items;
      expect(newest).toMatchObject({ billingReason: 'subscription_update', amountDue: upgrade.dueNow });
      await readDocument(ada, newest?.id ?? '');
      await world.settle();
      expect(await readDocument(ada, newest?.id ?? '')).toMatch(/^http/);

      const options = await ada.query('getCancelOptions', {});
      expect(options).toMatchObject({ planName: 'Enterprise', endsAt: '2027-02-15T09:00:00.000Z' });
      const canceled = await ada.command('cancelSubscription', {
        revision: kept.billing.revision,
        reason: 'unused',
        comment: 'We pause bidding.',
      });
      expect(canceled.billing).toMatchObject({
        subscription: { status: 'active', cancelAtPeriodEnd: true },
        nextCharge: null,
        alert: { kind: 'cancel_scheduled' },
      });
      const back = await ada.command('uncancelSubscription', { revision: canceled.billing.revision });
      expect(back.billing).toMatchObject({ subscription: { cancelAtPeriodEnd: false }, alert: null });

      const audit = await world.store.listAudit('organization_northwind', 100);
      expect(audit.filter(({ actor }) => actor === 'user-ada').map(({ action }) => action)).toEqual(
        expect.arrayContaining([
          'checkout.started',
          'subscription.changed',
          'subscription.change_scheduled',
          'subscription.scheduled_change_dropped',
          'subscription.cancel_scheduled',
          'subscription.uncanceled',
        ]),
      );
      expect(JSON.stringify(audit)).not.toContain('We pause bidding.');
      expect(world.logs.filter(({ level }) => level !== 'info')).toEqual([]);
    });
  },
);
