import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { BillingAlert } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame } from './support/billing-frame.tsx';
import { type BillingFixtureOptions, billingFor, subscriptions, visa } from './support/fixtures.ts';

const meta = {
  title: 'Presets/BillingAlert',
  component: BillingAlert,
  args: { onChoosePlan: () => undefined, onUpdatePaymentMethod: () => undefined },
} satisfies Meta<typeof BillingAlert>;

export default meta;
type Story = StoryObj<typeof meta>;

const overdue = (attempts: number) => ({
  money: { amount: 9401, currency: 'USD' },
  attempts,
  nextAttemptAt: '2026-11-26T09:00:00.000Z',
});

/** A story of an alert, asserting what it says. */
function told(account: BillingFixtureOptions, text: RegExp): Story {
  return {
    render: (args) => (
      <BillingFrame account={account}>
        <BillingAlert {...args} />
      </BillingFrame>
    ),
    play: async ({ canvasElement }) => {
      await expect(await within(canvasElement).findByText(text)).toBeVisible();
    },
  };
}

/** The first attempt failed. */
export const PaymentFailed = told(
  { subscription: subscriptions.pastDue, overduePayment: overdue(1) },
  /\$94\.01 could not be collected/,
);

/** It is paid at once, with the amount and the card on the button. */
export const PaidNow: Story = {
  render: (args) => (
    <BillingFrame
      account={{ subscription: subscriptions.pastDue, overduePayment: overdue(1) }}
      answers={{
        retryPayment: { billing: billingFor(), receipt: { charged: overdue(1).money, unpaid: null } },
      }}
    >
      <BillingAlert {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(
      await canvas.findByRole('button', { name: 'Pay $94.01 now with Visa ending in 4242' }),
    );
    await expect(
      await canvas.findByText('$94.01 was charged. Nothing is owed any more.'),
    ).toBeInTheDocument();
  },
};

/** The card does not pay: told in place. */
export const PayingFailed: Story = {
  render: (args) => (
    <BillingFrame
      account={{ subscription: subscriptions.pastDue, overduePayment: overdue(1) }}
      failures={{ retryPayment: 'payment_declined' }}
    >
      <BillingAlert {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^Pay/ }));
    await expect(await canvas.findByText(/The bank declined the payment/)).toBeVisible();
  },
};

/** It failed again: more urgent. */
export const PaymentFailedAgain = told(
  { subscription: subscriptions.pastDue, overduePayment: overdue(3) },
  /Payment failed 3 times/,
);

/** Someone who cannot act sees no amount and is told whom to ask. */
export const PermissionDenied: Story = {
  ...told(
    { subscription: subscriptions.pastDue, overduePayment: overdue(1), role: 'member' },
    /Ask an owner or administrator/,
  ),
};

export const Canceled = told({ subscription: subscriptions.canceled }, /Your subscription has ended/);
export const CancelScheduled = told(
  { subscription: subscriptions.cancelScheduled },
  /Your subscription is set to end/,
);
export const PauseScheduled = told(
  { subscription: subscriptions.pauseScheduled },
  /Your subscription is set to pause/,
);
export const Paused = told({ subscription: subscriptions.paused }, /Your subscription is paused/);
export const TrialEnding = told(
  { subscription: subscriptions.trialEnding },
  /Then \$79\.00 plus any tax is charged/,
);
export const CardExpiring = told(
  { paymentMethod: { ...visa, expiryMonth: 11, expiryYear: 2026 } },
  /Your card is about to expire/,
);
export const CardExpired = told(
  { paymentMethod: { ...visa, expiryMonth: 10, expiryYear: 2026 } },
  /Your card has expired/,
);

/** Put aside: it comes back only when things get worse. */
export const Dismissed: Story = {
  ...told({ subscription: subscriptions.paused }, /paused/),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Dismiss this notice' }));
    await expect(canvas.queryByText('Your subscription is paused')).toBeNull();
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: (args) => (
    <BillingFrame account={{ subscription: subscriptions.trialEnding }} locale="ar" messages={ar}>
      <BillingAlert {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('فترتك التجريبية توشك على الانتهاء')).toBeVisible();
  },
};

/** On a dark ground. */
export const Dark: Story = { ...PaymentFailedAgain, globals: { theme: 'dark' } };
