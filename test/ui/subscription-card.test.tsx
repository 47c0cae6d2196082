import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { money, SUBSCRIPTION_STATUSES } from '../../src/core/index.ts';
import { SubscriptionCard } from '../../src/index.ts';
import { en } from '../../src/locales/en.ts';
import {
  billingFor,
  cancelOptionsWith,
  resumeQuote,
  subscriptions,
  subscriptionWith,
} from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

async function card() {
  return within(await screen.findByRole('region', { name: 'Professional' }));
}

describe('SubscriptionCard', () => {
  it.each(SUBSCRIPTION_STATUSES)('says in plain words that a subscription is %s', async (status) => {
    renderFrame(<SubscriptionCard />, { account: { subscription: subscriptionWith({ status }) } });

    const word = (await card()).getByText(en.status[status]);

    expect(word).toBeInTheDocument();
    expect(word).not.toHaveTextContent('_');
  });

  it('says what is charged next, and when, relative and exact', async () => {
    renderFrame(<SubscriptionCard />);

    expect((await card()).getByText('$79.00 plus any tax')).toBeInTheDocument();
    expect((await card()).getByText('in 28 days, December 21, 2026')).toBeInTheDocument();
    expect((await card()).getByText('Visa ending in 4242')).toBeInTheDocument();
    expect((await card()).getByText('Expires 04/2028')).toBeInTheDocument();
  });

  it('says when a trial ends and what is charged then', async () => {
    renderFrame(<SubscriptionCard />, { account: { subscription: subscriptions.trialing } });

    expect((await card()).getByText('Trial ends')).toBeInTheDocument();
    expect((await card()).getByText('First charge')).toBeInTheDocument();
    expect((await card()).getByText('in 14 days, December 7, 2026')).toBeInTheDocument();
  });

  it('says what is owed while a payment is open', async () => {
    const overduePayment = {
      money: { amount: 9401, currency: 'USD' },
      attempts: 2,
      nextAttemptAt: '2026-11-26T09:00:00.000Z',
    };
    renderFrame(<SubscriptionCard />, { account: { subscription: subscriptions.pastDue, overduePayment } });

    expect((await card()).getByText('$94.01')).toBeInTheDocument();
    expect((await card()).getByText('Next attempt in 3 days, November 26, 2026')).toBeInTheDocument();
  });

  it('takes a scheduled cancellation back and keeps the focus', async () => {
    const { user, calls } = renderFrame(<SubscriptionCard />, {
      account: { subscription: subscriptions.cancelScheduled },
      answers: { uncancelSubscription: { billing: billingFor() } },
    });

    await user.click(await screen.findByRole('button', { name: 'Keep my subscription' }));

    await waitFor(() => expect(screen.getByRole('heading', { name: 'Professional' })).toHaveFocus());
    expect(calls('uncancelSubscription')).toHaveLength(1);
    expect(screen.getByText('Your subscription continues.')).toHaveAttribute('role', 'status');
    expect(screen.queryByRole('button', { name: 'Keep my subscription' })).toBeNull();
  });

  it('drops a scheduled change', async () => {
    const { user, calls } = renderFrame(<SubscriptionCard />, {
      account: { subscription: subscriptions.changeScheduled },
      answers: { dropScheduledChange: { billing: billingFor() } },
    });

    expect(
      await screen.findByText(/Changes to Starter \(\$29\/month\) on December 21, 2026/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Keep Professional' }));

    await waitFor(() => expect(calls('dropScheduledChange')).toHaveLength(1));
  });

  it('leads through canceling and puts the focus on the card when its button is gone', async () => {
    const { user } = renderFrame(<SubscriptionCard />, {
      answers: {
        getCancelOptions: cancelOptionsWith(),
        cancelSubscription: { billing: billingFor({ subscription: subscriptions.cancelScheduled }) },
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
    await user.click(await screen.findByRole('radio', { name: 'It costs too much' }));
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await user.click(screen.getByRole('button', { name: 'Cancel on December 21, 2026' }));
    await user.click(await screen.findByRole('button', { name: 'Done' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('heading', { name: 'Professional' })).toHaveFocus();
    expect(screen.getByText('Cancels soon')).toBeInTheDocument();
  });

  it('leads through pausing, says when it resumes and what is charged then, and takes it back', async () => {
    const { user, calls } = renderFrame(<SubscriptionCard />, {
      answers: {
        pauseSubscription: { billing: billingFor({ subscription: subscriptions.pauseScheduled }) },
        dropScheduledPause: { billing: billingFor() },
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Pause subscription' }));
    await user.click(await screen.findByRole('button', { name: /^Pause from/ }));
    await user.click(await screen.findByRole('button', { name: 'Done' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('heading', { name: 'Professional' })).toHaveFocus();
    expect((await card()).getByText('Pauses soon')).toBeInTheDocument();
    expect((await card()).getByText(/pauses on .* and resumes by itself on January 21, 2027/)).toBeVisible();
    expect((await card()).getByText('Charge on resuming').nextElementSibling).toHaveTextContent('$79.00');

    await user.click((await card()).getByRole('button', { name: 'Keep it running' }));

    await waitFor(() => expect(screen.queryByText('Pauses soon')).toBeNull());
    expect(calls('dropScheduledPause')).toHaveLength(1);
    expect(screen.getByText('The pause was taken back. Your subscription continues.')).toHaveAttribute(
      'role',
      'status',
    );
    expect(screen.getByRole('heading', { name: 'Professional' })).toHaveFocus();
  });

  it('ends a pause after saying what is charged now', async () => {
    const { user, calls } = renderFrame(<SubscriptionCard />, {
      account: { subscription: subscriptions.paused },
      answers: {
        previewChange: resumeQuote(),
        changeSubscription: {
          billing: billingFor(),
          receipt: { charged: money(9401, 'USD'), unpaid: null },
        },
      },
    });

    expect((await card()).getByText('Charge on resuming').nextElementSibling).toHaveTextContent('$79.00');
    await user.click((await card()).getByRole('button', { name: 'Resume now' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Resume Professional' }));
    expect(await dialog.findByText(/The pause ends now/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Pay $94.01 now and resume' }));

    expect(await dialog.findByText(/\$94\.01 was charged/)).toBeInTheDocument();
    expect(calls('previewChange').map(({ input }) => input)).toEqual([{ resume: true }]);
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('heading', { name: 'Professional' })).toHaveFocus();
    expect((await card()).getByText('Active')).toBeInTheDocument();
  });

  it('says what is owed when the end of a pause could not be charged', async () => {
    const { user } = renderFrame(<SubscriptionCard />, {
      account: { subscription: subscriptions.paused },
      answers: {
        previewChange: resumeQuote(),
        changeSubscription: {
          billing: billingFor({ subscription: subscriptions.pastDue }),
          receipt: { charged: null, unpaid: money(9401, 'USD') },
        },
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Resume now' }));
    await user.click(await screen.findByRole('button', { name: 'Pay $94.01 now and resume' }));

    expect(await screen.findByText(/\$94\.01 could not be collected/)).toBeInTheDocument();
  });

  it('lets nobody resume or take a pause back who may not manage the subscription', async () => {
    const account = { subscription: subscriptions.paused, role: 'manager' } as const;
    renderFrame(<SubscriptionCard />, { account });

    expect((await card()).getByText('Paused')).toBeInTheDocument();
    expect((await card()).queryByRole('button')).toBeNull();
  });

  it('shows a member neither amounts nor actions', async () => {
    renderFrame(<SubscriptionCard onChangePlan={() => undefined} />, { account: { role: 'member' } });

    const region = await screen.findByRole('region', { name: 'Professional' });

    expect(region).not.toHaveTextContent('$');
    expect(region).toHaveTextContent('shown to those who manage billing');
    expect(within(region).queryByRole('button')).toBeNull();
  });

  it('offers the one way on when there is no subscription', async () => {
    const choose = vi.fn();
    const { user } = renderFrame(<SubscriptionCard onChangePlan={choose} />, {
      account: { subscription: null },
    });

    await user.click(await screen.findByRole('button', { name: 'Choose a plan' }));

    expect(choose).toHaveBeenCalledOnce();
  });

  it('shows a skeleton while its data is on the way', () => {
    renderFrame(<SubscriptionCard />, { latencyMs: 'never' });

    expect(screen.getByRole('region', { name: 'Subscription' })).toHaveAttribute('aria-busy', 'true');
  });

  it('offers another try where one can help', async () => {
    renderFrame(<SubscriptionCard />, { failures: { getBilling: 'rate_limited' } });

    const alert = await screen.findByRole('alert', {}, { timeout: 10_000 });

    expect(alert).toHaveTextContent('Wait a moment');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeEnabled();
  });

  it('writes a currency without decimals as it is', async () => {
    renderFrame(<SubscriptionCard />, { account: { subscription: subscriptions.yen } });

    expect((await card()).getByText('¥12,000')).toBeInTheDocument();
    expect((await card()).getByText('¥12,000 plus any tax')).toBeInTheDocument();
  });
});
