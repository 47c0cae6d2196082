export type { MessageOverrides, Messages } from '../locales/en.ts';
export { BillingAlert, BillingAlertParts, type BillingAlertProps } from './billing-alert/index.ts';
export { BillingPage, BillingPageParts, type BillingPageProps } from './billing-page/index.ts';
export {
  CancelFlow,
  CancelFlowDialog,
  type CancelFlowDialogProps,
  CancelFlowParts,
  type CancelFlowProps,
} from './cancel-flow/index.ts';
export { CheckoutStatus, CheckoutStatusParts, type CheckoutStatusProps } from './checkout-status/index.ts';
export {
  InvoiceTable,
  InvoiceTableParts,
  type InvoiceTableProps,
  type InvoiceTableSlot,
} from './invoice-table/index.ts';
export {
  PauseFlow,
  PauseFlowDialog,
  type PauseFlowDialogProps,
  PauseFlowParts,
  type PauseFlowProps,
} from './pause-flow/index.ts';
export { PaymentMethods, PaymentMethodsParts, type PaymentMethodsProps } from './payment-methods/index.ts';
export {
  PlanSelector,
  PlanSelectorParts,
  type PlanSelectorProps,
  type PlanSelectorSlot,
} from './plan-selector/index.ts';
export {
  SubscriptionCard,
  SubscriptionCardParts,
  type SubscriptionCardProps,
  type SubscriptionCardSlot,
} from './subscription-card/index.ts';
