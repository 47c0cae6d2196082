export { InvoiceTableBody as Body } from './invoice-table-body.tsx';
export { InvoiceTableCell as Cell } from './invoice-table-cell.tsx';
export { InvoiceTableColumn as Column } from './invoice-table-column.tsx';
export {
  InvoiceTableFilter as Filter,
  type InvoiceTableFilterProps as FilterProps,
} from './invoice-table-filter.tsx';
export { InvoiceTableFooter as Footer } from './invoice-table-footer.tsx';
export { InvoiceTableHead as Head } from './invoice-table-head.tsx';
export { InvoiceTableRoot as Root } from './invoice-table-root.tsx';
export { InvoiceTableRow as Row } from './invoice-table-row.tsx';
export {
  InvoiceTableSearch as Search,
  type InvoiceTableSearchProps as SearchProps,
} from './invoice-table-search.tsx';
export {
  InvoiceTableStatus as Status,
  type InvoiceTableStatusProps as StatusProps,
} from './invoice-table-status.tsx';
export { InvoiceTableTable as Table } from './invoice-table-table.tsx';
export { InvoiceTableToolbar as Toolbar } from './invoice-table-toolbar.tsx';
