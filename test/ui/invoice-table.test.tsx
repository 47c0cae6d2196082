import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { money } from '../../src/core/index.ts';
import { InvoiceTable } from '../../src/index.ts';
import { invoicePage, invoices, invoiceWith } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

function openedTab() {
  return {
    opener: window,
    closed: false,
    document: document.implementation.createHTMLDocument(),
    location: { replace: vi.fn<(url: string) => void>() },
    close: vi.fn<() => void>(),
  };
}

describe('InvoiceTable', () => {
  it('lists invoices in a table with named columns', async () => {
    renderFrame(<InvoiceTable />);

    const table = within(await screen.findByRole('table', { name: 'Invoices' }));

    expect(table.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Date',
      'Invoice',
      'Status',
      'Amount',
      'Document',
    ]);
    expect(table.getAllByRole('row')).toHaveLength(invoices.length + 1);
  });

  it('writes credits with a minus, as one text node', async () => {
    renderFrame(<InvoiceTable />);

    const credit = await screen.findByText('-$20.50');

    expect(credit.childNodes).toHaveLength(1);
  });

  it('writes a currency without decimals as it is', async () => {
    renderFrame(<InvoiceTable />, {
      answers: { listInvoices: invoicePage([invoiceWith({ total: money(12000, 'JPY') }, 'JPY')]) },
    });

    expect(await screen.findByText('¥12,000')).toBeInTheDocument();
  });

  it('goes to the next page and keeps the focus on the button', async () => {
    const { user, calls } = renderFrame(<InvoiceTable />, {
      answers: {
        listInvoices: ({ cursor }) =>
          cursor === undefined
            ? invoicePage(invoices, 'page-2')
            : invoicePage([invoiceWith({ id: 'inv_0', number: 'NL-0000' })]),
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Next' }));

    expect(await screen.findByText('NL-0000')).toBeInTheDocument();
    expect(calls('listInvoices').at(-1)?.input).toEqual({ limit: 10, cursor: 'page-2' });
    expect(screen.getByRole('button', { name: 'Next' })).toHaveFocus();
    expect(screen.getByText('Page 2')).toHaveAttribute('role', 'status');
  });

  it('searches once the person has stopped typing', async () => {
    const { user, calls } = renderFrame(<InvoiceTable />);

    await user.type(await screen.findByRole('searchbox', { name: 'Search invoices' }), 'NL-0007');

    await waitFor(() =>
      expect(calls('listInvoices').at(-1)?.input).toEqual({ limit: 10, search: 'NL-0007' }),
    );
    expect(calls('listInvoices')).toHaveLength(2);
  });

  it('filters by status', async () => {
    const { user, calls } = renderFrame(<InvoiceTable />);

    await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'Paid');

    await waitFor(() => expect(calls('listInvoices').at(-1)?.input).toEqual({ limit: 10, status: 'paid' }));
  });

  it('offers all invoices when none matches', async () => {
    const { user } = renderFrame(<InvoiceTable />, {
      answers: { listInvoices: ({ status }) => invoicePage(status === undefined ? invoices : []) },
    });
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'Void');

    await user.click(await screen.findByRole('button', { name: 'Show all invoices' }));

    expect(await screen.findByText('NL-0007')).toBeInTheDocument();
  });

  it('says what would be here when there is none', async () => {
    renderFrame(<InvoiceTable />, { answers: { listInvoices: invoicePage([]) } });

    expect(await screen.findByText('No invoices yet')).toBeInTheDocument();
  });

  it('gives the focus to the search when a search without results is put aside', async () => {
    const { user } = renderFrame(<InvoiceTable />, {
      answers: { listInvoices: ({ search }) => (search === undefined ? invoicePage() : invoicePage([])) },
    });
    await user.type(await screen.findByRole('searchbox'), 'zzz');

    await user.click(await screen.findByRole('button', { name: 'Show all invoices' }));

    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  it('tells a member whom to ask without asking the server', async () => {
    const { calls } = renderFrame(<InvoiceTable />, { account: { role: 'member' } });

    expect(await screen.findByText('Invoices are not shown to you')).toBeInTheDocument();
    expect(calls('listInvoices')).toHaveLength(0);
  });
});

describe('the document of an invoice', () => {
  let open: MockInstance<typeof window.open>;

  beforeEach(() => {
    open = vi.spyOn(window, 'open').mockReturnValue(null);
  });

  afterEach(() => {
    open.mockRestore();
  });

  const url = 'https://files.example/nl-0007.pdf';
  const ready = { getInvoiceDocument: { status: 'ready' as const, url, expiresAt: null } };

  it('opens in the tab the click itself opened', async () => {
    const tab = openedTab();
    // A tab has far more than what is used of it.
    open.mockReturnValue(tab as unknown as Window);
    const { user } = renderFrame(<InvoiceTable />, { answers: ready });

    await user.click(await screen.findByRole('button', { name: 'Download invoice NL-0007' }));

    expect(open).toHaveBeenCalledExactlyOnceWith('', '_blank');
    await waitFor(() => expect(tab.location.replace).toHaveBeenCalledExactlyOnceWith(url));
    expect(tab.opener).toBeNull();
  });

  it('shows that it is being prepared, and asks once for two clicks', async () => {
    const { user, calls } = renderFrame(<InvoiceTable />, { latencyMs: { getInvoiceDocument: 'never' } });
    const button = await screen.findByRole('button', { name: 'Download invoice NL-0007' });

    await user.dblClick(button);

    expect(button).toHaveTextContent('Preparing…');
    expect(calls('getInvoiceDocument')).toHaveLength(1);
  });

  it('is offered as a link when the browser blocks the tab', async () => {
    const { user } = renderFrame(<InvoiceTable />, { answers: ready });

    await user.click(await screen.findByRole('button', { name: 'Download invoice NL-0007' }));

    expect(await screen.findByRole('link', { name: 'Open the PDF of invoice NL-0007' })).toHaveAttribute(
      'href',
      url,
    );
  });

  it('tells in place why it cannot be had, and closes the tab', async () => {
    const tab = openedTab();
    open.mockReturnValue(tab as unknown as Window);
    const { user } = renderFrame(<InvoiceTable />, {
      failures: { getInvoiceDocument: 'billing_details_required' },
    });

    await user.click(await screen.findByRole('button', { name: 'Download invoice NL-0007' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('A billing name and address are missing');
    expect(tab.close).toHaveBeenCalledOnce();
  });

  it('closes the tab when the list is left before the document is there', async () => {
    const tab = openedTab();
    open.mockReturnValue(tab as unknown as Window);
    const { user, unmount } = renderFrame(<InvoiceTable />, { latencyMs: { getInvoiceDocument: 'never' } });
    await user.click(await screen.findByRole('button', { name: 'Download invoice NL-0007' }));

    unmount();

    await waitFor(() => expect(tab.close).toHaveBeenCalledOnce());
  });
});
