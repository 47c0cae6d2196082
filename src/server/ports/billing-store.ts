import type { ChangeQuote, Instant, NotificationKind } from '../../core/index.ts';
import type { DueReads, NewJob, PurgeCounts, RetentionPolicy } from './due.ts';
import type { LivePosition, LiveRecord, StoreNotifications } from './live.ts';
import type { OutboxMessage } from './outbox-message.ts';
import type { OwnerLink } from './owner-link.ts';
import type { ProrationBehavior } from './payment-provider.ts';
import type { ErasedCounts, ErasePersonalInput, PersonalDataStore } from './personal-data.ts';
import type { ReconcileReport, ReconciliationStore } from './reconciliation.ts';
import type {
  CheckoutRecord,
  CustomerRecord,
  InvoiceRecord,
  PaymentMethodRecord,
  ProductRecord,
  Snapshot,
  SubscriptionRecord,
} from './records.ts';
import type {
  InboxDelivery,
  InboxOutcome,
  WorkClaim,
  WorkPayloads,
  WorkQueue,
  WorkQueueName,
  WorkSelection,
  WorkSummary,
} from './work-queue.ts';

/** Where a snapshot was learnt: from an event that may be late, or from a read or an answer just received. */
export type SnapshotSource = 'event' | 'read';

/**
 * What became of a snapshot.
 *
 * - `applied`: written.
 * - `unchanged`: the mirror held exactly this already.
 * - `stale`: the mirror holds a newer one; nothing written.
 * - `tie`: an event's snapshot differs from the mirror's but claims the same `modifiedAt`: read it from the provider
 *   and apply that. A `read` with the same `modifiedAt` is applied.
 */
export type ApplyOutcome = 'applied' | 'unchanged' | 'stale' | 'tie';

/** What became of a snapshot, and what it changed. */
export interface AppliedSnapshot {
  outcome: ApplyOutcome;
  /** What the mirror held, of the same kind; `null` when it held nothing. */
  before: Snapshot | null;
  /** What the mirror holds now: the snapshot where it was applied, else what it held. */
  after: Snapshot;
}

/** What the audit log keeps of something: ids, states and amounts, never names or addresses. */
export type AuditValues = Record<string, string | number | boolean | null>;

/** Where somebody acted from. Personal, so kept beside the entry, where it can be erased. */
export interface AuditOrigin {
  /** `null` when no trusted proxy says it. */
  address: string | null;
  /** As the browser names itself. */
  agent: string | null;
}

/** An entry of the audit log. Holds ids and amounts only, never names or addresses. */
export interface AuditEntry {
  externalId: string | null;
  /** Who did it: a user id, `provider` for what an event told, `system` for our own repair. */
  actor: string;
  /** Such as `subscription.changed`, `subscription.cancel_scheduled`, `mirror.subscription.applied`. */
  action: string;
  subjectId: string | null;
  details: AuditValues;
  /** What was before, where something changed. @default null */
  before?: AuditValues | null | undefined;
  /** What is since. @default null */
  after?: AuditValues | null | undefined;
  /** Business time. */
  at: Instant;
}

/** An entry as kept. */
export interface AuditRecord extends AuditEntry {
  /** Grows from entry to entry. */
  id: string;
  before: AuditValues | null;
  after: AuditValues | null;
  /** `null` for what no person did, and once it is erased. */
  origin: AuditOrigin | null;
}

/** Which entries of an owner. */
export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  subjectId?: string | undefined;
  /** The first moment of business time that counts. */
  from?: Instant | undefined;
  /** The first moment that does not count any more. */
  until?: Instant | undefined;
}

/** One page of an owner's entries. */
export interface AuditQuery extends AuditFilter {
  limit: number;
  /** From the page before; `null` for the first. */
  cursor: string | null;
}

