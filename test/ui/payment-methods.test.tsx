import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { money } from '../../src/core/index.ts';
import { PaymentMethods } from '../../src/index.ts';
import {
  type BillingFixtureOptions,
  billingFor,
  mastercard,
  paymentMethodListFor,
  subscriptions,
} from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const overdue: BillingFixtureOptions = {
  subscription: subscriptions.pastDue,
  overduePayment: { money: money(9401, 'USD'), attempts: 2, nextAttemptAt: '2026-11-26T09:00:00.000Z' },
};

function renderMethods({ account, answers, ...frame }: Parameters<typeof renderFrame>[1] = {}) {
  return renderFrame(<PaymentMethods returnPath="/billing" />, {
    account,
    answers: {
      listPaymentMethods: paymentMethodListFor(billingFor(account), [mastercard]),
      setDefaultPaymentMethod: { billing: billingFor({ paymentMethod: mastercard }) },
      removePaymentMethod: { billing: billingFor() },
      addPaymentMethod: { url: 'https://pay.example/session', expiresAt: '2026-11-23T11:00:00.000Z' },
      ...answers,
    },
    ...frame,
  });
}

const MAKE_DEFAULT = 'Make default: Mastercard ending in 4444';
const REMOVE = 'Remove: Mastercard ending in 4444';

describe('PaymentMethods', () => {
  it('offers for each what can be done, and says why the one that is charged stays', async () => {
    renderMethods();

    const [first, second] = await screen.findAllByRole('listitem');
    if (first === undefined || second === undefined) throw new Error('Two are on file.');
    expect(within(first).queryByRole('button')).toBeNull();
    expect(first).toHaveTextContent('Your subscription is charged to this one.');
    expect(
      within(second)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual([MAKE_DEFAULT, REMOVE]);
  });

  it('makes another the default once for two clicks, and says so', async () => {
    const { calls } = renderMethods();
    const button = await screen.findByRole('button', { name: MAKE_DEFAULT });

    fireEvent.click(button);
    fireEvent.click(button);

    expect(await screen.findByText('Mastercard ending in 4444 is charged from now on.')).toBeInTheDocument();
    expect(calls('setDefaultPaymentMethod').map(({ input }) => input)).toEqual([
      { paymentMethodId: 'pm_2', revision: billingFor().revision },
    ]);
  });

  it('says how much is charged at once before anything is, where something is owed', async () => {
    const { user, calls } = renderMethods({ account: overdue });

    await user.click(await screen.findByRole('button', { name: MAKE_DEFAULT }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/^\$94\.01 could not be collected and is charged to it now/)).toBeInTheDocument();
    expect(calls('setDefaultPaymentMethod')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Use it and pay $94.01' }));

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls('setDefaultPaymentMethod')).toHaveLength(1);
  });

  it('removes nothing without being asked twice, and keeps the dialog open with what went wrong', async () => {
    const { user, calls } = renderMethods({ failures: { removePaymentMethod: 'provider_unavailable' } });
    await user.click(await screen.findByRole('button', { name: REMOVE }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(calls('removePaymentMethod')).toEqual([]);

    await user.click(dialog.getByRole('button', { name: REMOVE }));

    expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
    await user.click(dialog.getByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: REMOVE })).toHaveFocus();
  });

  it('sends the browser to the page of the provider, once', async () => {
    const navigate = vi.fn();
    const { calls } = renderMethods({ navigate });
    const button = await screen.findByRole('button', { name: 'Add payment method' });

    fireEvent.click(button);
    fireEvent.click(button);

    await waitFor(() => expect(navigate.mock.calls).toEqual([['https://pay.example/session']]));
    expect(calls('addPaymentMethod').map(({ input }) => input)).toEqual([{ returnPath: '/billing' }]);
    expect(screen.getByRole('button', { name: 'Opening the secure page…' })).toBeInTheDocument();
  });

  it('asks for nothing a member may not see', async () => {
    const { calls } = renderMethods({ account: { role: 'member' } });

    expect(await screen.findByText('Payment methods are not shown to you')).toBeInTheDocument();
    expect(calls('listPaymentMethods')).toEqual([]);
  });

  it('waits with the first card for the checkout of a plan', async () => {
    renderMethods({
      account: { subscription: null, paymentMethod: null },
      answers: { listPaymentMethods: { asOf: billingFor().asOf, items: [] } },
    });

    expect(await screen.findByText('You are asked for one when you choose a plan.')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
