import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type BillingAlert as Alert, BILLING_ALERT_KINDS } from '../../src/core/index.ts';
import { BillingAlert } from '../../src/index.ts';
import { billingFor, NOW, subscriptions } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const alert: Alert = {
  kind: 'payment_failed',
  severity: 'warning',
  id: 'payment_failed:1',
  at: '2026-11-26T09:00:00.000Z',
  money: { amount: 9401, currency: 'USD' },
  attempts: 1,
  canAct: true,
};

function renderAlert(given: Alert | null, props: Parameters<typeof BillingAlert>[0] = {}) {
  return renderFrame(<BillingAlert {...props} />, {
    answers: { getBilling: { ...billingFor(), asOf: NOW, alert: given } },
  });
}

describe('BillingAlert', () => {
  beforeEach(() => {
    window.localStorage.clear();
  });

  it('says what is owed and when it is tried again', async () => {
    renderAlert(alert);

    expect(await screen.findByRole('status')).toHaveTextContent(
      '$94.01 could not be collected. The next attempt is in 3 days, November 26, 2026.',
    );
  });

  it.each([
    [
      '2026-11-28T09:00:00.000Z',
      'What Professional gives stays available until November 28, 2026 (in 5 days).',
    ],
    ['2026-11-22T09:00:00.000Z', 'What Professional gives is not available until it is paid.'],
    [null, 'What Professional gives is not available until it is paid.'],
  ])('says what it means for access, with a grace until %s', async (graceEndsAt, sentence) => {
    const subscription = { ...subscriptions.pastDue, graceEndsAt };
    renderFrame(<BillingAlert />, {
      answers: { getBilling: { ...billingFor({ subscription }), asOf: NOW, alert } },
    });

    expect(await screen.findByRole('status')).toHaveTextContent(sentence);
  });

  it('interrupts when it is critical', async () => {
    renderAlert({ ...alert, severity: 'critical', attempts: 3 });

    expect(await screen.findByRole('alert')).toHaveTextContent('Payment failed 3 times');
  });

  it.each(BILLING_ALERT_KINDS)('tells those who cannot act on %s to ask an administrator', async (kind) => {
    renderAlert({ ...alert, kind, money: null, canAct: false });

    const shown = await screen.findByRole('status');

    expect(shown).toHaveTextContent('Ask an owner or administrator');
    expect(shown).not.toHaveTextContent('$');
  });

  it('stays away once dismissed and comes back when things get worse', async () => {
    const first = renderAlert(alert);
    await first.user.click(await screen.findByRole('button', { name: 'Dismiss this notice' }));
    expect(screen.queryByRole('status')).toBeNull();

    const [dismissed] = Object.values(window.localStorage);
    expect(dismissed).toBe(alert.id);
    first.unmount();
    renderAlert({ ...alert, id: 'payment_failed:2', attempts: 2 });

    expect(await screen.findByText('Payment failed 2 times')).toBeInTheDocument();
  });

  it('leads to where the payment method is changed', async () => {
    const update = vi.fn();
    const { user } = renderAlert(alert, { onUpdatePaymentMethod: update });

    await user.click(await screen.findByRole('button', { name: 'Update payment method' }));

    expect(update).toHaveBeenCalledOnce();
  });

  it('pays what is owed once for two clicks, with amount and card on the button, and says that it did', async () => {
    const { calls } = renderFrame(<BillingAlert />, {
      answers: {
        getBilling: { ...billingFor(), asOf: NOW, alert },
        retryPayment: { billing: billingFor(), receipt: { charged: alert.money, unpaid: null } },
      },
    });
    const button = await screen.findByRole('button', { name: 'Pay $94.01 now with Visa ending in 4242' });

    fireEvent.click(button);
    fireEvent.click(button);

    expect(await screen.findByText('$94.01 was charged. Nothing is owed any more.')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
    expect(calls('retryPayment').map(({ input }) => input)).toEqual([
      { paymentMethodId: 'pm_1', revision: billingFor().revision },
    ]);
  });

  it.each([
    ['payment_declined', 'The bank declined the payment'],
    ['limit_exceeded', 'This was tried too often'],
  ] as const)('says in place what went wrong: %s', async (code, text) => {
    const { user } = renderFrame(<BillingAlert />, {
      answers: { getBilling: { ...billingFor(), asOf: NOW, alert } },
      failures: { retryPayment: code },
    });

    await user.click(await screen.findByRole('button', { name: /^Pay/ }));

    expect(await screen.findByText(new RegExp(text))).toBeInTheDocument();
  });

  it('leads to the page of the provider where the bank wants to ask, and back to this page', async () => {
    const navigate = vi.fn();
    const { user, calls } = renderFrame(<BillingAlert />, {
      answers: {
        getBilling: { ...billingFor(), asOf: NOW, alert },
        addPaymentMethod: { url: 'https://pay.example/session', expiresAt: NOW },
      },
      failures: { retryPayment: 'payment_action_required' },
      navigate,
    });
    await user.click(await screen.findByRole('button', { name: /^Pay/ }));

    await user.click(await screen.findByRole('button', { name: 'Complete the payment' }));

    await vi.waitFor(() => expect(navigate).toHaveBeenCalledWith('https://pay.example/session'));
    expect(calls('addPaymentMethod').map(({ input }) => input)).toEqual([{ returnPath: '/' }]);
  });

  it('leaves to others on the page what they tell', async () => {
    const { calls } = renderAlert(alert, { exclude: ['payment_failed'] });

    await vi.waitFor(() => expect(calls('getBilling')).toHaveLength(1));

    expect(screen.queryByRole('status')).toBeNull();
  });

  it('says whom to turn to where the page leads to no place for another payment method', async () => {
    renderAlert(alert);

    expect(await screen.findByRole('status')).toHaveTextContent('contact support');
  });

  it('sends nobody to support who can change the payment method here', async () => {
    renderAlert(alert, { onUpdatePaymentMethod: vi.fn() });

    expect(await screen.findByRole('status')).not.toHaveTextContent('contact support');
  });
});
