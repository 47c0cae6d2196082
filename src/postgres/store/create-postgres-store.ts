import type { BillingStore, OutboxMessage, StoreTransaction } from '../../server/ports/index.ts';
import type { BillingDatabase, Sql } from '../database.ts';
import { migrate } from '../migrate.ts';
import { jobs, outbox, webhookInbox } from '../schema/index.ts';
import { applySnapshot } from './apply-snapshot.ts';
import { appendAudit, listAudit } from './audit-log.ts';
import { getBillingState } from './billing-state.ts';
import { findCheckoutIntent, listCheckoutIntents, saveCheckoutIntent } from './checkout-intents.ts';
import { abandonCommand, beginCommand, finishCommand } from './commands.ts';
import { describeDelivery, recordDeliveries, unpackDelivery } from './inbox.ts';
import { findInvoice, listInvoices } from './invoice-pages.ts';
import {
  findCheckout,
  findCustomerByExternalId,
  findExternalId,
  findSubscription,
  findSubscriptionByCheckout,
  listProducts,
  recordFailedPayments,
} from './mirror-reads.ts';
import { lockOwner } from './owner-rows.ts';
import { consumeQuote, findQuote, insertQuote } from './quotes.ts';
import { createWorkQueue, enqueueAgain, enqueueWork, finishWork } from './work-queue.ts';

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
    findSubscription: (id) => findSubscription(db, id),
    findSubscriptionByCheckout: (checkoutId) => findSubscriptionByCheckout(db, checkoutId),
    findCheckout: (id) => findCheckout(db, id),
    listInvoices: (externalId, query) => listInvoices(db, externalId, query),
    findInvoice: (externalId, invoiceId) => findInvoice(db, externalId, invoiceId),
    findQuote: (externalId, id) => findQuote(db, externalId, id),
    findCheckoutIntent: (externalId, checkoutId) => findCheckoutIntent(db, externalId, checkoutId),
    listCheckoutIntents: (externalId, now) => listCheckoutIntents(db, externalId, now),
    listAudit: (externalId, limit) => listAudit(db, externalId, limit),

    beginCommand: (input) => beginCommand(db, input),
    abandonCommand: (externalId, key) => abandonCommand(db, externalId, key),

    recordDeliveries: (deliveries) => recordDeliveries(db, deliveries),
    inbox: createWorkQueue(db, webhookInbox, unpackDelivery),
    outbox: createWorkQueue(db, outbox, parsePayload<OutboxMessage>),
    jobs: createWorkQueue(db, jobs, parsePayload<Record<string, unknown>>),
  };
}

function createStoreTransaction(transaction: Sql): StoreTransaction {
  return {
    lockOwner: (externalId) => lockOwner(transaction, externalId),
    applySnapshot: (snapshot, source) => applySnapshot(transaction, snapshot, source),
    recordFailedPayments: (invoiceId, attempts) => recordFailedPayments(transaction, invoiceId, attempts),
    appendAudit: (entry) => appendAudit(transaction, entry),
    enqueueMessage: (key, message) =>
      enqueueWork(transaction, outbox, { key, group: message.externalId, payload: message }),
    enqueueJob: (key, payload) => enqueueAgain(transaction, jobs, { key, group: null, payload }),
    finishDelivery: async (id, eventType, externalId) => {
      await finishWork(transaction, webhookInbox, id);
      await describeDelivery(transaction, id, eventType, externalId);
    },
    finishMessage: (id) => finishWork(transaction, outbox, id),
    finishJob: (id) => finishWork(transaction, jobs, id),
    insertQuote: (record) => insertQuote(transaction, record),
    consumeQuote: (id, externalId) => consumeQuote(transaction, id, externalId),
    saveCheckoutIntent: (record) => saveCheckoutIntent(transaction, record),
    finishCommand: (externalId, key, status, body) =>
      finishCommand(transaction, externalId, key, status, body),
  };
}

// Written by this store only, as JSON of the queue's own payload type.
function parsePayload<Payload>(text: unknown): Payload {
  return JSON.parse(String(text)) as Payload;
}