/** A quote as kept: what was shown and what it was computed from. */
export interface QuoteRecord {
  id: string;
  externalId: string;
  subscriptionId: string;
  productId: string;
  proration: ProrationBehavior;
  /** Business time. */
  expiresAt: Instant;
  /** Whatever must be the same at confirmation (prices, tax, discount, quantity, period, balance), as one string. */
  basis: string;
  quote: ChangeQuote;
}

/** What a running checkout was started for. */
export interface CheckoutIntentRecord {
  checkoutId: string;
  externalId: string;
  priceId: string;
  productId: string;
  currency: string;
  returnPath: string;
  /** Business time. */
  expiresAt: Instant;
}

/** What a command was about to ask the provider for, while its outcome is not known. */
export interface CommandRequestRecord {
  /** Ours, unguessable; the same in every run of one intent. */
  id: string;
  key: string;
  operation: string;
  /** What the operation wants to know when it looks whether it got through. Nothing personal. */
  request: Record<string, string>;
  /** Business time. */
  requestedAt: Instant;
}

/** What `beginCommand` finds. */
export type CommandStart =
  | { kind: 'started' }
  /** This key has an outcome: give it again. */
  | { kind: 'finished'; status: number; body: unknown }
  /** This key is running, in another request or another process. */
  | { kind: 'running' }
  /** Another command of this owner is running. */
  | { kind: 'busy' }
  /** The key was used with another input. */
  | { kind: 'mismatch' };

/** One page of the mirror's invoices. */
export interface InvoiceQuery {
  limit: number;
  cursor: string | null;
  status: InvoiceRecord['status'] | null;
  /** Compared without case to the invoice number, and to the product by `searchProductIds`. */
  search: string | null;
  /** Products whose plan name matches the search. */
  searchProductIds: readonly string[];
}

/** Everything `getBilling` is made of, read in one consistent look. */
export interface BillingState {
  customer: CustomerRecord | null;
  /** The running plan subscription, else the one that ended last. */
  subscription: SubscriptionRecord | null;
  /** The oldest invoice that waits for a payment. */
  overdueInvoice: InvoiceRecord | null;
  /** Failed attempts known for `overdueInvoice`. */
  overdueAttempts: number;
  defaultPaymentMethod: PaymentMethodRecord | null;
  /** Grows with every write that concerns this owner. */
  version: string;
}

/** An invoice with what the provider's record of it does not say. */
export interface CollectionRecord {
  invoice: InvoiceRecord;
  failedAttempts: number;
}

/** What one person has said about mails of one kind, for one owner's billing. */
export interface NotificationChoice {
  userId: string;
  kind: NotificationKind;
  isWanted: boolean;
}

