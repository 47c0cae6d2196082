export { type BillingFormatters, getFormatters } from '../core/index.ts';
export { type BillingContextValue, useBillingContext } from './billing-context.ts';
export {
  type BillingAnswerKey,
  type BillingQueryKey,
  type BillingScopeKey,
  billingKeys,
} from './billing-keys.ts';
export { BillingProvider, type BillingProviderProps } from './billing-provider.tsx';
export type { CheckoutEmbed, CheckoutEmbedInstance, CheckoutEmbedOptions } from './checkout-embed.ts';
export { hasCheckoutEnded } from './has-checkout-ended.ts';
export type { PlanSelectorInterval, PlanSelectorPlan } from './plan-selector-model.ts';
export {
  auditEntriesQueryOptions,
  type BillingQueryScope,
  billingQueryOptions,
  cancelOptionsQueryOptions,
  catalogQueryOptions,
  checkoutQueryOptions,
  invoicesQueryOptions,
  notificationPreferencesQueryOptions,
  paymentMethodsQueryOptions,
  previewChangeQueryOptions,
} from './query-options.ts';
export { useAddPaymentMethod } from './use-add-payment-method.ts';
export {
  type UseAuditEntriesOptions,
  type UseAuditEntriesResult,
  useAuditEntries,
} from './use-audit-entries.ts';
export { useBilling } from './use-billing.ts';
export {
  type CancelFlowControls,
  type CancelFlowReady,
  type UseCancelFlowResult,
  useCancelFlow,
} from './use-cancel-flow.ts';
export { type UseCancelOptionsOptions, useCancelOptions } from './use-cancel-options.ts';
export { type CancelSubscriptionVariables, useCancelSubscription } from './use-cancel-subscription.ts';
export { type UseCatalogOptions, useCatalog } from './use-catalog.ts';
export { type ChangeSubscriptionVariables, useChangeSubscription } from './use-change-subscription.ts';
export { useCheckout } from './use-checkout.ts';
export type { CommandResult } from './use-command.ts';
export { useDropScheduledChange } from './use-drop-scheduled-change.ts';
export { useDropScheduledPause } from './use-drop-scheduled-pause.ts';
export { useFormatters } from './use-formatters.ts';
export { useInvoiceDocument } from './use-invoice-document.ts';
export {
  type InvoicePaging,
  type UseInvoicesOptions,
  type UseInvoicesResult,
  useInvoices,
} from './use-invoices.ts';
export { useNotificationPreferences } from './use-notification-preferences.ts';
export type { Paging } from './use-page-cursors.ts';
export {
  type PauseFlowControls,
  type PauseFlowReady,
  type UsePauseFlowResult,
  usePauseFlow,
} from './use-pause-flow.ts';
export { type PauseSubscriptionVariables, usePauseSubscription } from './use-pause-subscription.ts';
export { type UsePaymentMethodsOptions, usePaymentMethods } from './use-payment-methods.ts';
export {
  type UsePaymentMethodsPageOptions,
  type UsePaymentMethodsPageResult,
  usePaymentMethodsPage,
} from './use-payment-methods-page.ts';
export {
  type PlanChangeConfirming,
  type PlanChangeDone,
  type PlanChangeState,
  usePlanChange,
} from './use-plan-change.ts';
export type { PlanCheckoutState } from './use-plan-checkout.ts';
export {
  type PlanSelectorReady,
  type PlanSelectorState,
  type UsePlanSelectorOptions,
  type UsePlanSelectorResult,
  usePlanSelector,
} from './use-plan-selector.ts';
export { usePreviewChange } from './use-preview-change.ts';
export { useRemovePaymentMethod } from './use-remove-payment-method.ts';
export { useRetryPayment } from './use-retry-payment.ts';
export {
  type PaymentMethodVariables,
  useSetDefaultPaymentMethod,
} from './use-set-default-payment-method.ts';
export { useStartCheckout } from './use-start-checkout.ts';
export { useUncancelSubscription } from './use-uncancel-subscription.ts';
export { useUpdateNotificationPreferences } from './use-update-notification-preferences.ts';
