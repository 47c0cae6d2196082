export { BillingAlert, type BillingAlertProps } from './billing-alert.tsx';
export * as BillingAlertParts from './parts.ts';
