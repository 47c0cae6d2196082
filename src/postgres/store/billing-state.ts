import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import type { BillingState } from '../../server/ports/index.ts';
import { buildOnce } from '../build-once.ts';
import type { Sql } from '../database.ts';
import { customers, invoices, owners, paymentMethods, subscriptions } from '../schema/index.ts';
import { toCustomer, toInvoice, toPaymentMethod, toSubscription } from './mirror-rows.ts';

const NOTHING: BillingState = {
  customer: null,
  subscription: null,
  overdueInvoice: null,
  overdueAttempts: 0,
  defaultPaymentMethod: null,
  version: '0',
};

const billingStateQuery = buildOnce((db) => {
  const customer = db
    .select()
    .from(customers)
    .where(and(eq(customers.externalId, owners.externalId), isNull(customers.deletedAt)))
    .orderBy(desc(customers.createdAt))
    .limit(1)
    .as('customer');
  const subscription = db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.customerId, customer.id))
    .orderBy(
      // Running before not yet begun before ended; of several, the one that began or ended last.
      sql`case when ${subscriptions.status} in ('trialing', 'active', 'past_due', 'paused') then 0
               when ${subscriptions.status} = 'incomplete' then 1 else 2 end`,
      sql`coalesce(${subscriptions.endedAt}, ${subscriptions.createdAt}) desc`,
      desc(subscriptions.id),
    )
    .limit(1)
    .as('subscription');
  const overdue = db
    .select()
    .from(invoices)
    .where(and(eq(invoices.customerId, customer.id), eq(invoices.status, 'pending')))
    .orderBy(asc(invoices.createdAt), asc(invoices.id))
    .limit(1)
    .as('overdue');
  const isCustomersDefault = eq(paymentMethods.id, customer.defaultPaymentMethodId);
  const method = db
    .select()
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.customerId, customer.id),
        or(isCustomersDefault, eq(paymentMethods.isDefault, true)),
      ),
    )
    .orderBy(sql`${isCustomersDefault} desc nulls last`, asc(paymentMethods.id))
    .limit(1)
    .as('method');

  return db
    .select()
    .from(owners)
    .leftJoinLateral(customer, sql`true`)
    .leftJoinLateral(subscription, sql`true`)
    .leftJoinLateral(overdue, sql`true`)
    .leftJoinLateral(method, sql`true`)
    .where(eq(owners.externalId, sql.placeholder('externalId')))
    .prepare('');
});

/** Reads what `getBilling` is made of in one statement, so that its parts are of one moment. */
export async function getBillingState(db: Sql, externalId: string): Promise<BillingState> {
  const [state] = await billingStateQuery(db).execute({ externalId });
  if (state === undefined) return NOTHING;
  return {
    customer: state.customer && toCustomer(state.customer),
    subscription: state.subscription && toSubscription(state.subscription),
    overdueInvoice: state.overdue && toInvoice(state.overdue),
    overdueAttempts: state.overdue?.failedAttempts ?? 0,
    defaultPaymentMethod: state.method && { ...toPaymentMethod(state.method), isDefault: true },
    version: String(state.owners.version),
  };
}
