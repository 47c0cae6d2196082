export {
  billingAuditLog,
  billingAuditOrigins,
  checkoutIntents,
  idempotencyKeys,
  quotes,
} from './command-tables.ts';
export {
  benefitGrants,
  benefits,
  checkouts,
  customerMeters,
  customers,
  discounts,
  invoices,
  meters,
  owners,
  paymentMethods,
  paymentTransactions,
  products,
  refunds,
  seats,
  subscriptions,
} from './mirror-tables.ts';
export { floeBilling } from './namespace.ts';
export { notificationPreferences } from './notification-tables.ts';
export { reconciliations } from './reconciliation-tables.ts';
export { jobs, outbox, schedules, webhookInbox } from './work-tables.ts';
