import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { BillingError, money } from '../src/core/index.ts';
import { PlanSelector } from '../src/index.ts';
import { ar } from '../src/locales/ar.ts';
import { BillingFrame, type BillingFrameProps } from './support/billing-frame.tsx';
import { billingFor, catalogFor, downgradeQuote, subscriptions, upgradeQuote } from './support/fixtures.ts';

const meta = {
  title: 'Presets/PlanSelector',
  component: PlanSelector,
  args: { returnPath: '/settings/billing' },
} satisfies Meta<typeof PlanSelector>;

export default meta;
type Story = StoryObj<typeof meta>;

function framed(frame: BillingFrameProps): NonNullable<Story['render']> {
  return (args) => (
    <BillingFrame {...frame}>
      <PlanSelector {...args} />
    </BillingFrame>
  );
}

/** The open dialog, once its motion has made it visible. */
async function dialog() {
  const element = await within(document.body).findByRole('dialog');
  await waitFor(() => expect(element).toBeVisible());
  return element;
}

/** Someone new: every plan starts with a trial. */
export const Default: Story = {
  render: framed({ account: { subscription: null } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const buttons = await canvas.findAllByRole('button', { name: 'Start 14-day free trial' });
    await expect(buttons).toHaveLength(3);
    await userEvent.click(canvas.getByRole('radio', { name: /Yearly.*2 months free/ }));
    await expect(canvas.getByText('$790')).toBeVisible();
  },
};

/** A customer: one plan is theirs, one is more, one is less. */
export const Subscribed: Story = {
  render: framed({}),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('Current plan')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Upgrade to Enterprise' })).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Downgrade on December 21' })).toBeVisible();
  },
};

/** The current plan is marked in the other interval too. */
export const OtherInterval: Story = {
  args: { interval: 'year' },
  render: framed({}),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('Current plan, billed monthly')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Switch to yearly' })).toBeVisible();
  },
};

/** A downgrade waits: marked, with its undo. */
export const Scheduled: Story = {
  render: framed({ account: { subscription: subscriptions.changeScheduled } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('Starts on December 21')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Keep Professional' })).toBeVisible();
  },
};

/** Nothing can be changed now, and it is said why. */
export const PastDue: Story = {
  render: framed({ account: { subscription: subscriptions.pastDue } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText(/The last payment failed/)).toBeVisible();
  },
};

/** A member may look. */
export const PermissionDenied: Story = {
  render: framed({ account: { subscription: null, role: 'member' } }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText(/ask an owner or administrator/)).toBeVisible();
    await expect(canvas.queryByRole('button')).toBeNull();
  },
};

/** What an upgrade costs, exactly, before it happens. */
export const Upgrade: Story = {
  render: framed({ answers: { previewChange: upgradeQuote() } }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    const confirm = await within(await dialog()).findByRole('button', {
      name: 'Pay $133.18 now and upgrade',
    });
    await expect(confirm).toBeVisible();
  },
};

/** An estimate says that it is one, and the tax may be unknown. */
export const Estimate: Story = {
  render: framed({
    answers: {
      previewChange: upgradeQuote({ accuracy: 'estimate', tax: null, dueNow: money(11192, 'USD') }),
    },
  }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    await expect(await within(await dialog()).findByText(/This is an estimate/)).toBeVisible();
  },
};

/** A downgrade is scheduled for the end of the period. */
export const Downgrade: Story = {
  render: framed({
    answers: {
      previewChange: downgradeQuote(),
      changeSubscription: {
        billing: billingFor({ subscription: subscriptions.changeScheduled }),
        receipt: { charged: null, unpaid: null },
      },
    },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: 'Downgrade on December 21' }));
    const open = within(await dialog());
    await userEvent.click(
      await open.findByRole('button', { name: 'Schedule downgrade for December 21, 2026' }),
    );
    await expect(await open.findByText('The change is scheduled')).toBeVisible();
  },
};

/** The quote is still being worked out. */
export const QuoteLoading: Story = {
  render: framed({ latencyMs: { previewChange: 'never' } }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    await expect(await within(await dialog()).findByText('Working out what this costs…')).toBeVisible();
  },
};

/** The amount moved while a person read: the new one is shown, and asked again. */
export const QuoteChanged: Story = {
  render: framed({
    answers: { previewChange: upgradeQuote() },
    failures: {
      changeSubscription: new BillingError('quote_changed', {
        message: 'The amount has changed.',
        quote: upgradeQuote({ id: 'quote_2', tax: money(2798, 'USD'), dueNow: money(13990, 'USD') }),
      }),
    },
  }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    const open = within(await dialog());
    await userEvent.click(await open.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));
    await expect(await open.findByText('The amount has changed')).toBeVisible();
    await expect(open.getByRole('button', { name: 'Pay $139.90 now and upgrade' })).toBeVisible();
  },
};

