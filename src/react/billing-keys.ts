import type {
  GetCatalogInput,
  GetCheckoutInput,
  ListAuditEntriesInput,
  ListInvoicesInput,
  OperationInput,
  PreviewChangeInput,
  QueryName,
} from '../contract/index.ts';

/** The key of everything kept for an owner. */
export type BillingScopeKey = readonly [ownerKey: string, scope: 'floe-billing'];

/** The key of every answer of one operation. */
export type BillingQueryKey<Name extends QueryName = QueryName> = readonly [...BillingScopeKey, name: Name];

/** The key of one answer. */
export type BillingAnswerKey<Name extends QueryName = QueryName> = readonly [
  ...BillingQueryKey<Name>,
  input: OperationInput<Name> | null,
];

function answer<Name extends QueryName>(
  ownerKey: string,
  name: Name,
  input: OperationInput<Name> | null,
): BillingAnswerKey<Name> {
  return [ownerKey, 'floe-billing', name, input];
}

/** Keys of all billing queries. The owner comes first, so no answer can be read for another owner. */
export const billingKeys = {
  /** Everything kept for an owner. */
  all: (ownerKey: string): BillingScopeKey => [ownerKey, 'floe-billing'],
  /** Every answer of one operation, whatever its input. */
  query: <Name extends QueryName>(ownerKey: string, name: Name): BillingQueryKey<Name> => [
    ownerKey,
    'floe-billing',
    name,
  ],
  catalog: (ownerKey: string, input: GetCatalogInput = {}) => answer(ownerKey, 'getCatalog', input),
  billing: (ownerKey: string) => answer(ownerKey, 'getBilling', {}),
  invoices: (ownerKey: string, input: ListInvoicesInput = {}) => answer(ownerKey, 'listInvoices', input),
  paymentMethods: (ownerKey: string) => answer(ownerKey, 'listPaymentMethods', {}),
  /** `null` is the place of a preview nobody has asked for. */
  previewChange: (ownerKey: string, input: PreviewChangeInput | null) =>
    answer(ownerKey, 'previewChange', input),
  /** `isOpen` is false while no dialog asks. */
  cancelOptions: (ownerKey: string, isOpen = true) =>
    answer(ownerKey, 'getCancelOptions', isOpen ? {} : null),
  checkout: (ownerKey: string, input: GetCheckoutInput | null) => answer(ownerKey, 'getCheckout', input),
  auditEntries: (ownerKey: string, input: ListAuditEntriesInput = {}) =>
    answer(ownerKey, 'listAuditEntries', input),
  notificationPreferences: (ownerKey: string) => answer(ownerKey, 'getNotificationPreferences', {}),
} as const;
