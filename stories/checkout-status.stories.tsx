import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import type { CheckoutStatus as Status } from '../src/core/index.ts';
import { CheckoutStatus } from '../src/index.ts';
import { BillingFrame } from './support/billing-frame.tsx';
import { checkoutIn, subscriptions } from './support/fixtures.ts';

const meta = {
  title: 'Presets/CheckoutStatus',
  component: CheckoutStatus,
  args: { checkoutId: 'co_1', onChoosePlan: () => undefined },
} satisfies Meta<typeof CheckoutStatus>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A story of a checkout's status, asserting its title. */
function told(status: Status, title: string): Story {
  return {
    render: (args) => (
      <BillingFrame
        account={{ subscription: status === 'succeeded' ? subscriptions.trialing : null }}
        answers={{ getCheckout: checkoutIn(status) }}
      >
        <CheckoutStatus {...args} />
      </BillingFrame>
    ),
    play: async ({ canvasElement }) => {
      await expect(await within(canvasElement).findByText(title)).toBeVisible();
    },
  };
}

export const Processing = told('processing', 'Confirming your payment');
export const Succeeded = told('succeeded', 'Welcome to Professional');
export const Failed = told('failed', 'The payment did not go through');
export const Expired = told('expired', 'This checkout has expired');
export const Open = told('open', 'Your checkout is still open');

/** A checkout of someone else, or none at all. */
export const NotFound: Story = {
  render: (args) => (
    <BillingFrame failures={{ getCheckout: 'not_found' }}>
      <CheckoutStatus {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent(
      'does not belong to a checkout of yours',
    );
  },
};

/** Before the server has answered at all. */
export const Loading: Story = {
  render: (args) => (
    <BillingFrame latencyMs="never">
      <CheckoutStatus {...args} />
    </BillingFrame>
  ),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Confirming your payment')).toBeVisible();
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Succeeded, globals: { theme: 'dark' } };
