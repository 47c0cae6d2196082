export type {
  BillingAdapterSubject,
  ConformanceCard,
  ConformancePerson,
} from './billing-adapter/subject.ts';
export {
  adapterCases,
  type DescribeBillingAdapterOptions,
  describeBillingAdapter,
} from './billing-adapter-cases.ts';
export {
  billingStoreCases,
  type DescribeBillingStoreOptions,
  describeBillingStore,
} from './billing-store-cases.ts';
export type { ConformanceCase, RegisterTest } from './conformance-case.ts';
