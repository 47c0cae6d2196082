export { BillingPage, type BillingPageProps } from './billing-page.tsx';
export * as BillingPageParts from './parts.ts';
