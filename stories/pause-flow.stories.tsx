import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, within } from 'storybook/test';
import { PauseFlow, SubscriptionCard } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import { billingFor, subscriptions } from './support/fixtures.ts';
import { openDialog } from './support/open-dialog.ts';

const meta = { title: 'Presets/PauseFlow', component: PauseFlow } satisfies Meta<typeof PauseFlow>;

export default meta;
type Story = StoryObj<typeof meta>;

const answers: BillingFrameProps['answers'] = {
  pauseSubscription: { billing: billingFor({ subscription: subscriptions.pauseScheduled }) },
  dropScheduledPause: { billing: billingFor() },
};

function framed(frame: BillingFrameProps = {}): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame answers={answers} {...frame}>
      <PauseFlow {...args} />
    </BillingFrame>
  );
}

const openFlow = (canvasElement: HTMLElement, button = 'Pause subscription') =>
  openDialog(canvasElement, button);

/** For how long, with the day on which the plan goes on as the headline, and what happens until then. */
export const Default: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await userEvent.click(dialog.getByRole('radio', { name: /^3 months/ }));
    await expect(dialog.getByRole('heading', { name: 'Pause until March 21, 2027' })).toBeVisible();
    await expect(dialog.getByText(/\$79\.00 plus any tax is charged/)).toBeVisible();
  },
};

/** It is true now, and can be undone. */
export const Done: Story = {
  render: framed(),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await userEvent.click(dialog.getByRole('button', { name: /^Pause from/ }));
    await expect(await dialog.findByText('Your plan resumes on January 21, 2027')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Keep it running' })).toBeVisible();
  },
};

/** A price in yen. */
export const Yen: Story = {
  render: framed({ account: { subscription: subscriptions.yen }, currency: 'JPY' }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await expect(dialog.getByText(/¥12,000 plus any tax is charged/)).toBeVisible();
  },
};

/** The server is asked: nothing can be clicked twice. */
export const Pending: Story = {
  render: framed({ latencyMs: { pauseSubscription: 'never' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await userEvent.click(dialog.getByRole('button', { name: /^Pause from/ }));
    await expect(dialog.getByRole('button', { name: 'Scheduling the pause…' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Not now' })).toBeDisabled();
  },
};

/** Pausing failed: told in place, nothing has changed. */
export const Failed: Story = {
  render: framed({ failures: { pauseSubscription: 'provider_unavailable' } }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement);
    await userEvent.click(dialog.getByRole('button', { name: /^Pause from/ }));
    await expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
  },
};

/** A member is not offered a pause: there is no button. */
export const PermissionDenied: Story = {
  render: (args) => (
    <BillingFrame account={{ role: 'member' }}>
      <SubscriptionCard />
      <PauseFlow {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByRole('region', { name: 'Professional' })).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: framed({ locale: 'ar', messages: ar }),
  play: async ({ canvasElement }) => {
    const dialog = await openFlow(canvasElement, ar.pauseFlow.title);
    await expect(dialog.getAllByRole('radio')).toHaveLength(3);
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Default, globals: { theme: 'dark' } };
