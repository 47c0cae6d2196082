import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { money } from '../src/core/index.ts';
import { InvoiceTable } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import { invoicePage, invoices, invoiceWith } from './support/fixtures.ts';

const meta = { title: 'Presets/InvoiceTable', component: InvoiceTable } satisfies Meta<typeof InvoiceTable>;

export default meta;
type Story = StoryObj<typeof meta>;

function framed(frame: BillingFrameProps): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame {...frame}>
      <InvoiceTable {...args} />
    </BillingFrame>
  );
}

/** Every kind of invoice, newest first. */
export const Default: Story = {
  render: framed({}),
  play: async ({ canvasElement }) => {
    const table = await within(canvasElement).findByRole('table', { name: 'Invoices' });
    await expect(within(table).getAllByRole('row')).toHaveLength(invoices.length + 1);
    await expect(within(table).getByText('-$20.50')).toBeVisible();
  },
};

/** Where there is room it is a table, and no word of a button is broken. */
export const Wide: Story = {
  render: (args) => (
    <div style={{ width: 1000 }}>
      <BillingFrame>
        <InvoiceTable {...args} />
      </BillingFrame>
    </div>
  ),
  play: async ({ canvasElement }) => {
    const table = await within(canvasElement).findByRole('table', { name: 'Invoices' });
    const [download] = within(table).getAllByRole('button', { name: /^Download/ });
    const text = document.createRange();
    text.selectNodeContents(download?.lastChild ?? table);
    await expect(text.getClientRects()).toHaveLength(1);
  },
};

/** More than one page. */
export const Pages: Story = {
  render: framed({
    answers: {
      listInvoices: ({ cursor }) =>
        cursor === undefined
          ? invoicePage(invoices, 'page-2')
          : invoicePage([invoiceWith({ id: 'inv_0', number: 'NL-0000' })]),
    },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Next' }));
    await expect(await canvas.findByText('NL-0000')).toBeVisible();
    await expect(canvas.getByText('Page 2')).toBeVisible();
  },
};

/** A search without a match, and the way back. */
export const NoResults: Story = {
  render: framed({
    answers: { listInvoices: ({ search }) => invoicePage(search === undefined ? invoices : []) },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(await canvas.findByRole('searchbox'), 'nothing');
    await expect(await canvas.findByText('No invoice matches')).toBeVisible();
  },
};

/** Nothing was charged yet. */
export const Empty: Story = {
  render: framed({ answers: { listInvoices: invoicePage([]) } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('No invoices yet')).toBeVisible();
  },
};

/** A member is told whom to ask; the server is not even asked. */
export const PermissionDenied: Story = {
  render: framed({ account: { role: 'member' } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Invoices are not shown to you')).toBeVisible();
  },
};

/** The shape of what comes. */
export const Loading: Story = {
  render: framed({ latencyMs: { listInvoices: 'never' } }),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAttribute('aria-busy', 'true');
  },
};

/** The list could not be loaded. */
export const Failed: Story = {
  render: framed({ failures: { listInvoices: 'unauthenticated' } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('Sign in again');
  },
};

/** A currency without decimals. */
export const Yen: Story = {
  render: framed({
    answers: { listInvoices: invoicePage([invoiceWith({ total: money(12000, 'JPY') }, 'JPY')]) },
  }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('¥12,000')).toBeVisible();
  },
};

/** Long numbers and plan names. */
export const LongContent: Story = {
  render: framed({
    answers: {
      listInvoices: invoicePage([
        invoiceWith({
          number: 'NORDLICHT-GMBH-AND-CO-KG-2026-0000000007',
          planName: 'Professional for associations, cooperatives and their member companies',
          total: money(123456789012, 'USD'),
        }),
      ]),
    },
  }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('$1,234,567,890.12')).toBeVisible();
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: framed({ locale: 'ar', messages: ar }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('table', { name: 'الفواتير' })).toBeVisible();
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Default, globals: { theme: 'dark' } };
