export { CheckoutStatus, type CheckoutStatusProps } from './checkout-status.tsx';
export * as CheckoutStatusParts from './parts.ts';
