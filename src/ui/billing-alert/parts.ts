export { BillingAlertDismiss as Dismiss } from './billing-alert-dismiss.tsx';
export { BillingAlertRoot as Root, type BillingAlertRootProps as RootProps } from './billing-alert-root.tsx';
