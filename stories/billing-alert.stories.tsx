import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { BillingAlert } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame } from './support/billing-frame.tsx';
import { type BillingFixtureOptions, subscriptions, visa } from './support/fixtures.ts';

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
