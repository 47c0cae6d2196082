export type { AuditLogEntry, AuditPage, AuditValues } from './audit.ts';
export type { Billing, BillingOwner, NextCharge, PaymentMethod } from './billing.ts';
export {
  BILLING_ALERT_KINDS,
  type BillingAlert,
  type BillingAlertInput,
  type BillingAlertKind,
  type BillingAlertSeverity,
  billingAlert,
  CARD_EXPIRING_DAYS,
  cardExpiresAt,
  type OverduePayment,
  TRIAL_ENDING_DAYS,
} from './billing-alert.ts';
export {
  CANCELLATION_COMMENT_MAX_LENGTH,
  type CancelFlowEvent,
  type CancelFlowState,
  cancelFlowReducer,
  initialCancelFlowState,
} from './cancel-flow.ts';
export { CANCELLATION_REASONS, type CancellationReason, type CancelOptions } from './cancellation.ts';
export type {
  AddOn,
  Catalog,
  ChangeDirection,
  ChangeEffect,
  Plan,
  PlanAction,
  PlanFeature,
  PlanPrice,
  Trial,
  UnavailableReason,
} from './catalog.ts';
export type { Checkout, CheckoutStatus } from './checkout.ts';
export { toCsvRecord } from './csv.ts';
export {
  classifyCode,
  classifyDecline,
  classifyError,
  ERROR_CLASS_NAMES,
  ERROR_CLASSES,
  type ErrorClass,
} from './error-classes.ts';
export {
  BILLING_ERROR_CODES,
  BILLING_ERRORS,
  BillingError,
  type BillingErrorBody,
  type BillingErrorCode,
  type BillingErrorOptions,
} from './errors.ts';
export { type FormatMoneyOptions, formatMoney } from './format-money.ts';
export { type BillingFormatters, getFormatters } from './formatters.ts';
export {
  daysBetween,
  INTERVALS,
  type Instant,
  type Interval,
  isBefore,
  millisecondsBetween,
} from './instant.ts';
export { type IntervalSaving, intervalSaving, type RecurringPrice } from './interval-saving.ts';
export {
  BILLING_REASONS,
  type BillingReason,
  INVOICE_STATUSES,
  type Invoice,
  type InvoiceDocument,
  type InvoicePage,
  type InvoiceStatus,
} from './invoice.ts';
export { isolateAmount } from './isolate-amount.ts';
export {
  addMoney,
  isSameMoney,
  type Money,
  minorUnitFactor,
  money,
  negateMoney,
  toDecimalString,
  ZERO_DECIMAL_CURRENCIES,
} from './money.ts';
export {
  isRequiredNotification,
  NOTIFICATION_KINDS,
  type NotificationKind,
  type NotificationPreference,
  type NotificationPreferences,
  REQUIRED_NOTIFICATION_KINDS,
} from './notification.ts';
export { MAX_PAUSE_MONTHS, type PauseOption } from './pause.ts';
export type { PaymentMethodList, PaymentMethodsPage, SavedPaymentMethod } from './payment-method.ts';
export { PERMISSIONS, type Permission, ROLES, type Role } from './permission.ts';
export { changeEffect, type PlanActionsInput, type PlanWithoutActions, planActions } from './plan-actions.ts';
export type { Accuracy, ChangeQuote, QuoteDirection, QuoteLine, QuotePlan } from './quote.ts';
export {
  grantsAccess,
  hasEnded,
  type PendingChange,
  SUBSCRIPTION_STATUSES,
  type Subscription,
  type SubscriptionStatus,
} from './subscription.ts';
