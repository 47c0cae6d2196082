import type {
  BillingState,
  BillingStore,
  OutboxMessage,
  StoreTransaction,
} from '../../server/ports/index.ts';
import type { BillingDatabase, Sql } from '../database.ts';
import { migrate } from '../migrate.ts';
import { eraseOwner } from '../personal/erase-owner.ts';
import { findDeliveries, listCustomerIds } from '../personal/find-deliveries.ts';
import { readOwner } from '../personal/read-owner.ts';
import { customers, jobs, outbox, webhookInbox } from '../schema/index.ts';
import { assertKeys } from '../sealing/assert-keys.ts';
import { createReplaceableVault, createVault, type Vault } from '../sealing/create-vault.ts';
import type { EncryptionOptions } from '../sealing/keys.ts';
import { openRow } from '../sealing/personal-columns.ts';
import { applySnapshot, findLinked } from './apply-snapshot.ts';
import { appendAudit, listAudit, listAuditEntries } from './audit-log.ts';
import { getBillingState } from './billing-state.ts';
import { findCheckoutIntent, listCheckoutIntents, saveCheckoutIntent } from './checkout-intents.ts';
import {
  abandonCommand,
  beginCommand,
  finishCommand,
  listCommandRequests,
  noteCommandRequest,
} from './commands.ts';
import { createDueReads, saveSchedule } from './due-reads.ts';
import { recordDeliveries, unpackDelivery } from './inbox.ts';
import { findInvoice, listInvoices } from './invoice-pages.ts';
import { findLivePosition, listLiveAfter } from './live-messages.ts';
import {
  findCheckout,
  findCollection,
  findCustomerByExternalId,
  findExternalId,
  findSubscription,
  findSubscriptionByCheckout,
  listPaymentMethods,
  listProducts,
  recordFailedPayments,
} from './mirror-reads.ts';
import { listNotificationChoices, saveNotificationChoice } from './notification-choices.ts';
import { createNotifications } from './notifications.ts';
import { lockOwner } from './owner-rows.ts';
import { purge } from './purge.ts';
import { consumeQuote, findQuote, insertQuote } from './quotes.ts';
import { createReconciliations, finishReconciliation } from './reconciliations.ts';
import { createWorkQueue } from './work-queue.ts';
import {
  dropJob,
  enqueueAgain,
  enqueueJobsOnce,
  enqueueMessage,
  finishWork,
  replayWork,
  scheduleJob,
} from './work-writes.ts';

const QUEUE_TABLES = { webhook_inbox: webhookInbox, outbox, jobs };

/** Options of {@link createPostgresStore}. */
export interface PostgresStoreOptions {
  /**
   * Encrypts names, e-mail addresses, the addresses and browsers of who acted, and the bodies of webhooks, with AES-256-GCM.
   * What is there already stays as it is, and is read, until `reencryptRows` encrypts it; so keys can be given, and new ones
   * put first, at any time. @default nothing is encrypted
   */
  encryption?: EncryptionOptions | undefined;
}

/** The store, of which the keys can be replaced. */
export interface PostgresStore extends BillingStore {
  /**
   * Encrypts with other keys from now on, and opens with them what was encrypted before; `undefined` encrypts nothing more.
   *
   * @throws {Error} when a key is weak or malformed, or when something was encrypted with a key that is not given. The keys
   * from before stay then.
   */
  replaceKeys(encryption: EncryptionOptions | undefined): Promise<void>;
}

/**
 * The store on PostgreSQL or on the embedded database. Closing it closes the database.
 *
 * @throws {Error} when an encryption key is weak or malformed; `migrate` rejects when one that was used is not given.
 * @example
 * const store = createPostgresStore(await openDatabase({ databaseUrl: process.env.DATABASE_URL }));
 * await store.migrate();
 */