/** Reads and writes of one transaction. All of it happens, or none. Never wait for the provider inside one. */
export interface StoreTransaction {
  /** Waits until no other transaction holds this owner, then holds it to the end. */
  lockOwner(externalId: string): Promise<void>;
  /**
   * Writes a snapshot unless the mirror's is newer. What has ended stays ended unless a newer snapshot says
   * otherwise; a subscription, invoice or payment method of a customer that is not in the mirror is refused with an error,
   * so that it is retried after the customer came.
   */
  applySnapshot(snapshot: Snapshot, source: SnapshotSource): Promise<AppliedSnapshot>;
  /** Sets how many attempts to collect an invoice have failed. Returns whose it is and how many there were before. */
  recordFailedPayments(
    invoiceId: string,
    attempts: number,
  ): Promise<{ externalId: string | null; before: number }>;
  /** Adds an entry, which nobody can change or remove, and beside it where its actor was, which can be erased. */
  appendAudit(entry: AuditEntry, origin?: AuditOrigin | null): Promise<void>;
  /**
   * Adds to the outbox; a `key` that is already there adds nothing. A live message is done as soon as it is written: every
   * process is notified of it when the transaction commits.
   */
  enqueueMessage(key: string, message: OutboxMessage): Promise<void>;
  /** Adds a job, due at once; a `key` that is already pending adds nothing. */
  enqueueJob(key: string, payload: Record<string, unknown>): Promise<void>;
  /** Adds a job due in so many seconds of real time, or puts the one of this key off until then, in hand or not. */
  scheduleJob(key: string, payload: Record<string, unknown>, inSeconds: number): Promise<void>;
  /** Ends a job that waits and is not needed any more. */
  dropJob(key: string, outcome: string): Promise<void>;
  /** Adds jobs, due at once, in this order. A key that was ever used adds nothing. Returns how many were added. */
  enqueueJobsOnce(jobs: readonly NewJob[]): Promise<number>;
  /**
   * Marks the inbox item done, with what it was.
   *
   * @throws {WorkLeaseLostError} when the item is not the claim's any more: give the transaction up.
   */
  finishDelivery(claim: WorkClaim, eventType: string, externalId: string | null): Promise<void>;
  /** @throws {WorkLeaseLostError} as {@link finishDelivery} does. */
  finishMessage(claim: WorkClaim, outcome?: string): Promise<void>;
  /** @throws {WorkLeaseLostError} as {@link finishDelivery} does. */
  finishJob(claim: WorkClaim, outcome?: string): Promise<void>;
  /** Makes up to `limit` items due at once, attempts counted anew, and says which. Live messages have nothing to repeat. */
  replayWork(queue: WorkQueueName, selection: WorkSelection, limit: number): Promise<WorkSummary[]>;
  /**
   * Ends a run with what it found; `null` for a run of one owner, which nobody had to hold.
   *
   * @throws {WorkLeaseLostError} when the run is another process's by now: give the transaction up.
   */
  finishReconciliation(claim: WorkClaim | null, report: ReconcileReport): Promise<void>;
  /** Notes until when, by business time, a schedule has been swept. */
  saveSchedule(name: string, sweptUntil: Instant): Promise<void>;
  /** Removes up to `limit` of each kind of what is older than it is kept. */
  purge(policy: RetentionPolicy, limit: number): Promise<PurgeCounts>;
  /** Removes or empties what is personal of an owner; ids, states, amounts and the audit log stay. */
  eraseOwner(input: ErasePersonalInput): Promise<ErasedCounts>;
  /** Reads of one owner, for decisions that must hold with what is written: lock the owner first. */
  getBillingState(externalId: string): Promise<BillingState>;
  findSubscription(subscriptionId: string): Promise<SubscriptionRecord | null>;
  /** An invoice with how many attempts to collect it have failed; `null` when it is not this owner's. */
  findCollection(externalId: string, invoiceId: string): Promise<CollectionRecord | null>;

  insertQuote(record: QuoteRecord): Promise<void>;
  /** Takes the quote away. `null` when it was used, is another owner's, or never was. */
  consumeQuote(id: string, externalId: string): Promise<QuoteRecord | null>;
  saveCheckoutIntent(record: CheckoutIntentRecord): Promise<void>;
  /** Keeps a choice in place of an earlier one. Returns what was chosen before; `null` when nothing was. */
  saveNotificationChoice(externalId: string, choice: NotificationChoice): Promise<boolean | null>;
  /** Notes what a running command is about to ask the provider for; an earlier note of this intent's stays as it was. */
  noteCommandRequest(
    externalId: string,
    key: string,
    request: CommandRequestRecord['request'],
    at: Instant,
  ): Promise<CommandRequestRecord>;
  /** Ends a command: the outcome is kept for 24 hours. */
  finishCommand(externalId: string, key: string, status: number, body: unknown): Promise<void>;
}

/** Persistence behind the server. Rejects with ordinary errors; they become `internal`. */
export interface BillingStore {
  /** Brings the schema up to date. Safe when several processes start at once. */
  migrate(): Promise<void>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
  transaction<Result>(run: (transaction: StoreTransaction) => Promise<Result>): Promise<Result>;

