export {
  billingAuditLog,
  billingAuditOrigins,
  checkoutIntents,
  idempotencyKeys,
  quotes,
} from './command-tables.ts';
export {
  checkouts,
  customers,
  invoices,
  owners,
  paymentMethods,
  products,
  subscriptions,
} from './mirror-tables.ts';
export { floeBilling } from './namespace.ts';
export { notificationPreferences } from './notification-tables.ts';
export { jobs, outbox, schedules, webhookInbox } from './work-tables.ts';
