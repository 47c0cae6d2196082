import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { CancelFlow } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import { billingFor, cancelOptionsWith, subscriptions } from './support/fixtures.ts';
import { openDialog } from './support/open-dialog.ts';

const meta = { title: 'Presets/CancelFlow', component: CancelFlow } satisfies Meta<typeof CancelFlow>;

export default meta;
type Story = StoryObj<typeof meta>;

const answers: BillingFrameProps['answers'] = {
  getCancelOptions: cancelOptionsWith(),
  cancelSubscription: { billing: billingFor({ subscription: subscriptions.cancelScheduled }) },
  uncancelSubscription: { billing: billingFor() },
};

function framed(frame: BillingFrameProps): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame answers={answers} {...frame}>
      <CancelFlow {...args} />
    </BillingFrame>
  );
}

const openFlow = (canvasElement: HTMLElement, button = 'Cancel subscription') =>
  openDialog(canvasElement, button);

async function openConfirmation(canvasElement: HTMLElement) {
  const dialog = await openFlow(canvasElement);
  await userEvent.click(await dialog.findByRole('radio', { name: 'It costs too much' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Continue' }));
  return dialog;
}

/** The first step: why, with room for more words. */
export const Default: Story = {
  render: framed({}),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await expect(await dialog.findAllByRole('radio')).toHaveLength(8);
    await expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled();
  },
};

/** The second step: what ends and when. */
export const Confirm: Story = {
  render: framed({}),
  play: async ({ canvasElement }) => {
    const dialog = await openConfirmation(canvasElement);
    await expect(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' })).toBeVisible();
    await expect(dialog.getByText('API access')).toBeVisible();
  },
};

/** A trial ends without a charge. */
export const Trialing: Story = {
  render: framed({
    account: { subscription: subscriptions.trialing },
    answers: {
      ...answers,
      getCancelOptions: cancelOptionsWith({ isTrialing: true, endsAt: '2026-12-07T09:00:00.000Z' }),
    },
  }),
  play: async ({ canvasElement }) => {
    const dialog = await openConfirmation(canvasElement);
    await expect(dialog.getByText(/You are not charged/)).toBeVisible();
  },
};

/** The last step: it is true now, and can be undone. */
export const Done: Story = {
  render: framed({}),
  play: async ({ canvasElement }) => {
    const dialog = await openConfirmation(canvasElement);
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' }));
    await expect(await dialog.findByText('Your subscription is canceled')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Keep my subscription' })).toBeVisible();
  },
};

/** Canceling failed: told in place, nothing has changed. */
export const Failed: Story = {
  render: framed({ failures: { cancelSubscription: 'provider_unavailable' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openConfirmation(canvasElement);
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' }));
    await expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
  },
};

/** The shape of what comes. */
export const Loading: Story = {
  render: framed({ latencyMs: { getCancelOptions: 'never' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await expect(dialog.getByText('Loading…')).toBeInTheDocument();
  },
};

/** The server refuses. */
export const PermissionDenied: Story = {
  render: framed({ failures: { getCancelOptions: 'forbidden' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await expect(await dialog.findByRole('alert')).toHaveTextContent('You may not do this');
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: framed({ locale: 'ar', messages: ar }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement, 'إلغاء الاشتراك');
    await expect(await dialog.findByRole('radio', { name: 'التكلفة مرتفعة' })).toBeVisible();
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Confirm, globals: { theme: 'dark' } };
