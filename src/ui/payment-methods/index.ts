export * as PaymentMethodsParts from './parts.ts';
export { PaymentMethods, type PaymentMethodsProps } from './payment-methods.tsx';
