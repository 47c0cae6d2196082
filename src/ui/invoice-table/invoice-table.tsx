'use client';
import type * as React from 'react';
import { useRef, useState } from 'react';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../core/index.ts';
import { type UseInvoicesResult, useBilling, useInvoices } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { Empty } from '../lib/empty.tsx';
import { ErrorNotice } from '../lib/error-notice.tsx';
import { useDebounced } from '../lib/use-debounced.ts';
import { useWords } from '../lib/use-words.ts';
import { InvoiceRow } from './invoice-row.tsx';
import { InvoiceTableSkeleton } from './invoice-table-skeleton.tsx';
import * as Parts from './parts.ts';

const SEARCH_DELAY_MS = 300;

/** The parts of the list that `classNames` reaches. */
export type InvoiceTableSlot = 'root' | 'toolbar' | 'table' | 'footer';

/** Props of {@link InvoiceTable}. */
export interface InvoiceTableProps {
  /** Invoices a page, 1 to 100. @default 10 */
  pageSize?: number | undefined;
  className?: string | undefined;
  classNames?: Partial<Record<InvoiceTableSlot, string>> | undefined;
}

/**
 * All invoices, newest first, in pages, with search, filter and the document of each.
 *
 * @example
 * <InvoiceTable pageSize={20} />
 */
export function InvoiceTable(props: InvoiceTableProps): React.JSX.Element {
  const billing = useBilling();
  const { invoiceTable: m } = useWords().messages;
  const className = props.className ?? props.classNames?.root;
  if (billing.data === undefined && billing.error === null)
    return <InvoiceTableSkeleton className={className} />;
  // Known beforehand, so that nobody is sent a request the server will refuse.
  if (billing.data?.permissions.includes('invoices:view') === false) {
    return (
      <Parts.Root aria-label={m.label} className={className}>
        <Empty icon="document" title={m.deniedTitle}>
          {m.deniedDescription}
        </Empty>
      </Parts.Root>
    );
  }
  return <InvoiceList {...props} className={className} />;
}

interface Filter {
  status: InvoiceStatus | undefined;
  search: string;
}

const NO_FILTER: Filter = { status: undefined, search: '' };

function InvoiceList({ pageSize = 10, className, classNames = {} }: InvoiceTableProps): React.JSX.Element {
  const { invoiceTable: m } = useWords().messages;
  const [filter, setFilter] = useState(NO_FILTER);
  const searchInput = useRef<HTMLInputElement>(null);
  const search = useDebounced(filter.search, SEARCH_DELAY_MS);
  const invoices = useInvoices({ status: filter.status, search, limit: pageSize });
  const { data, error } = invoices;
  if (error !== null && (data === undefined || invoices.isPlaceholderData)) {
    return (
      <ErrorNotice
        error={error}
        title={m.errorTitle}
        onRetry={() => void invoices.refetch()}
        isRetrying={invoices.isFetching}
      />
    );
  }
  if (data === undefined) return <InvoiceTableSkeleton className={className} />;

  const isFiltered = filter.status !== undefined || filter.search !== '' || search !== '';
  const isEmpty = data.items.length === 0 && !invoices.hasPrevious;
  if (isEmpty && !isFiltered && !invoices.isPlaceholderData) {
    return (
      <Parts.Root aria-label={m.label} className={className}>
        <Empty icon="document" title={m.emptyTitle}>
          {m.emptyDescription}
        </Empty>
      </Parts.Root>
    );
  }
  const clearFilter = (): void => {
    setFilter(NO_FILTER);
    // The button goes with the empty list, and the focus with it.
    searchInput.current?.focus();
  };
  return (
    <Parts.Root aria-label={m.label} className={className}>
      <FilterBar
        searchRef={searchInput}
        filter={filter}
        onChange={setFilter}
        className={classNames.toolbar}
      />
      {data.items.length === 0 ? (
        <Empty
          icon="search"
          title={m.noResultsTitle}
          action={<Button onClick={clearFilter}>{m.clear}</Button>}
        >
          {m.noResultsDescription}
        </Empty>
      ) : (
        <InvoiceRows invoices={invoices} className={classNames.table} />
      )}
      <Pages invoices={invoices} className={classNames.footer} />
    </Parts.Root>
  );
}

interface FilterBarProps {
  searchRef: React.Ref<HTMLInputElement>;
  filter: Filter;
  onChange: (filter: Filter) => void;
  className: string | undefined;
}

function FilterBar({ searchRef, filter, onChange, className }: FilterBarProps): React.JSX.Element {
  const { invoiceTable: m } = useWords().messages;
  return (
    <Parts.Toolbar className={className}>
      <Parts.Search
        ref={searchRef}
        label={m.search}
        placeholder={m.searchPlaceholder}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <Parts.Filter
        label={m.filter}
        value={filter.status ?? ''}
        onChange={(event) =>
          onChange({ ...filter, status: INVOICE_STATUSES.find((status) => status === event.target.value) })
        }
      >
        <option value="">{m.allStatuses}</option>
        {INVOICE_STATUSES.map((status) => (
          <option key={status} value={status}>
            {m.status[status]}
          </option>
        ))}
      </Parts.Filter>
    </Parts.Toolbar>
  );
}

interface InvoiceViewProps {
  invoices: UseInvoicesResult;
  className: string | undefined;
}

function InvoiceRows({ invoices, className }: InvoiceViewProps): React.JSX.Element | null {
  const { columns, label } = useWords().messages.invoiceTable;
  const { data, isPlaceholderData } = invoices;
  if (data === undefined) return null;
  return (
    <Parts.Table aria-label={label} className={className}>
      <Parts.Head>
        <tr>
          <Parts.Column scope="col" className="floe:text-start">
            {columns.date}
          </Parts.Column>
          <Parts.Column scope="col" className="floe:text-start">
            {columns.number}
          </Parts.Column>
          <Parts.Column scope="col" className="floe:text-start">
            {columns.status}
          </Parts.Column>
          <Parts.Column scope="col" className="floe:text-end">
            {columns.amount}
          </Parts.Column>
          <Parts.Column scope="col" className="floe:text-end">
            {columns.document}
          </Parts.Column>
        </tr>
      </Parts.Head>
      <Parts.Body aria-busy={isPlaceholderData}>
        {data.items.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} asOf={data.asOf} />
        ))}
      </Parts.Body>
    </Parts.Table>
  );
}

function Pages({ invoices, className }: InvoiceViewProps): React.JSX.Element | null {
  const { messages, format } = useWords();
  const { invoiceTable: m } = messages;
  const { hasPrevious, hasNext, pageIndex, goToNext, goToPrevious, isPlaceholderData } = invoices;
  if (!hasPrevious && !hasNext) return null;
  // Never `disabled` on what has just been pressed: the focus would be lost.
  return (
    <Parts.Footer aria-label={m.pages} className={className}>
      <Button onClick={goToPrevious} aria-disabled={!hasPrevious} className={hasPrevious ? '' : FADED}>
        {m.previous}
      </Button>
      <span role="status" className="floe:tabular-nums floe:text-muted">
        {m.page({ page: format.formatNumber(pageIndex + 1) })}
      </span>
      <Button
        onClick={goToNext}
        aria-disabled={!hasNext}
        className={hasNext || isPlaceholderData ? '' : FADED}
      >
        {m.next}
      </Button>
    </Parts.Footer>
  );
}

const FADED = 'floe:opacity-55';