export function createPostgresStore(
  database: BillingDatabase,
  { encryption }: PostgresStoreOptions = {},
): PostgresStore {
  const { db } = database;
  const vault = createReplaceableVault(createVault(encryption));
  return {
    async migrate() {
      await migrate(db);
      await assertKeys(db, vault);
    },
    async replaceKeys(next) {
      const given = createVault(next);
      await assertKeys(db, given);
      vault.replace(given);
    },
    ping: () => database.ping(),
    close: () => database.close(),
    transaction: (run) => db.transaction((transaction) => run(createStoreTransaction(transaction, vault))),

    getBillingState: async (externalId) => openCustomerOf(await getBillingState(db, externalId), vault),
    listPaymentMethods: (customerId) => listPaymentMethods(db, customerId),
    listProducts: () => listProducts(db),
    async findCustomerByExternalId(externalId) {
      const customer = await findCustomerByExternalId(db, externalId);
      return customer && openRow(vault, customers, customer);
    },
    findExternalId: (customerId) => findExternalId(db, customerId),
    findLinkedOwner: (link) => findLinked(db, link),
    findSubscription: (id) => findSubscription(db, id),
    findSubscriptionByCheckout: (checkoutId) => findSubscriptionByCheckout(db, checkoutId),
    findCheckout: (id) => findCheckout(db, id),
    listInvoices: (externalId, query) => listInvoices(db, externalId, query),
    findInvoice: (externalId, invoiceId) => findInvoice(db, externalId, invoiceId),
    findQuote: (externalId, id) => findQuote(db, externalId, id),
    findCheckoutIntent: (externalId, checkoutId) => findCheckoutIntent(db, externalId, checkoutId),
    listCheckoutIntents: (externalId, now) => listCheckoutIntents(db, externalId, now),
    listNotificationChoices: (externalId, userId) => listNotificationChoices(db, externalId, userId),
    listAudit: (externalId, limit) => listAudit(db, externalId, limit, vault),
    listAuditEntries: (externalId, query) => listAuditEntries(db, externalId, query, vault),

    beginCommand: (input) => beginCommand(db, input),
    abandonCommand: (externalId, key) => abandonCommand(db, externalId, key),
    listCommandRequests: (externalId) => listCommandRequests(db, externalId),

    recordDeliveries: (deliveries) => recordDeliveries(db, deliveries, vault),
    inbox: createWorkQueue(db, webhookInbox, (payload, key) => unpackDelivery(payload, key, vault)),
    outbox: createWorkQueue(db, outbox, parsePayload<OutboxMessage>),
    jobs: createWorkQueue(db, jobs, parsePayload<Record<string, unknown>>),
    reconciliations: createReconciliations(db),
    due: createDueReads(db),

    findLivePosition: (externalId) => findLivePosition(db, externalId),
    listLiveAfter: (externalId, afterId) => listLiveAfter(db, externalId, afterId),
    notifications: createNotifications(database),
    personalData: {
      readOwner: (externalId) => readOwner(db, externalId, vault),
      listCustomerIds: (externalId) => listCustomerIds(db, externalId),
      findDeliveries: (externalId, words) => findDeliveries(db, externalId, words, vault),
    },
  };
}

function createStoreTransaction(transaction: Sql, vault: Vault): StoreTransaction {
  return {
    lockOwner: (externalId) => lockOwner(transaction, externalId),
    applySnapshot: (snapshot, source) => applySnapshot(transaction, snapshot, { source, vault }),
    recordFailedPayments: (invoiceId, attempts) => recordFailedPayments(transaction, invoiceId, attempts),
    appendAudit: (entry, origin = null) => appendAudit(transaction, entry, origin, vault),
    enqueueMessage: (key, message) => enqueueMessage(transaction, key, message),
    enqueueJob: (key, payload) => enqueueAgain(transaction, key, payload),
    scheduleJob: (key, payload, inSeconds) => scheduleJob(transaction, key, payload, inSeconds),
    dropJob: (key, outcome) => dropJob(transaction, key, outcome),
    enqueueJobsOnce: (list) => enqueueJobsOnce(transaction, list),
    finishDelivery: (claim, kind, externalId) =>
      finishWork(transaction, webhookInbox, claim, { kind, externalId }),
    finishMessage: (claim, outcome) => finishWork(transaction, outbox, claim, { outcome }),
    finishJob: (claim, outcome) => finishWork(transaction, jobs, claim, { outcome }),
    replayWork: (queue, selection, limit) => replayWork(transaction, QUEUE_TABLES[queue], selection, limit),
    finishReconciliation: (claim, report) => finishReconciliation(transaction, claim, report),
    saveSchedule: (name, sweptUntil) => saveSchedule(transaction, name, sweptUntil),
    purge: (policy, limit) => purge(transaction, policy, limit),
    eraseOwner: (input) => eraseOwner(transaction, input),
    getBillingState: async (externalId) =>
      openCustomerOf(await getBillingState(transaction, externalId), vault),
    findSubscription: (id) => findSubscription(transaction, id),
    findCollection: (externalId, invoiceId) => findCollection(transaction, externalId, invoiceId),
    insertQuote: (record) => insertQuote(transaction, record),
    consumeQuote: (id, externalId) => consumeQuote(transaction, id, externalId),
    saveCheckoutIntent: (record) => saveCheckoutIntent(transaction, record),
    saveNotificationChoice: (externalId, choice) => saveNotificationChoice(transaction, externalId, choice),
    noteCommandRequest: (externalId, key, request, at) =>
      noteCommandRequest(transaction, externalId, key, request, at),
    finishCommand: (externalId, key, status, body) =>
      finishCommand(transaction, externalId, key, status, body),
  };
}

function openCustomerOf(state: BillingState, vault: Vault): BillingState {
  return state.customer === null ? state : { ...state, customer: openRow(vault, customers, state.customer) };
}

// Written by this store only, as JSON of the queue's own payload type.
function parsePayload<Payload>(text: unknown): Payload {
  return JSON.parse(String(text)) as Payload;
}
