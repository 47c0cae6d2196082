import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { BillingError } from '../../src/core/index.ts';
import { CheckoutStatus } from '../../src/index.ts';
import { checkoutIn, subscriptions } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

describe('CheckoutStatus', () => {
  it('says that it succeeded only once the server does', async () => {
    renderFrame(<CheckoutStatus checkoutId="co_1" />, {
      account: { subscription: subscriptions.trialing },
      answers: {
        getCheckout: (_input, callNumber) => checkoutIn(callNumber === 1 ? 'processing' : 'succeeded'),
      },
    });
    const status = await screen.findByRole('status');
    expect(status).toHaveTextContent('Confirming your payment');

    expect(await screen.findByText('Welcome to Professional', {}, { timeout: 5000 })).toBeInTheDocument();
    expect(status).toHaveTextContent('Your trial has started and ends in 14 days, December 7, 2026');
  });

  it('no longer welcomes to a plan that was changed since', async () => {
    const { calls } = renderFrame(<CheckoutStatus checkoutId="co_1" />, {
      account: { subscription: { ...subscriptions.active, priceId: 'enterprise-month' } },
      answers: { getCheckout: checkoutIn('succeeded') },
    });

    await waitFor(() => expect(calls('getCheckout')).toHaveLength(1));
    await waitFor(() => expect(screen.queryByRole('status')).not.toBeInTheDocument());
  });

  it('says that nothing was charged when it failed, and leads to the plans', async () => {
    const choose = vi.fn();
    const { user } = renderFrame(<CheckoutStatus checkoutId="co_1" onChoosePlan={choose} />, {
      answers: { getCheckout: checkoutIn('failed') },
    });

    await user.click(await screen.findByRole('button', { name: 'Choose a plan' }));

    expect(screen.getByRole('status')).toHaveTextContent('nothing was charged');
    expect(choose).toHaveBeenCalledOnce();
  });

  it('leads back to a checkout that is still open', async () => {
    renderFrame(<CheckoutStatus checkoutId="co_1" />, { answers: { getCheckout: checkoutIn('open') } });

    expect(await screen.findByRole('link', { name: 'Continue to checkout' })).toHaveAttribute(
      'href',
      'https://pay.example/co_1',
    );
  });

  it('can be put aside once it has ended', async () => {
    const dismiss = vi.fn();
    const { user } = renderFrame(<CheckoutStatus checkoutId="co_1" onDismiss={dismiss} />, {
      answers: { getCheckout: checkoutIn('expired') },
    });

    await user.click(await screen.findByRole('button', { name: 'Dismiss' }));

    expect(screen.queryByRole('status')).toBeNull();
    expect(dismiss).toHaveBeenCalledOnce();
  });

  it('shows nothing without a checkout', () => {
    const { container } = renderFrame(<CheckoutStatus checkoutId={null} />);

    expect(container).toBeEmptyDOMElement();
  });

  it('does not send people in a circle for an address that is not of a checkout of theirs', async () => {
    const dismiss = vi.fn();
    const { user } = renderFrame(<CheckoutStatus checkoutId="co_of_others" onDismiss={dismiss} />, {
      failures: { getCheckout: 'not_found' },
    });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This address does not belong to a checkout of yours');
    expect(alert).not.toHaveTextContent('Reload');
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));

    expect(screen.queryByRole('alert')).toBeNull();
    expect(dismiss).toHaveBeenCalledOnce();
  });

  it('keeps saying that there is no answer while it asks again', async () => {
    const seen: string[] = [];
    const { calls, container } = renderFrame(<CheckoutStatus checkoutId="co_1" />, {
      failures: {
        getCheckout: new BillingError('rate_limited', { message: 'Wait.', retryAfterSeconds: 60 }),
      },
      latencyMs: { getCheckout: 50 },
    });
    const alert = await screen.findByRole('alert');
    const observer = new MutationObserver(() => seen.push(container.textContent ?? ''));
    observer.observe(container, { childList: true, subtree: true, characterData: true });

    await waitFor(() => expect(calls('getCheckout').length).toBeGreaterThan(1), { timeout: 4000 });
    await waitFor(() => expect(screen.getByRole('alert')).toBeVisible());
    observer.disconnect();

    expect(seen.filter((text) => text.includes('Confirming your payment'))).toEqual([]);
    expect(screen.getByRole('alert')).toBe(alert);
  });
});
