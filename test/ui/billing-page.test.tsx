import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { money } from '../../src/core/index.ts';
import { BillingPage } from '../../src/index.ts';
import { checkoutIn, subscriptions } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const page = <BillingPage returnPath="/billing" />;

describe('BillingPage', () => {
  it('has subscription, plans, payment methods and invoices under headings', async () => {
    renderFrame(page);

    await screen.findByRole('table', { name: 'Invoices' });

    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
      'Subscription',
      'Plans',
      'Payment methods',
      'Invoices',
    ]);
  });

  it('leads from the card to the plans', async () => {
    const { user } = renderFrame(page);
    // jsdom has no layout, and so no scrolling.
    HTMLElement.prototype.scrollIntoView = () => undefined;

    await user.click(await screen.findByRole('button', { name: 'Change plan' }));

    expect(screen.getByRole('heading', { name: 'Plans' })).toHaveFocus();
  });

  it('leads from a payment that failed to the payment methods', async () => {
    const { user } = renderFrame(page, {
      account: {
        subscription: subscriptions.pastDue,
        overduePayment: { money: money(9401, 'USD'), attempts: 1, nextAttemptAt: null },
      },
    });
    // jsdom has no layout, and so no scrolling.
    HTMLElement.prototype.scrollIntoView = () => undefined;

    await user.click(await screen.findByRole('button', { name: 'Update payment method' }));

    expect(screen.getByRole('heading', { name: 'Payment methods' })).toHaveFocus();
  });

  it('explains to a member that they may look, and asks nothing the server refuses', async () => {
    const { calls } = renderFrame(<BillingPage returnPath="/billing" checkoutId="co_1" />, {
      account: { role: 'member' },
    });

    expect(await screen.findByText(/Billing of Nordlicht GmbH is managed by/)).toBeInTheDocument();
    await waitFor(() => expect(calls('getCatalog').length).toBeGreaterThan(0));
    expect([...calls('listInvoices'), ...calls('listPaymentMethods'), ...calls('getCheckout')]).toEqual([]);
    expect(screen.queryByRole('button', { name: /Upgrade|Change|Cancel/ })).toBeNull();
  });

  it('says so when someone may not see billing at all', async () => {
    renderFrame(page, { failures: { getBilling: 'forbidden', getCatalog: 'forbidden' } });

    expect(await screen.findByText('Billing is not shown to you')).toBeInTheDocument();
  });

  it('tells what became of a checkout', async () => {
    renderFrame(<BillingPage returnPath="/billing" checkoutId="co_1" />, {
      account: { subscription: subscriptions.trialing },
      answers: { getCheckout: checkoutIn('succeeded') },
    });

    expect(await screen.findByText('Welcome to Professional')).toBeInTheDocument();
  });

  it('tells an undo once: on the card, not in an alert as well', async () => {
    renderFrame(page, { account: { subscription: subscriptions.cancelScheduled } });

    expect(await screen.findAllByRole('button', { name: 'Keep my subscription' })).toHaveLength(1);
  });

  it('stays on the page when only the plans cannot be loaded, and says so there', async () => {
    const { calls } = renderFrame(page, {
      failures: { getCatalog: 'not_found' },
      latencyMs: { getCatalog: 20 },
    });
    const card = await screen.findByRole('heading', { name: 'Professional' });

    // Once for the page, and once more for the selector that appears with its error.
    await waitFor(() => expect(calls('getCatalog')).toHaveLength(2));
    expect(await screen.findByText('The plans could not be loaded')).toBeInTheDocument();
    expect(card).toBeInTheDocument();
    expect(calls('getCatalog')).toHaveLength(2);
  });
});
