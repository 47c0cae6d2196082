import type { InvoiceRecord, PaymentProvider, Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';
import { type CollectionFailures, recordFailures } from './record-failures.ts';
import { asRead, writeSnapshots } from './write-snapshots.ts';

/** The newest invoices are where payments fail and documents appear; older ones do not change without an event. */
const NEWEST_INVOICES = 10;

/**
 * Reads what the provider sends no event for: payment methods, when the next attempt to collect is due, and how
 * many have failed.
 */
export async function refreshOwner(
  externalId: string,
  messageKey: string,
  context: ServerContext,
): Promise<void> {
  const { store, provider, clock, wake } = context;
  const known = await store.findCustomerByExternalId(externalId);
  if (known === null || known.deletedAt !== null) return;

  const customerId = known.id;
  const customer = await provider.getCustomer(customerId);
  const methods = await provider.listPaymentMethods(customerId);
  const invoices = await readNewest(provider.listInvoices(customerId));
  const payments = await readAttempts(customerId, invoices, provider);
  const failures = await countFailures(invoices, context);
  const snapshots: Snapshot[] = [
    { kind: 'customer', record: customer },
    { kind: 'payment_methods', customerId, records: methods },
    ...invoices.map((record) => ({ kind: 'invoice' as const, record })),
    ...payments,
  ];
  const at = clock.now();
  await store.transaction(async (transaction) => {
    await writeSnapshots(transaction, {
      externalId,
      snapshots: asRead(snapshots),
      actor: 'system',
      at,
      messageKey,
      followUps: false,
    });
    await recordFailures(transaction, failures, at);
    if (failures.length > 0) {
      await transaction.enqueueMessage(`${messageKey}:failures`, {
        kind: 'live',
        externalId,
        stale: ['getBilling'],
      });
    }
  });
  wake.outbox();
}

/** How many attempts have failed for each invoice that waits for its payment; nothing where that may not be read. */
export async function countFailures(
  invoices: readonly InvoiceRecord[],
  { provider }: Pick<ServerContext, 'provider'>,
): Promise<CollectionFailures[]> {
  const open = invoices.filter(({ status, dueAmount }) => status === 'pending' && dueAmount > 0);
  const counted = await Promise.all(
    open.map(async ({ id }) => ({ invoiceId: id, attempts: await provider.countFailedPayments(id) })),
  );
  return counted.flatMap(({ invoiceId, attempts }) => (attempts === null ? [] : [{ invoiceId, attempts }]));
}

/** The attempts to collect some of a customer's invoices: there is no event about them. */
async function readAttempts(
  customerId: string,
  invoices: readonly InvoiceRecord[],
  provider: PaymentProvider,
): Promise<Snapshot[]> {
  const attempts: Snapshot[] = [];
  for (let page = 1; ; page += 1) {
    const { snapshots, isLast } = await provider.readPage('payment', { customerId, page });
    attempts.push(
      ...snapshots.filter(
        ({ kind, record }) => kind === 'payment' && invoices.some(({ id }) => id === record.invoiceId),
      ),
    );
    if (isLast) return attempts;
  }
}

async function readNewest(invoices: AsyncIterable<InvoiceRecord>): Promise<InvoiceRecord[]> {
  const newest: InvoiceRecord[] = [];
  for await (const invoice of invoices) {
    newest.push(invoice);
    if (newest.length === NEWEST_INVOICES) break;
  }
  return newest;
}
