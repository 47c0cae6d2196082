import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { money } from '../src/core/index.ts';
import { PaymentMethods } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import {
  type BillingFixtureOptions,
  billingFor,
  mastercard,
  paymentMethodListFor,
  subscriptions,
  visa,
} from './support/fixtures.ts';
import { openDialog } from './support/open-dialog.ts';

const meta = {
  title: 'Presets/PaymentMethods',
  component: PaymentMethods,
  args: { returnPath: '/billing' },
} satisfies Meta<typeof PaymentMethods>;

export default meta;
type Story = StoryObj<typeof meta>;

const overdue: BillingFixtureOptions = {
  subscription: subscriptions.pastDue,
  overduePayment: { money: money(9401, 'USD'), attempts: 2, nextAttemptAt: '2026-11-26T09:00:00.000Z' },
};

function framed({ account, answers, ...frame }: BillingFrameProps = {}): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame
      account={account}
      answers={{
        listPaymentMethods: paymentMethodListFor(billingFor(account), [mastercard]),
        setDefaultPaymentMethod: { billing: billingFor({ paymentMethod: mastercard }) },
        removePaymentMethod: { billing: billingFor() },
        addPaymentMethod: { url: 'https://pay.example/session', expiresAt: '2026-11-23T11:00:00.000Z' },
        ...answers,
      }}
      {...frame}
    >
      <PaymentMethods {...args} />
    </BillingFrame>
  );
}

/** The one that is charged first, and one that expires soon. */
export const Default: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [first, second] = await canvas.findAllByRole('listitem');
    await expect(first).toHaveTextContent(/Visa ending in 4242.*Default.*Expires 04\/2028/);
    await expect(second).toHaveTextContent(/Mastercard ending in 4444.*Expires soon/);
  },
};

/** Another becomes the default at once: nothing is charged by it. */
export const MadeDefault: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Make default: Mastercard ending in 4444' }),
    );
    await expect(
      await canvas.findByText('Mastercard ending in 4444 is charged from now on.'),
    ).toBeInTheDocument();
  },
};

/** Something is owed: what is charged at once is said before. */
export const Overdue: Story = {
  render: framed({ account: overdue }),
  play: async ({ canvasElement }) => {
    const dialog = await openDialog(canvasElement, 'Make default: Mastercard ending in 4444');
    await expect(dialog.getByText(/^\$94\.01 could not be collected and is charged to it now/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Use it and pay $94.01' })).toBeVisible();
  },
};

/** Before one goes, it says what that means. */
export const Removing: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const dialog = await openDialog(canvasElement, 'Remove: Mastercard ending in 4444');
    await expect(dialog.getByRole('heading', { name: 'Remove Mastercard ending in 4444?' })).toBeVisible();
  },
};

/** It could not be removed: told in place. */
export const RemovingFailed: Story = {
  render: framed({ failures: { removePaymentMethod: 'provider_unavailable' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openDialog(canvasElement, 'Remove: Mastercard ending in 4444');
    await userEvent.click(dialog.getByRole('button', { name: 'Remove: Mastercard ending in 4444' }));
    await expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
  },
};

/** Nothing is on file, though a plan runs. */
export const Empty: Story = {
  render: framed({
    account: { paymentMethod: null },
    answers: { listPaymentMethods: paymentMethodListFor(billingFor({ paymentMethod: null })) },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('No payment method on file')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Add payment method' })).toBeVisible();
  },
};

/** The list is on its way. */
export const Loading: Story = {
  render: framed({ latencyMs: 'never' }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('status')).toHaveTextContent('Loading…');
  },
};

/** The list could not be loaded. */
export const LoadingFailed: Story = {
  render: framed({ failures: { listPaymentMethods: 'invalid_request' } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Payment methods could not be loaded')).toBeVisible();
  },
};

/** The provider's page opens. */
export const Leaving: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Add payment method' }));
    await expect(await canvas.findByRole('button', { name: 'Opening the secure page…' })).toBeVisible();
  },
};

/** A manager sees what is on file and changes nothing. */
export const ReadOnly: Story = {
  render: framed({ account: { role: 'manager', paymentMethod: visa } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/Ask an owner or administrator/)).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

/** A member does not see what is on file. */
export const PermissionDenied: Story = {
  render: framed({ account: { role: 'member' } }),
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByText('Payment methods are not shown to you'),
    ).toBeVisible();
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: framed({ locale: 'ar', messages: ar }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(2);
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Default, globals: { theme: 'dark' } };
