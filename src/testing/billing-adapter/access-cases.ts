import assert from 'node:assert/strict';
import {
  type BillingAdapter,
  OPERATION_NAMES,
  type OperationName,
  operations,
} from '../../contract/index.ts';
import { BillingError, PERMISSIONS, type Permission, ROLES, type Role } from '../../core/index.ts';
import type { ConformanceCase } from '../conformance-case.ts';
import { as, assertRefused, buy, intent, monthlyPrices, RETURN_PATH, subscribeAndPay } from './steps.ts';
import type { BillingAdapterSubject, ConformancePerson } from './subject.ts';

const defaultPermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  manager: ['billing:view', 'invoices:view', 'seats:manage', 'analytics:view'],
  member: ['billing:view'],
};

/** Each operation with an input that is well formed and names nothing that exists, so that trying changes nothing. */
const attempts: { [Name in OperationName]: (adapter: BillingAdapter) => Promise<unknown> } = {
  getCatalog: (adapter) => adapter.getCatalog({}),
  getBilling: (adapter) => adapter.getBilling({}),
  listInvoices: (adapter) => adapter.listInvoices({}),
  getInvoiceDocument: (adapter) => adapter.getInvoiceDocument({ invoiceId: 'nothing' }),
  listPaymentMethods: (adapter) => adapter.listPaymentMethods({}),
  previewChange: (adapter) => adapter.previewChange({ priceId: 'nothing' }),
  getCancelOptions: (adapter) => adapter.getCancelOptions({}),
  getCheckout: (adapter) => adapter.getCheckout({ checkoutId: 'nothing' }),
  startCheckout: (adapter) =>
    adapter.startCheckout({ priceId: 'nothing', returnPath: RETURN_PATH }, intent()),
  changeSubscription: (adapter) =>
    adapter.changeSubscription({ quoteId: 'nothing', revision: 'nothing' }, intent()),
  dropScheduledChange: (adapter) => adapter.dropScheduledChange({ revision: 'nothing' }, intent()),
  cancelSubscription: (adapter) =>
    adapter.cancelSubscription({ revision: 'nothing', reason: 'other' }, intent()),
  getNotificationPreferences: (adapter) => adapter.getNotificationPreferences({}),
  uncancelSubscription: (adapter) => adapter.uncancelSubscription({ revision: 'nothing' }, intent()),
  pauseSubscription: (adapter) => adapter.pauseSubscription({ revision: 'nothing', months: 1 }, intent()),
  dropScheduledPause: (adapter) => adapter.dropScheduledPause({ revision: 'nothing' }, intent()),
  addPaymentMethod: (adapter) => adapter.addPaymentMethod({ returnPath: RETURN_PATH }, intent()),
  setDefaultPaymentMethod: (adapter) =>
    adapter.setDefaultPaymentMethod({ paymentMethodId: 'nothing', revision: 'nothing' }, intent()),
  removePaymentMethod: (adapter) =>
    adapter.removePaymentMethod({ paymentMethodId: 'nothing', revision: 'nothing' }, intent()),
  retryPayment: (adapter) =>
    adapter.retryPayment({ paymentMethodId: 'nothing', revision: 'nothing' }, intent()),
  listAuditEntries: (adapter) => adapter.listAuditEntries({}),
  // What is wanted already stays so.
  updateNotificationPreferences: (adapter) =>
    adapter.updateNotificationPreferences({ kind: 'receipt', isWanted: true }, intent()),
};

/** Whether an attempt is answered with a code. */
async function isRefusedWith(work: Promise<unknown>, code: BillingError['code']): Promise<boolean> {
  try {
    await work;
    return false;
  } catch (error) {
    if (!BillingError.is(error)) throw error;
    return error.code === code;
  }
}

/** Who may see and do what. */
export const accessCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  ...ROLES.map((role) => ({
    name: `lets the role ${role} do exactly what its permissions say`,
    run: async (subject: BillingAdapterSubject) => {
      await subscribeAndPay(subject);
      const adapter = as(subject, role);

      const { permissions } = await adapter.getBilling({});
      assert.deepEqual(permissions.toSorted(), defaultPermissions[role].toSorted());
      for (const name of OPERATION_NAMES) {
        const isForbidden = await isRefusedWith(attempts[name](adapter), 'forbidden');
        assert.equal(!isForbidden, permissions.includes(operations[name].permission), name);
      }
    },
  })),
  {
    name: 'answers nobody who is not signed in',
    run: async (subject) => {
      for (const name of OPERATION_NAMES) {
        await assertRefused(attempts[name](as(subject, 'nobody')), 'unauthenticated');
      }
    },
  },
  {
    name: 'shows a member the plan without amounts and without a way to act',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const member = as(subject, 'member');

      const { subscription, nextCharge, paymentMethod, entitlements } = await member.getBilling({});
      assert.equal(subscription?.status, 'active');
      assert.deepEqual([subscription.money, nextCharge, paymentMethod], [null, null, null]);
      assert.ok(entitlements.length > 0);
      const { plans } = await member.getCatalog({});
      const kinds = new Set(plans.flatMap(({ prices }) => prices).map(({ action }) => action.kind));
      assert.deepEqual([...kinds].toSorted(), ['current', 'unavailable']);
    },
  },
  {
    name: 'shows one owner nothing of another',
    run: async (subject) => {
      await subscribeAndPay(subject);
      const stranger = as(subject, 'other_owner');

      const billing = await stranger.getBilling({});
      assert.equal(billing.subscription, null);
      assert.notEqual(billing.owner.id, (await as(subject, 'owner').getBilling({})).owner.id);
      assert.deepEqual((await stranger.listInvoices({})).items, []);
      const { plans } = await stranger.getCatalog({});
      const kinds = new Set(plans.flatMap(({ prices }) => prices).map(({ action }) => action.kind));
      assert.deepEqual([...kinds], ['checkout']);
    },
  },
  {
    name: 'takes no id of one owner from another',
    run: async (subject) => {
      const { lower, higher } = await monthlyPrices(as(subject, 'owner'));
      const checkout = await buy(subject, 'owner', { priceId: lower });
      const { revision } = await as(subject, 'owner').getBilling({});
      const quote = await as(subject, 'owner').previewChange({ priceId: higher });
      const [invoice] = (await as(subject, 'owner').listInvoices({})).items;
      assert.ok(invoice !== undefined, 'a checkout made no invoice');
      await buy(subject, 'other_owner', { priceId: lower });
      const stranger = as(subject, 'other_owner');

      await assertRefused(stranger.getCheckout({ checkoutId: checkout.id }), 'not_found');
      await assertRefused(stranger.getInvoiceDocument({ invoiceId: invoice.id }), 'not_found');
      const seen = await stranger.getBilling({});
      const foreign: [string, string][] = [
        [quote.id, seen.revision],
        [quote.id, revision],
      ];
      for (const [quoteId, shown] of foreign) {
        const work = stranger.changeSubscription({ quoteId, revision: shown }, intent());
        await assertRefused(work, 'quote_expired', 'conflict', 'not_found');
      }
      await assertRefused(stranger.cancelSubscription({ revision, reason: 'other' }, intent()), 'conflict');

      await subject.settled();
      for (const person of ['owner', 'other_owner'] satisfies ConformancePerson[]) {
        const { subscription } = await as(subject, person).getBilling({});
        assert.deepEqual([subscription?.priceId, subscription?.cancelAtPeriodEnd], [lower, false]);
      }
    },
  },
];
