import type { CommandName, OperationInput, OperationName, OperationOutput, QueryName } from './operations.ts';

/** What a caller may say about one query. */
export interface QueryOptions {
  /** Gives up waiting. */
  signal?: AbortSignal | undefined;
}

/** What a caller says about one command. */
export interface CommandOptions extends QueryOptions {
  /**
   * Made when the person's intent begins and sent again on every retry of that intent, so that it happens once.
   * 8 to 200 visible ASCII characters. The same key with another input is refused with `conflict`.
   */
  idempotencyKey: string;
}

/** Answers of which queries are no longer true. */
export interface LiveEvent {
  stale: QueryName[];
}

/** What `subscribe` calls. */
export interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** `true` once events flow, `false` when they stop: then poll. */
  onConnectionChange?(isConnected: boolean): void;
}

type AdapterQueries = {
  [Name in QueryName]: (
    input: OperationInput<Name>,
    options?: QueryOptions | undefined,
  ) => Promise<OperationOutput<Name>>;
};

type AdapterCommands = {
  [Name in CommandName]: (
    input: OperationInput<Name>,
    options: CommandOptions,
  ) => Promise<OperationOutput<Name>>;
};

/**
 * The one thing the components talk to: a method for each operation of the contract.
 *
 * Every method rejects with a `BillingError` and nothing else. Beside the global codes
 * (`unauthenticated`, `forbidden`, `rate_limited`, `provider_unavailable`, `internal`):
 *
 * - `getInvoiceDocument`: `not_found`; `billing_details_required` when name or address is missing; `conflict` for a void invoice.
 * - `previewChange`: `not_found` for an unknown price; `conflict` when the price offers no change, or there is no pause to end.
 * - `getCheckout`: `not_found` for a checkout that is not the caller's.
 * - `startCheckout`: `not_found`; `already_subscribed`; `invalid_request` for a return path outside the app.
 * - `changeSubscription`: `quote_changed` (carrying the new quote), `quote_expired`, `conflict` when the state moved or
 *   another command runs, `payment_declined` and `payment_action_required`, after which nothing has changed.
 * - `dropScheduledChange`, `cancelSubscription`, `uncancelSubscription`, `dropScheduledPause`: `conflict`, `not_found`.
 * - `pauseSubscription`: `invalid_request` for a length that is not offered; `conflict`, `not_found`.
 * - `addPaymentMethod`: `not_found` for who has bought nothing yet; `invalid_request` for a return path outside the app.
 * - `setDefaultPaymentMethod`, `removePaymentMethod`: `not_found`; `conflict` when the state moved, or the subscription is
 *   charged to what is to be removed. A new default is tried at once on what is owed.
 * - `retryPayment`: `not_found`; `conflict` when nothing is owed, the amount moved, or it is being paid; `payment_declined`;
 *   `payment_action_required` when the bank wants to ask, which only the provider's page can; `limit_exceeded` after too
 *   many tries.
 * - `listInvoices`, `listAuditEntries`: `invalid_request` for a cursor that is none of the server's.
 * - `updateNotificationPreferences`: `invalid_request` for what cannot be switched off; `conflict` while another command
 *   of the owner runs. It is the caller's own choice: nobody's is seen or set by somebody else.
 *
 * A command resolves when the server's mirror holds its outcome: what is read next is never older.
 */
export type BillingAdapter = AdapterQueries &
  AdapterCommands & {
    /** Tells which queries went stale. Returns the way to stop. Absent where nothing is pushed. */
    subscribe?: ((listener: LiveListener) => () => void) | undefined;
    /**
     * An adapter that keeps to one owner: what it is asked after the session has moved to another one, as in a second
     * tab, rejects with `conflict`. `ownerKey` is the host's name of the owner, as `BillingProvider` has it.
     */
    forOwner?: ((ownerKey: string) => BillingAdapter) | undefined;
  };

/** A method of the adapter, by name. */
export type AdapterMethod<Name extends OperationName> = BillingAdapter[Name];
