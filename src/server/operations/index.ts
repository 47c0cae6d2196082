import type { CommandName, QueryName } from '../../contract/index.ts';
import type { Command } from '../commands/command.ts';
import { addPaymentMethod } from './add-payment-method.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changeSubscription } from './change-subscription.ts';
import { dropScheduledChange } from './drop-scheduled-change.ts';
import { dropScheduledPause } from './drop-scheduled-pause.ts';
import { getBilling } from './get-billing.ts';
import { getCancelOptions } from './get-cancel-options.ts';
import { getCatalog } from './get-catalog.ts';
import { getCheckout } from './get-checkout.ts';
import { getInvoiceDocument } from './get-invoice-document.ts';
import { getNotificationPreferences } from './get-notification-preferences.ts';
import { listAuditEntries } from './list-audit-entries.ts';
import { listInvoices } from './list-invoices.ts';
import { listPaymentMethods } from './list-payment-methods.ts';
import { pauseSubscription } from './pause-subscription.ts';
import { previewChange } from './preview-change.ts';
import type { Query } from './query.ts';
import { removePaymentMethod } from './remove-payment-method.ts';
import { retryPayment } from './retry-payment.ts';
import { setDefaultPaymentMethod } from './set-default-payment-method.ts';
import { startCheckout } from './start-checkout.ts';
import { uncancelSubscription } from './uncancel-subscription.ts';
import { updateNotificationPreferences } from './update-notification-preferences.ts';

/** What answers each query of the contract. */
export const queries: { [Name in QueryName]: Query<Name> } = {
  getCatalog,
  getBilling,
  listInvoices,
  getInvoiceDocument,
  listPaymentMethods,
  previewChange,
  getCancelOptions,
  getCheckout,
  getNotificationPreferences,
  listAuditEntries,
};

/** What runs each command of the contract. */
export const commands: { [Name in CommandName]: Command<Name> } = {
  startCheckout,
  changeSubscription,
  dropScheduledChange,
  cancelSubscription,
  uncancelSubscription,
  pauseSubscription,
  dropScheduledPause,
  addPaymentMethod,
  setDefaultPaymentMethod,
  removePaymentMethod,
  retryPayment,
  updateNotificationPreferences,
};