  getBillingState(externalId: string): Promise<BillingState>;
  listProducts(): Promise<ProductRecord[]>;
  findCustomerByExternalId(externalId: string): Promise<CustomerRecord | null>;
  /** In the order of their ids. */
  listPaymentMethods(customerId: string): Promise<PaymentMethodRecord[]>;
  /** The owner of a provider customer; `null` when it is not in the mirror or not ours. */
  findExternalId(customerId: string): Promise<string | null>;
  /** Whose something of the provider's is; `null` when what the link names is not in the mirror. */
  findLinkedOwner(link: OwnerLink): Promise<{ externalId: string | null } | null>;
  findSubscription(subscriptionId: string): Promise<SubscriptionRecord | null>;
  findSubscriptionByCheckout(checkoutId: string): Promise<SubscriptionRecord | null>;
  findCheckout(checkoutId: string): Promise<CheckoutRecord | null>;
  /** Newest first, stable under new rows. */
  listInvoices(
    externalId: string,
    query: InvoiceQuery,
  ): Promise<{ items: InvoiceRecord[]; nextCursor: string | null }>;
  /** `null` when it is not this owner's. */
  findInvoice(externalId: string, invoiceId: string): Promise<InvoiceRecord | null>;
  /** A quote that has not been used; `null` when it was, is another owner's, or never was. */
  findQuote(externalId: string, id: string): Promise<QuoteRecord | null>;
  /** A checkout this owner started; `null` when it is not theirs. */
  findCheckoutIntent(externalId: string, checkoutId: string): Promise<CheckoutIntentRecord | null>;
  /** Checkouts this owner started that have not expired at `now`, newest first. */
  listCheckoutIntents(externalId: string, now: Instant): Promise<CheckoutIntentRecord[]>;
  /** What people of an owner have said about mails; `userId` asks for one person's. */
  listNotificationChoices(externalId: string, userId?: string): Promise<NotificationChoice[]>;
  /** Newest first. */
  listAudit(externalId: string, limit: number): Promise<AuditRecord[]>;
  /**
   * One page of an owner's entries, newest first, stable under new ones.
   *
   * @throws {BillingError} `invalid_request` — this cursor is none of ours.
   */
  listAuditEntries(
    externalId: string,
    query: AuditQuery,
  ): Promise<{ items: AuditRecord[]; nextCursor: string | null }>;

  /** Claims a key and, for this owner, the right to run a command, for `leaseInSeconds` of real time. */
  beginCommand(input: {
    externalId: string;
    key: string;
    operation: string;
    inputHash: string;
    leaseInSeconds: number;
  }): Promise<CommandStart>;
  /** Gives a claimed key up without an outcome: a retry may run. What it asked the provider for is kept for 24 hours. */
  abandonCommand(externalId: string, key: string): Promise<void>;
  /** What this owner's commands asked the provider for without an outcome, the last first. */
  listCommandRequests(externalId: string): Promise<CommandRequestRecord[]>;

  /** Keeps verified deliveries durably in one commit. An id seen before and failed is made due again. */
  recordDeliveries(deliveries: readonly InboxDelivery[]): Promise<InboxOutcome[]>;
  inbox: WorkQueue<WorkPayloads['webhook_inbox']>;
  /** Mails and callbacks. Live messages are never pending here. */
  outbox: WorkQueue<WorkPayloads['outbox']>;
  jobs: WorkQueue<WorkPayloads['jobs']>;
  reconciliations: ReconciliationStore;
  /** What falls due by business time. */
  due: DueReads;

  /** Where the live messages of an owner end now. */
  findLivePosition(externalId: string): Promise<LivePosition>;
  /** An owner's live messages after `afterId`, oldest first; `null` when they are too many to tell one by one. */
  listLiveAfter(externalId: string, afterId: string): Promise<LiveRecord[] | null>;
  notifications: StoreNotifications;
  /** What is kept of one owner, for export and erasure. */
  personalData: PersonalDataStore;
}
