import type { BillingStore, OutboxMessage, StoreTransaction } from '../../server/ports/index.ts';
import type { BillingDatabase, Sql } from '../database.ts';
import { migrate } from '../migrate.ts';
import { jobs, outbox, webhookInbox } from '../schema/index.ts';
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
  listProducts,
  recordFailedPayments,
} from './mirror-reads.ts';
import { listNotificationChoices, saveNotificationChoice } from './notification-choices.ts';
import { createNotifications } from './notifications.ts';
import { lockOwner } from './owner-rows.ts';
import { purge } from './purge.ts';
import { consumeQuote, findQuote, insertQuote } from './quotes.ts';
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

/**
 * The store on PostgreSQL or on the embedded database. Closing it closes the database.
 *
 * @example
 * const store = createPostgresStore(await openDatabase({ databaseUrl: process.env.DATABASE_URL }));
 * await store.migrate();
 */
export function createPostgresStore(database: BillingDatabase): BillingStore {
  const { db } = database;
  return {
    migrate: () => migrate(db),
    ping: () => database.ping(),
    close: () => database.close(),
    transaction: (run) => db.transaction((transaction) => run(createStoreTransaction(transaction))),

    getBillingState: (externalId) => getBillingState(db, externalId),
    listProducts: () => listProducts(db),
    findCustomerByExternalId: (externalId) => findCustomerByExternalId(db, externalId),
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
    listAudit: (externalId, limit) => listAudit(db, externalId, limit),
    listAuditEntries: (externalId, query) => listAuditEntries(db, externalId, query),

    beginCommand: (input) => beginCommand(db, input),
    abandonCommand: (externalId, key) => abandonCommand(db, externalId, key),
    listCommandRequests: (externalId) => listCommandRequests(db, externalId),

    recordDeliveries: (deliveries) => recordDeliveries(db, deliveries),
    inbox: createWorkQueue(db, webhookInbox, unpackDelivery),
    outbox: createWorkQueue(db, outbox, parsePayload<OutboxMessage>),
    jobs: createWorkQueue(db, jobs, parsePayload<Record<string, unknown>>),
    due: createDueReads(db),

    findLivePosition: (externalId) => findLivePosition(db, externalId),
    listLiveAfter: (externalId, afterId) => listLiveAfter(db, externalId, afterId),
    notifications: createNotifications(database),
  };
}

function createStoreTransaction(transaction: Sql): StoreTransaction {
  return {
    lockOwner: (externalId) => lockOwner(transaction, externalId),
    applySnapshot: (snapshot, source) => applySnapshot(transaction, snapshot, source),
    recordFailedPayments: (invoiceId, attempts) => recordFailedPayments(transaction, invoiceId, attempts),
    appendAudit: (entry, origin) => appendAudit(transaction, entry, origin),
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
    saveSchedule: (name, sweptUntil) => saveSchedule(transaction, name, sweptUntil),
    purge: (policy, limit) => purge(transaction, policy, limit),
    getBillingState: (externalId) => getBillingState(transaction, externalId),
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

// Written by this store only, as JSON of the queue's own payload type.
function parsePayload<Payload>(text: unknown): Payload {
  return JSON.parse(String(text)) as Payload;
}
