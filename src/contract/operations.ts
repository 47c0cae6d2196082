import type {
  AuditPage,
  Billing,
  CancelOptions,
  Catalog,
  ChangeQuote,
  Checkout,
  InvoiceDocument,
  InvoicePage,
  NotificationPreferences,
  PaymentMethodList,
  PaymentMethodsPage,
  Permission,
} from '../core/index.ts';
import type {
  AddPaymentMethodInput,
  CancelSubscriptionInput,
  ChangeReceipt,
  ChangeSubscriptionInput,
  GetCatalogInput,
  GetCheckoutInput,
  GetInvoiceDocumentInput,
  ListAuditEntriesInput,
  ListInvoicesInput,
  NoInput,
  PauseSubscriptionInput,
  PaymentMethodInput,
  PreviewChangeInput,
  RevisionInput,
  StartCheckoutInput,
  UpdateNotificationPreferencesInput,
} from './inputs.ts';

/** Answer of every command on a subscription: the new truth, already in the mirror. */
export interface CommandAnswer {
  billing: Billing;
}

/** Answer of the commands that charge: `changeSubscription` and `retryPayment`. */
export interface ChangeAnswer extends CommandAnswer {
  receipt: ChangeReceipt;
}

/**
 * Input and output of each operation: the whole language between browser and server.
 *
 * Everything may fail with the global codes `unauthenticated`, `forbidden`, `rate_limited`,
 * `provider_unavailable` and `internal`; what each adds is said on the adapter's methods.
 */
export interface Operations {
  getCatalog: { input: GetCatalogInput; output: Catalog };
  getBilling: { input: NoInput; output: Billing };
  listInvoices: { input: ListInvoicesInput; output: InvoicePage };
  getInvoiceDocument: { input: GetInvoiceDocumentInput; output: InvoiceDocument };
  listPaymentMethods: { input: NoInput; output: PaymentMethodList };
  previewChange: { input: PreviewChangeInput; output: ChangeQuote };
  getCancelOptions: { input: NoInput; output: CancelOptions };
  getCheckout: { input: GetCheckoutInput; output: Checkout };
  getNotificationPreferences: { input: NoInput; output: NotificationPreferences };
  listAuditEntries: { input: ListAuditEntriesInput; output: AuditPage };
  startCheckout: { input: StartCheckoutInput; output: Checkout };
  changeSubscription: { input: ChangeSubscriptionInput; output: ChangeAnswer };
  dropScheduledChange: { input: RevisionInput; output: CommandAnswer };
  cancelSubscription: { input: CancelSubscriptionInput; output: CommandAnswer };
  uncancelSubscription: { input: RevisionInput; output: CommandAnswer };
  pauseSubscription: { input: PauseSubscriptionInput; output: CommandAnswer };
  dropScheduledPause: { input: RevisionInput; output: CommandAnswer };
  addPaymentMethod: { input: AddPaymentMethodInput; output: PaymentMethodsPage };
  setDefaultPaymentMethod: { input: PaymentMethodInput; output: CommandAnswer };
  removePaymentMethod: { input: PaymentMethodInput; output: CommandAnswer };
  retryPayment: { input: PaymentMethodInput; output: ChangeAnswer };
  updateNotificationPreferences: {
    input: UpdateNotificationPreferencesInput;
    output: NotificationPreferences;
  };
}

/** The name of an operation, the same from hook to database. */
export type OperationName = keyof Operations;

/** What the table says of one operation. */
export interface OperationDefinition {
  /** A query changes nothing a person could notice and may be repeated; a command carries an idempotency key. */
  kind: 'query' | 'command';
  /** What the caller needs; checked in one place, on the server. */
  permission: Permission;
}

/** Every operation: what kind it is and what it needs. Path and HTTP method follow from it. */
export const operations = {
  getCatalog: { kind: 'query', permission: 'billing:view' },
  getBilling: { kind: 'query', permission: 'billing:view' },
  listInvoices: { kind: 'query', permission: 'invoices:view' },
  getInvoiceDocument: { kind: 'query', permission: 'invoices:view' },
  listPaymentMethods: { kind: 'query', permission: 'invoices:view' },
  previewChange: { kind: 'query', permission: 'subscription:manage' },
  getCancelOptions: { kind: 'query', permission: 'subscription:cancel' },
  getCheckout: { kind: 'query', permission: 'subscription:manage' },
  getNotificationPreferences: { kind: 'query', permission: 'billing:view' },
  listAuditEntries: { kind: 'query', permission: 'audit:view' },
  startCheckout: { kind: 'command', permission: 'subscription:manage' },
  changeSubscription: { kind: 'command', permission: 'subscription:manage' },
  dropScheduledChange: { kind: 'command', permission: 'subscription:manage' },
  cancelSubscription: { kind: 'command', permission: 'subscription:cancel' },
  uncancelSubscription: { kind: 'command', permission: 'subscription:cancel' },
  pauseSubscription: { kind: 'command', permission: 'subscription:manage' },
  dropScheduledPause: { kind: 'command', permission: 'subscription:manage' },
  addPaymentMethod: { kind: 'command', permission: 'payment_methods:manage' },
  setDefaultPaymentMethod: { kind: 'command', permission: 'payment_methods:manage' },
  removePaymentMethod: { kind: 'command', permission: 'payment_methods:manage' },
  retryPayment: { kind: 'command', permission: 'payment_methods:manage' },
  updateNotificationPreferences: { kind: 'command', permission: 'billing:view' },
} as const satisfies Record<OperationName, OperationDefinition>;

/** Every {@link OperationName}. */
export const OPERATION_NAMES = Object.keys(operations) as readonly OperationName[];

/** Names of the operations of one kind. */
export type OperationNameOf<Kind extends OperationDefinition['kind']> = {
  [Name in OperationName]: (typeof operations)[Name]['kind'] extends Kind ? Name : never;
}[OperationName];

/** Operations that only read. */
export type QueryName = OperationNameOf<'query'>;

/** Operations that change something. */
export type CommandName = OperationNameOf<'command'>;

/** The input of an operation. */
export type OperationInput<Name extends OperationName> = Operations[Name]['input'];

/** The answer of an operation. */
export type OperationOutput<Name extends OperationName> = Operations[Name]['output'];

/** `GET` for queries, `POST` for commands. */
export function operationMethod(name: OperationName): 'GET' | 'POST' {
  return operations[name].kind === 'query' ? 'GET' : 'POST';
}

/** The path of an operation below the server's base path: its name in kebab-case, such as `/get-billing`. */
export function operationPath(name: OperationName): string {
  return `/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
