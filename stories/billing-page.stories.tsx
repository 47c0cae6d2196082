import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { BillingPage } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { de } from '../src/locales/de.ts';
import { BillingFrame } from './support/billing-frame.tsx';
import { cancelOptionsWith, checkoutIn, quoteFor, subscriptions } from './support/fixtures.ts';

const meta = {
  title: 'Presets/BillingPage',
  component: BillingPage,
  args: { returnPath: '/settings/billing' },
} satisfies Meta<typeof BillingPage>;

export default meta;
type Story = StoryObj<typeof meta>;

const quotes = {
  previewChange: quoteFor,
  getCancelOptions: cancelOptionsWith(),
};

/** A customer on Professional, everything in order. */
export const Active: Story = {
  render: (args) => (
    <BillingFrame answers={quotes}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole('button', { name: 'Upgrade to Enterprise' })).toBeVisible();
    await expect(await canvas.findByRole('table')).toBeVisible();
  },
};

/** Someone who has not bought anything yet. */
export const NoSubscription: Story = {
  render: (args) => (
    <BillingFrame
      account={{ subscription: null }}
      answers={{ ...quotes, listInvoices: { asOf: '2026-11-23T10:00:00Z', items: [], nextCursor: null } }}
    >
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const buttons = await within(canvasElement).findAllByRole('button', { name: 'Start 14-day free trial' });
    await expect(buttons).toHaveLength(3);
  },
};

/** Back from a checkout that succeeded. */
export const AfterCheckout: Story = {
  args: { checkoutId: 'co_1' },
  render: (args) => (
    <BillingFrame
      account={{ subscription: subscriptions.trialing }}
      answers={{ ...quotes, getCheckout: checkoutIn('succeeded') }}
    >
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Welcome to Professional')).toBeVisible();
  },
};

/** A payment failed twice: the alert escalates. */
export const PastDue: Story = {
  render: (args) => (
    <BillingFrame
      account={{
        subscription: subscriptions.pastDue,
        overduePayment: {
          money: { amount: 9401, currency: 'USD' },
          attempts: 2,
          nextAttemptAt: '2026-11-26T09:00:00.000Z',
        },
      }}
      answers={quotes}
    >
      <BillingPage {...args} onUpdatePaymentMethod={() => undefined} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const alert = await within(canvasElement).findByRole('alert');
    await expect(alert).toHaveTextContent('Payment failed 2 times');
  },
};

/** A member sees the same page, explained, without amounts and without a way to act. */
export const Member: Story = {
  render: (args) => (
    <BillingFrame account={{ role: 'member' }}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('You can look, not change')).toBeVisible();
    await expect(await canvas.findByText('Invoices are not shown to you')).toBeVisible();
    await expect(canvas.queryByRole('button', { name: /Upgrade|Cancel|Change/ })).toBeNull();
  },
};

/** While everything is on the way: the shape of what comes. */
export const Loading: Story = {
  render: (args) => (
    <BillingFrame latencyMs="never">
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getAllByText('Loading…').length).toBeGreaterThan(0);
  },
};

/** From skeleton to content nothing moves. */
export const Arriving: Story = {
  render: (args) => (
    <BillingFrame latencyMs={{ getBilling: 150, getCatalog: 300, listInvoices: 150 }}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    let shift = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
    });
    observer.observe({ type: 'layout-shift' });
    await expect(await within(canvasElement).findByRole('table')).toBeVisible();
    // Shifts are reported after the frame they happen in.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    observer.disconnect();
    await expect(shift).toBe(0);
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: (args) => (
    <BillingFrame answers={quotes} locale="ar" messages={ar}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('table', { name: 'الفواتير' })).toBeVisible();
  },
};

/** In German. */
export const German: Story = {
  render: (args) => (
    <BillingFrame answers={quotes} locale="de" messages={de}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('table', { name: 'Rechnungen' })).toBeVisible();
  },
};

/** The server does not answer. */
export const Failed: Story = {
  render: (args) => (
    <BillingFrame failures={{ getBilling: 'internal' }}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const alert = await within(canvasElement).findByRole('alert', {}, { timeout: 5000 });
    await expect(within(alert).getByRole('button', { name: 'Try again' })).toBeVisible();
  },
};

/** Someone whose role shows them nothing of billing. */
export const NoAccess: Story = {
  render: (args) => (
    <BillingFrame failures={{ getBilling: 'forbidden' }}>
      <BillingPage {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Billing is not shown to you')).toBeVisible();
  },
};
