export { InvoiceTable, type InvoiceTableProps, type InvoiceTableSlot } from './invoice-table.tsx';
export * as InvoiceTableParts from './parts.ts';