/** The bank says no: nothing has changed, and what to do is said. */
export const Declined: Story = {
  render: framed({
    answers: { previewChange: upgradeQuote() },
    failures: { changeSubscription: 'payment_declined' },
  }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    const open = within(await dialog());
    await userEvent.click(await open.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));
    await expect(await open.findByText('The payment was declined')).toBeVisible();
  },
};

/** Done: what was really charged. */
export const Receipt: Story = {
  render: framed({
    answers: {
      previewChange: upgradeQuote(),
      changeSubscription: { billing: billingFor(), receipt: { charged: money(13317, 'USD'), unpaid: null } },
    },
  }),
  play: async ({ canvasElement }) => {
    await userEvent.click(
      await within(canvasElement).findByRole('button', { name: 'Upgrade to Enterprise' }),
    );
    const open = within(await dialog());
    await userEvent.click(await open.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));
    await expect(await open.findByText(/\$133\.17 was charged/)).toBeVisible();
  },
};

/** The checkout could not be started: told on the plan it concerns. */
export const CheckoutFailed: Story = {
  render: framed({
    account: { subscription: null },
    failures: { startCheckout: 'provider_unavailable' },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const [first] = await canvas.findAllByRole('button', { name: 'Start 14-day free trial' });
    if (first === undefined) throw new Error('There is no plan to start.');
    await userEvent.click(first);
    await expect(await canvas.findByRole('alert')).toHaveTextContent('cannot be reached');
  },
};

/** A plan that has no price in the chosen currency, beside one that is not sold online. */
export const NoPriceInCurrency: Story = {
  render: framed({
    account: { subscription: null },
    answers: {
      getCatalog: () => {
        const catalog = catalogFor(billingFor({ subscription: null }), 'JPY');
        const plans = catalog.plans.map((plan) => {
          if (plan.id === 'enterprise')
            return { ...plan, prices: [], contactUrl: 'https://example.com/sales' };
          if (plan.id !== 'starter') return plan;
          const action = { kind: 'unavailable', reason: 'no_price_in_currency' } as const;
          return { ...plan, prices: plan.prices.map((price) => ({ ...price, money: null, action })) };
        });
        return { ...catalog, plans };
      },
    },
  }),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(await canvas.findByText('Not sold in JPY')).toBeVisible();
    await expect(canvas.getByRole('link', { name: 'Contact us' })).toBeVisible();
  },
};

/** A currency without decimals. */
export const Yen: Story = {
  render: framed({ account: { subscription: null }, currency: 'JPY' }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('¥12,000')).toBeVisible();
  },
};

/** Nothing is sold yet. */
export const Empty: Story = {
  render: framed({
    answers: { getCatalog: { ...catalogFor(billingFor()), plans: [], addOns: [] } },
  }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('No plans yet')).toBeVisible();
  },
};

/** The shape of what comes. */
export const Loading: Story = {
  render: framed({ latencyMs: 'never' }),
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('region')).toHaveAttribute('aria-busy', 'true');
  },
};

/** The plans could not be loaded. */
export const Failed: Story = {
  render: framed({ failures: { getCatalog: 'unauthenticated' } }),
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('alert')).toHaveTextContent('Sign in again');
  },
};

/** Long names, descriptions and features. */
export const LongContent: Story = {
  render: framed({
    account: { subscription: null },
    answers: {
      getCatalog: () => {
        const catalog = catalogFor(billingFor({ subscription: null }));
        const plans = catalog.plans.map((plan) => ({
          ...plan,
          name: `${plan.name} for associations and cooperatives`,
          description: `${plan.description} `.repeat(4).trim(),
          features: plan.features.map((feature) => ({
            ...feature,
            name: `${feature.name}, in every office and in every country you work in`,
          })),
        }));
        return { ...catalog, plans };
      },
    },
  }),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth));
  },
};

/** Right to left, in Arabic. */
export const RightToLeft: Story = {
  globals: { direction: 'rtl' },
  render: framed({ locale: 'ar', messages: ar }),
  play: async ({ canvasElement }) => {
    await expect(
      await within(canvasElement).findByRole('button', { name: 'الترقية إلى Enterprise' }),
    ).toBeVisible();
  },
};

/** On a dark ground. */
export const Dark: Story = { ...Subscribed, globals: { theme: 'dark' } };
