import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { money, type Subscription } from '../src/core/index.ts';
import { SubscriptionCard } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import {
  billingFor,
  cancelOptionsWith,
  quoteFor,
  subscriptions,
  subscriptionWith,
} from './support/fixtures.ts';

const meta = {
  title: 'Presets/SubscriptionCard',
  component: SubscriptionCard,
  args: { onChangePlan: () => undefined },
} satisfies Meta<typeof SubscriptionCard>;

export default meta;
type Story = StoryObj<typeof meta>;

function framed(frame: BillingFrameProps): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame {...frame}>
      <SubscriptionCard {...args} />
    </BillingFrame>
  );
}

/** A story of a subscription, asserting the word of its status. */
function state(subscription: Subscription, word: string, frame: BillingFrameProps = {}): Story {
  return {
    render: framed({ ...frame, account: { subscription, ...frame.account } }),
    play: async ({ canvasElement }) => {
      const card = await within(canvasElement).findByRole('region', { name: subscription.planName });
      await expect(within(card).getByText(word)).toBeVisible();
    },
  };
}

/** Paid up and running: the next charge with its date. */
export const Active = state(subscriptions.active, 'Active', {
  answers: {
    getCancelOptions: cancelOptionsWith(),
    pauseSubscription: { billing: billingFor({ subscription: subscriptions.pauseScheduled }) },
    dropScheduledPause: { billing: billingFor() },
  },
});

/** In its free trial: when it ends and what is charged then. */
export const Trialing = state(subscriptions.trialing, 'Trial');

/** The last payment failed; access lasts until the grace ends. */
export const PastDue = state(subscriptions.pastDue, 'Payment failed', {
  account: {
    overduePayment: {
      money: { amount: 9401, currency: 'USD' },
      attempts: 2,
      nextAttemptAt: '2026-11-26T09:00:00.000Z',
    },
  },
});

/** Set to end, with its undo. */
export const CancelScheduled: Story = {
  ...state(subscriptions.cancelScheduled, 'Cancels soon', {
    answers: { uncancelSubscription: { billing: billingFor() } },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep my subscription' }));
    await expect(await canvas.findByText('Your subscription continues.')).toBeInTheDocument();
    await expect(canvas.getByRole('heading', { name: 'Professional' })).toHaveFocus();
  },
};

/** A downgrade waits for the end of the period, with its undo. */
export const ChangeScheduled: Story = {
  ...state(subscriptions.changeScheduled, 'Active'),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole('button', { name: 'Keep Professional' })).toBeVisible();
  },
};

/** Over: nothing more is charged, and the way back is to choose a plan. */
export const Canceled = state(subscriptions.canceled, 'Canceled');

/** Ended because its last invoice was not paid. */
export const Unpaid = state(subscriptions.unpaid, 'Ended, unpaid');

/** The first payment is still under way. */
export const Incomplete = state(subscriptions.incomplete, 'Waiting for payment');

/** The first payment was not completed in time. */
export const IncompleteExpired = state(subscriptions.incompleteExpired, 'Payment not completed');

/** Stopped for a while: when it goes on and what is charged then, and the way to resume now. */
export const Paused = state(subscriptions.paused, 'Paused', { answers: { previewChange: quoteFor } });

/** Stopped without an end. */
export const PausedOpenEnd = state(subscriptions.pausedOpenEnd, 'Paused');

/** What it costs to resume now, before anything is charged. */
export const Resuming: Story = {
  ...state(subscriptions.paused, 'Paused', { answers: { previewChange: quoteFor } }),
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Resume now' }));
    const dialog = within(await within(document.body).findByRole('dialog'));
    const pay = await dialog.findByRole('button', { name: 'Pay $94.01 now and resume' });
    await waitFor(() => expect(pay).toBeVisible());
  },
};

/** Resumed, but the card did not pay: what is owed. */
export const ResumedUnpaid: Story = {
  ...state(subscriptions.paused, 'Paused', {
    answers: {
      previewChange: quoteFor,
      changeSubscription: {
        billing: billingFor({ subscription: subscriptions.pastDue }),
        receipt: { charged: null, unpaid: money(9401, 'USD') },
      },
    },
  }),
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Resume now' }));
    const dialog = within(await within(document.body).findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('button', { name: 'Pay $94.01 now and resume' }));
    await expect(await dialog.findByText(/could not be collected/)).toBeVisible();
  },
};

/** Set to pause at the end of the period: until when, what is charged then, and its undo. */
export const PauseScheduled: Story = {
  ...state(subscriptions.pauseScheduled, 'Pauses soon', {
    answers: { dropScheduledPause: { billing: billingFor() } },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep it running' }));
    await expect(await canvas.findByText(/The pause was taken back/)).toBeInTheDocument();
    await expect(canvas.getByRole('heading', { name: 'Professional' })).toHaveFocus();
  },
};

/** A currency without decimals. */
export const Yen = state(subscriptions.yen, 'Active', { currency: 'JPY' });

/** No subscription: what would be here, and the one way to get it. */
export const Empty: Story = {
  render: framed({ account: { subscription: null } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('No subscription yet')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Choose a plan' })).toBeVisible();
  },
};

/** A member sees the state without amounts and without a way to act. */
export const PermissionDenied: Story = {
  render: framed({ account: { role: 'member' } }),
  play: async ({ canvasElement }) => {
    const card = await within(canvasElement).findByRole('region', { name: 'Professional' });
    await expect(card).not.toHaveTextContent('$');
    await expect(within(card).queryByRole('button')).toBeNull();
  },
};

/** The shape of what comes. */
export const Loading: Story = {
  render: framed({ latencyMs: 'never' }),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAttribute('aria-busy', 'true');
  },
};

/** The server does not answer. */
export const Failed: Story = {
  render: framed({ failures: { getBilling: 'forbidden' } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('You may not do this');
  },
};

/** A plan with a very long name. */
export const LongContent = state(
  subscriptionWith({
    planName: 'Professional for associations, cooperatives and their member companies in Northern Europe',
  }),
  'Active',
);

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  ...state(subscriptions.cancelScheduled, 'ينتهي قريبًا', { locale: 'ar', messages: ar }),
  globals: { direction: 'rtl' },
};

/** On a dark ground. */
export const Dark: Story = { ...state(subscriptions.trialing, 'Trial'), globals: { theme: 'dark' } };
