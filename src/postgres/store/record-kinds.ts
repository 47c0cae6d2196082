import { inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { hasEnded, SUBSCRIPTION_STATUSES } from '../../core/index.ts';
import type { ApplyOutcome, MirrorRecords, RecordKind, SnapshotSource } from '../../server/ports/index.ts';
import type { Sql } from '../database.ts';
import {
  benefitGrants,
  benefits,
  checkouts,
  customerMeters,
  customers,
  discounts,
  invoices,
  meters,
  paymentTransactions,
  products,
  refunds,
  seats,
  subscriptions,
} from '../schema/index.ts';
import type { Vault } from '../sealing/create-vault.ts';
import {
  fromDiscount,
  fromInvoice,
  fromProduct,
  fromSubscription,
  toInvoice,
  toProduct,
  toSubscription,
} from './mirror-rows.ts';
import { type MirrorRow, type MirrorTable, writeSnapshot } from './write-snapshot.ts';

/** How records of one kind are kept. */
export interface RecordKindRows<Record> {
  table: MirrorTable;
  /** Writes a record unless the one that is there is newer. Returns what became of it, and what was there before. */
  write(
    transaction: Sql,
    record: Record,
    options: { source: SnapshotSource; vault: Vault },
  ): Promise<{ outcome: ApplyOutcome; before: Record | null }>;
  toRecord(row: unknown): Record;
}

interface RowMapping<Record, Row> {
  toRow: (record: Record) => MirrorRow;
  toRecord: (row: Row) => Record;
  /** Whether writing the record over the row that is there would bring back what has ended. @default never */
  isRevival?: (record: Record) => SQL;
}

function rowsOf<Table extends MirrorTable, Record>(
  table: Table,
  { toRow, toRecord, isRevival = () => sql`false` }: RowMapping<Record, Table['$inferSelect']>,
): RecordKindRows<Record> {
  return {
    table,
    async write(transaction, record, options) {
      const row = toRow(record);
      const all = { ...options, isRevival: isRevival(record) };
      const { outcome, before } = await writeSnapshot(transaction, table, row, all);
      return { outcome, before: before === null ? null : toRecord(before) };
    },
    toRecord: (row) => toRecord(row as Table['$inferSelect']),
  };
}

type PlainRecord<Table extends MirrorTable> = Omit<Table['$inferSelect'], 'updatedAt'> & MirrorRow;

/** Rows that are records with the moment they were written. */
function plainRowsOf<Table extends MirrorTable & { $inferSelect: { updatedAt: string } }>(
  table: Table,
  mapping: Partial<Pick<RowMapping<PlainRecord<Table>, never>, 'toRow' | 'isRevival'>> = {},
): RecordKindRows<PlainRecord<Table>> {
  return rowsOf<Table, PlainRecord<Table>>(table, {
    toRow: (record) => record,
    // What is left of a row without `updatedAt` is what `PlainRecord` says; generics cannot follow the rest.
    toRecord: ({ updatedAt: _, ...record }) => record as unknown as PlainRecord<Table>,
    ...mapping,
  });
}

const ENDED = SUBSCRIPTION_STATUSES.filter(hasEnded);

/** How each kind is kept, and what must not come back without a newer version that says so. */
export const recordKinds: { readonly [Kind in RecordKind]: RecordKindRows<MirrorRecords[Kind]> } = {
  customer: plainRowsOf(customers, {
    isRevival: ({ deletedAt }) => (deletedAt === null ? isNotNull(customers.deletedAt) : sql`false`),
  }),
  product: rowsOf(products, { toRow: fromProduct, toRecord: toProduct }),
  subscription: rowsOf(subscriptions, {
    toRow: fromSubscription,
    toRecord: toSubscription,
    isRevival: ({ status }) => (hasEnded(status) ? sql`false` : inArray(subscriptions.status, ENDED)),
  }),
  invoice: rowsOf(invoices, { toRow: fromInvoice, toRecord: toInvoice }),
  checkout: plainRowsOf(checkouts),
  refund: plainRowsOf(refunds),
  payment: plainRowsOf(paymentTransactions),
  benefit: plainRowsOf(benefits, {
    isRevival: ({ isDeleted }) => (isDeleted ? sql`false` : sql`${benefits.isDeleted}`),
  }),
  benefit_grant: plainRowsOf(benefitGrants),
  seat: plainRowsOf(seats),
  discount: plainRowsOf(discounts, {
    toRow: fromDiscount,
    isRevival: ({ isDeleted }) => (isDeleted ? sql`false` : sql`${discounts.isDeleted}`),
  }),
  meter: plainRowsOf(meters),
  customer_meter: plainRowsOf(customerMeters),
};
