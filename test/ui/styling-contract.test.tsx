import { readFileSync } from 'node:fs';
import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { BillingError } from '../../src/core/index.ts';
import { BillingAlert, BillingPage, CancelFlow, PauseFlow, PaymentMethods } from '../../src/index.ts';
import {
  billingFor,
  cancelOptionsWith,
  checkoutIn,
  invoicePage,
  invoices,
  mastercard,
  paymentMethodListFor,
  subscriptions,
  upgradeQuote,
} from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const docs = readFileSync('docs/theming.md', 'utf8');

const page = <BillingPage returnPath="/billing" checkoutId="co_1" />;

const answers = {
  getCheckout: checkoutIn('succeeded'),
  previewChange: upgradeQuote(),
  getCancelOptions: cancelOptionsWith(),
  listInvoices: invoicePage(invoices, 'page-2'),
};

/** Shows everything there is to show, step by step, and collects the slots on the way. */
async function renderedSlots(): Promise<string[]> {
  const slots = new Set<string>();
  const collect = () => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-slot]')) {
      slots.add(element.dataset.slot ?? '');
    }
  };

  renderFrame(page, { latencyMs: 'never' });
  collect();
  cleanup();

  renderFrame(page, {
    account: { subscription: null },
    answers: { ...answers, listInvoices: invoicePage([]) },
  });
  await screen.findByText('No invoices yet');
  collect();
  cleanup();

  const upgrade = renderFrame(page, {
    account: { subscription: subscriptions.changeScheduled },
    answers,
    failures: { dropScheduledChange: new BillingError('conflict', { message: 'Moved.' }) },
  });
  await screen.findByText('NL-0007');
  await upgrade.user.click(screen.getByRole('button', { name: 'Upgrade to Enterprise' }));
  await screen.findByText('This is the exact amount.');
  collect();
  cleanup();

  const cancel = renderFrame(<CancelFlow />, { answers, failures: { cancelSubscription: 'conflict' } });
  await cancel.user.click(screen.getByRole('button'));
  await cancel.user.click(await screen.findByRole('radio', { name: 'Another reason' }));
  collect();
  await cancel.user.click(screen.getByRole('button', { name: 'Continue' }));
  await cancel.user.click(screen.getByRole('button', { name: /^Cancel on/ }));
  await screen.findByRole('alert');
  collect();
  cleanup();

  const pause = renderFrame(<PauseFlow />);
  await pause.user.click(await screen.findByRole('button'));
  await screen.findByRole('dialog');
  collect();
  cleanup();

  const methods = renderFrame(<PaymentMethods returnPath="/billing" />, {
    answers: { listPaymentMethods: paymentMethodListFor(billingFor(), [mastercard]) },
  });
  await methods.user.click(await screen.findByRole('button', { name: /^Remove/ }));
  await screen.findByRole('dialog');
  collect();
  cleanup();

  renderFrame(<BillingAlert />, {
    answers: { getBilling: billingFor({ subscription: subscriptions.paused }) },
  });
  await screen.findByText('Your subscription is paused');
  collect();
  cleanup();

  return [...slots].sort();
}

/** The names in the first column of the docs' tables that begin like this. */
function documented(prefix: string): string[] {
  return [...docs.matchAll(/^\| `([^`]+)`/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name.startsWith(prefix))
    .sort();
}

describe('the styling contract', () => {
  it('lists in docs/theming.md exactly the slots that are rendered', async () => {
    expect(await renderedSlots()).toEqual(documented('floe-'));
  }, 30_000);

  it('lists in docs/theming.md exactly the variables of the theme', () => {
    const theme = readFileSync('src/ui/theme.css', 'utf8');
    const defined = new Set([...theme.matchAll(/^\s+(--floe-[\w-]+):/gm)].map(([, name]) => name ?? ''));

    expect([...defined].sort()).toEqual(documented('--floe-'));
  });
});
