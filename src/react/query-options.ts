import { type QueryFunctionContext, queryOptions, skipToken } from '@tanstack/react-query';
import type {
  BillingAdapter,
  GetCatalogInput,
  GetCheckoutInput,
  ListAuditEntriesInput,
  ListInvoicesInput,
  PreviewChangeInput,
} from '../contract/index.ts';
import type {
  AuditPage,
  Billing,
  BillingError,
  CancelOptions,
  Catalog,
  ChangeQuote,
  Checkout,
  InvoicePage,
  NotificationPreferences,
  PaymentMethodList,
} from '../core/index.ts';
import { type BillingAnswerKey, billingKeys } from './billing-keys.ts';
import { retryDelay, STALE_TIME_MS, shouldRetry } from './query-policy.ts';
import { askAdapter } from './to-billing-error.ts';

/** Whom to ask, and for whom. */
export interface BillingQueryScope {
  adapter: BillingAdapter;
  ownerKey: string;
}

const policy = {
  retry: shouldRetry,
  retryDelay,
  staleTime: STALE_TIME_MS,
  // Without it a query of a device that is offline waits without a word, and so does whoever awaits it, such as a
  // command that is already done. Asked anyway it fails, and the page can say so.
  networkMode: 'always',
  refetchOnReconnect: true,
} as const;

// What a dialog shows is a promise to one person at one moment: it is fetched when the dialog opens, stays
// as it is while they read (a new quote under the pointer would be a trap), and is forgotten on closing.
const dialogPolicy = {
  retry: shouldRetry,
  retryDelay,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  networkMode: 'always',
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;

/** Query options of `getCatalog`. Servers prefetch with them. */
export function catalogQueryOptions({ adapter, ownerKey }: BillingQueryScope, input: GetCatalogInput = {}) {
  return queryOptions<Catalog, BillingError, Catalog, BillingAnswerKey<'getCatalog'>>({
    ...policy,
    queryKey: billingKeys.catalog(ownerKey, input),
    queryFn: ({ signal }) => askAdapter(() => adapter.getCatalog(input, { signal })),
  });
}

/** Query options of `getBilling`. Servers prefetch with them. */
export function billingQueryOptions({ adapter, ownerKey }: BillingQueryScope) {
  return queryOptions<Billing, BillingError, Billing, BillingAnswerKey<'getBilling'>>({
    ...policy,
    queryKey: billingKeys.billing(ownerKey),
    queryFn: (context) => readBilling(adapter, context),
  });
}

// A command that ends meanwhile has put a newer truth in the cache than this answer can be. Aborting the request
// would do as well, but shows as a failed one in every network panel.
async function readBilling(
  adapter: BillingAdapter,
  { client, queryKey, signal }: QueryFunctionContext<BillingAnswerKey<'getBilling'>>,
): Promise<Billing> {
  const before = client.getQueryState<Billing>(queryKey)?.dataUpdateCount;
  const answer = await askAdapter(() => adapter.getBilling({}, { signal }));
  const state = client.getQueryState<Billing>(queryKey);
  return state?.data !== undefined && state.dataUpdateCount !== before ? state.data : answer;
}

/** Query options of one page of `listInvoices`. Servers prefetch the first page with them. */
export function invoicesQueryOptions(
  { adapter, ownerKey }: BillingQueryScope,
  input: ListInvoicesInput = {},
) {
  return queryOptions<InvoicePage, BillingError, InvoicePage, BillingAnswerKey<'listInvoices'>>({
    ...policy,
    queryKey: billingKeys.invoices(ownerKey, input),
    queryFn: ({ signal }) => askAdapter(() => adapter.listInvoices(input, { signal })),
  });
}

/** Query options of `listPaymentMethods`. Servers prefetch with them. */
export function paymentMethodsQueryOptions({ adapter, ownerKey }: BillingQueryScope) {
  return queryOptions<
    PaymentMethodList,
    BillingError,
    PaymentMethodList,
    BillingAnswerKey<'listPaymentMethods'>
  >({
    ...policy,
    queryKey: billingKeys.paymentMethods(ownerKey),
    queryFn: ({ signal }) => askAdapter(() => adapter.listPaymentMethods({}, { signal })),
  });
}

/** Query options of `previewChange`; with `null` nothing is asked. */
export function previewChangeQueryOptions(
  { adapter, ownerKey }: BillingQueryScope,
  input: PreviewChangeInput | null,
) {
  return queryOptions<ChangeQuote, BillingError, ChangeQuote, BillingAnswerKey<'previewChange'>>({
    ...dialogPolicy,
    queryKey: billingKeys.previewChange(ownerKey, input),
    queryFn:
      input === null ? skipToken : ({ signal }) => askAdapter(() => adapter.previewChange(input, { signal })),
  });
}

/** Query options of `getCancelOptions`; while no dialog is open nothing is asked. */
export function cancelOptionsQueryOptions({ adapter, ownerKey }: BillingQueryScope, isOpen = true) {
  return queryOptions<CancelOptions, BillingError, CancelOptions, BillingAnswerKey<'getCancelOptions'>>({
    ...dialogPolicy,
    queryKey: billingKeys.cancelOptions(ownerKey, isOpen),
    queryFn: isOpen ? ({ signal }) => askAdapter(() => adapter.getCancelOptions({}, { signal })) : skipToken,
  });
}

/** Query options of `getCheckout`; with `null` nothing is asked. */
export function checkoutQueryOptions(
  { adapter, ownerKey }: BillingQueryScope,
  input: GetCheckoutInput | null,
) {
  return queryOptions<Checkout, BillingError, Checkout, BillingAnswerKey<'getCheckout'>>({
    ...policy,
    staleTime: 0,
    queryKey: billingKeys.checkout(ownerKey, input),
    queryFn:
      input === null ? skipToken : ({ signal }) => askAdapter(() => adapter.getCheckout(input, { signal })),
  });
}

/** Query options of `getNotificationPreferences`. Servers prefetch with them. */
export function notificationPreferencesQueryOptions({ adapter, ownerKey }: BillingQueryScope) {
  return queryOptions<
    NotificationPreferences,
    BillingError,
    NotificationPreferences,
    BillingAnswerKey<'getNotificationPreferences'>
  >({
    ...policy,
    queryKey: billingKeys.notificationPreferences(ownerKey),
    queryFn: ({ signal }) => askAdapter(() => adapter.getNotificationPreferences({}, { signal })),
  });
}

/** Query options of one page of `listAuditEntries`. Servers prefetch the first page with them. */
export function auditEntriesQueryOptions(
  { adapter, ownerKey }: BillingQueryScope,
  input: ListAuditEntriesInput = {},
) {
  return queryOptions<AuditPage, BillingError, AuditPage, BillingAnswerKey<'listAuditEntries'>>({
    ...policy,
    queryKey: billingKeys.auditEntries(ownerKey, input),
    queryFn: ({ signal }) => askAdapter(() => adapter.listAuditEntries(input, { signal })),
  });
}
