import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { BillingError, money } from '../../src/core/index.ts';
import { PlanSelector } from '../../src/index.ts';
import { de } from '../../src/locales/de.ts';
import {
  billingFor,
  catalogFor,
  downgradeQuote,
  subscriptions,
  upgradeQuote,
} from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const selector = <PlanSelector returnPath="/billing" />;
const answers = {
  previewChange: upgradeQuote(),
  changeSubscription: { billing: billingFor(), receipt: { charged: money(13317, 'USD'), unpaid: null } },
};

async function planNamed(name: string) {
  const heading = await screen.findByRole('heading', { name });
  const plan = heading.closest('li');
  if (plan === null) throw new Error(`There is no plan named ${name}.`);
  return within(plan);
}

describe('the quote of a change', () => {
  it('shows every line, also of one kind and plan', async () => {
    const warn = vi.spyOn(console, 'error').mockReturnValue();
    const discount = (amount: number) => ({
      kind: 'discount' as const,
      planName: 'Enterprise',
      money: money(amount, 'USD'),
    });
    const { user } = renderFrame(selector, {
      answers: { ...answers, previewChange: upgradeQuote({ lines: [discount(-500), discount(-700)] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Upgrade to Enterprise' }));

    expect(await screen.findByText('-$5.00')).toBeInTheDocument();
    expect(screen.getByText('-$7.00')).toBeInTheDocument();
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('no longer says that the amount has changed once the bank has declined the new one', async () => {
    const { user } = renderFrame(selector, {
      answers,
      failures: {
        changeSubscription: (_input, callNumber) =>
          callNumber === 1
            ? new BillingError('quote_changed', { message: 'Moved.', quote: upgradeQuote({ id: 'quote_2' }) })
            : 'payment_declined',
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Upgrade to Enterprise' }));
    await user.click(await screen.findByRole('button', { name: /^Pay/ }));
    await screen.findByText('The amount has changed');

    await user.click(screen.getByRole('button', { name: /^Pay/ }));

    expect(await screen.findByText('The payment was declined')).toBeInTheDocument();
    expect(screen.queryByText('The amount has changed')).toBeNull();
  });

  it('says aloud that the amount is there', async () => {
    const { user } = renderFrame(selector, { answers });
    await user.click(await screen.findByRole('button', { name: 'Upgrade to Enterprise' }));

    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText('Due now');

    expect(within(dialog).getByRole('status')).toHaveTextContent('Due now: $133.18');
  });
});

describe('PlanSelector', () => {
  it('says of an add-on that it is not sold in the currency', async () => {
    const billing = billingFor({ subscription: null });
    const catalog = catalogFor(billing, 'EUR');
    renderFrame(selector, {
      account: { subscription: null },
      answers: {
        getCatalog: { ...catalog, addOns: catalog.addOns.map((addOn) => ({ ...addOn, money: null })) },
      },
    });

    expect(await screen.findAllByText('Not sold in EUR')).toHaveLength(catalog.addOns.length);
  });

  it('says on each button what pressing it does', async () => {
    renderFrame(selector);

    expect(await screen.findByRole('button', { name: 'Upgrade to Enterprise' })).toBeEnabled();
    expect(screen.getByRole('button', { name: 'Downgrade on December 21' })).toBeEnabled();
    expect((await planNamed('Professional')).queryByRole('button')).toBeNull();
  });

  it('tells the year of a date where it is another one in the time zone of the account', async () => {
    renderFrame(selector, {
      account: { subscription: { ...subscriptions.active, currentPeriodEnd: '2026-12-31T23:30:00.000Z' } },
    });

    expect(await screen.findByRole('button', { name: 'Downgrade on January 1, 2027' })).toBeEnabled();
  });

  it('tells buttons of the same words apart by the plan they belong to', async () => {
    renderFrame(selector, { account: { subscription: null } });

    const buttons = await screen.findAllByRole('button', { name: 'Start 14-day free trial' });

    expect(buttons.map((button) => button.getAttribute('aria-describedby')).map(textOf)).toEqual([
      'Starter',
      'Professional',
      'Enterprise',
    ]);
  });

  it('writes the saving of a year into the label, from the prices', async () => {
    renderFrame(selector, { account: { subscription: null } });

    expect(await screen.findByRole('radio', { name: /^Yearly\s*2 months free$/ })).not.toBeChecked();
  });

  it('says "up to" when plans save differently', async () => {
    const catalog = catalogFor(billingFor({ subscription: null }));
    const [starter, ...rest] = catalog.plans;
    if (starter === undefined) throw new Error('There is no plan.');
    const dearer = starter.prices.map((price) =>
      price.interval === 'year' ? { ...price, money: money(31000, 'USD') } : price,
    );
    renderFrame(selector, {
      account: { subscription: null },
      answers: { getCatalog: { ...catalog, plans: [{ ...starter, prices: dearer }, ...rest] } },
    });

    expect(await screen.findByRole('radio', { name: /save up to 16%/ })).toBeInTheDocument();
  });

  it('changes the interval by keyboard', async () => {
    const { user } = renderFrame(selector, { account: { subscription: null } });
    const month = await screen.findByRole('radio', { name: 'Monthly' });

    month.focus();
    await user.keyboard('{ArrowRight}');

    expect(screen.getByText('$790')).toBeInTheDocument();
    expect(screen.getByText('$65.84 per month, billed yearly')).toBeInTheDocument();
  });

  it('writes every amount as one text node', async () => {
    renderFrame(selector, { account: { subscription: null } });

    const amount = await screen.findByText('$79');

    expect([...amount.childNodes].map(({ nodeType }) => nodeType)).toEqual([Node.TEXT_NODE]);
  });

  it('asks for another currency when one is chosen', async () => {
    const { user, calls } = renderFrame(selector, { account: { subscription: null } });

    await user.selectOptions(await screen.findByRole('combobox', { name: 'Currency' }), 'JPY');

    expect(await screen.findByText('¥12,000')).toBeInTheDocument();
    expect(calls('getCatalog').at(-1)?.input).toEqual({ currency: 'JPY' });
  });

  it('starts one checkout for two clicks and goes to its page', async () => {
    const navigate = vi.fn();
    const { calls } = renderFrame(selector, {
      account: { subscription: null },
      navigate,
      answers: {
        startCheckout: {
          asOf: '2026-11-23T10:00:00Z',
          id: 'co_1',
          status: 'open',
          priceId: 'professional-month',
          planName: 'Professional',
          url: 'https://pay.example/co_1',
          expiresAt: '2026-11-24T10:00:00Z',
        },
      },
    });
    const button = (await planNamed('Professional')).getByRole('button');

    fireEvent.click(button);
    fireEvent.click(button);

    await waitFor(() => expect(navigate).toHaveBeenCalledExactlyOnceWith('https://pay.example/co_1'));
    expect(calls('startCheckout')).toHaveLength(1);
    expect(button).toHaveTextContent('Opening checkout…');
  });

  it('explains once, above the plans, why nothing can be changed', async () => {
    renderFrame(selector, { account: { subscription: subscriptions.pastDue } });

    expect(await screen.findByText(/Once it is paid, you can change the plan/)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('undoes a scheduled change and keeps the focus', async () => {
    const { user, calls } = renderFrame(selector, {
      account: { subscription: subscriptions.changeScheduled },
      answers: { dropScheduledChange: { billing: billingFor() } },
    });

    await user.click(await screen.findByRole('button', { name: 'Keep Professional' }));

    await waitFor(() => expect(calls('dropScheduledChange')).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole('region', { name: 'Plans' })).toHaveFocus());
  });

  it('speaks the language of the messages it is given', async () => {
    renderFrame(selector, { locale: 'de', messages: de });

    expect(await screen.findByRole('button', { name: 'Auf Enterprise erweitern' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Zum 21. Dezember wechseln' })).toBeInTheDocument();
  });
});

describe('the confirmation of a change', () => {
  async function openUpgrade(frame: Parameters<typeof renderFrame>[1] = { answers }) {
    const rendered = renderFrame(selector, frame);
    await rendered.user.click(await screen.findByRole('button', { name: 'Upgrade to Enterprise' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Upgrade to Enterprise' }));
    return { ...rendered, dialog };
  }

  it('shows every amount before anything is charged', async () => {
    const { dialog, calls } = await openUpgrade();

    expect(await dialog.findByText('Unused time on Professional')).toBeInTheDocument();
    expect(dialog.getByText('-$73.68')).toBeInTheDocument();
    expect(dialog.getByText('$21.26')).toBeInTheDocument();
    expect(dialog.getByText('$133.18')).toBeInTheDocument();
    expect(dialog.getByText('in 28 days, December 21, 2026')).toBeInTheDocument();
    expect(dialog.getByText('Visa ending in 4242')).toBeInTheDocument();
    expect(dialog.getByText('This is the exact amount.')).toBeInTheDocument();
    expect(calls('changeSubscription')).toHaveLength(0);
  });

  it('says when an amount is an estimate and the tax unknown', async () => {
    const { dialog } = await openUpgrade({
      answers: { previewChange: upgradeQuote({ accuracy: 'estimate', tax: null }) },
    });

    expect(await dialog.findByText(/This is an estimate/)).toBeInTheDocument();
    expect(dialog.getByText('Added where it applies')).toBeInTheDocument();
  });

  it('pays once for two clicks, and tells what was really charged', async () => {
    const { dialog, calls } = await openUpgrade();
    const pay = await dialog.findByRole('button', { name: 'Pay $133.18 now and upgrade' });

    fireEvent.click(pay);
    fireEvent.click(pay);

    expect(await dialog.findByText(/\$133\.17 was charged/)).toBeInTheDocument();
    expect(calls('changeSubscription')).toHaveLength(1);
    expect(dialog.getByRole('heading', { name: 'You are on Enterprise' })).toHaveFocus();
  });

  it('schedules a downgrade by its date', async () => {
    const { user } = renderFrame(selector, { answers: { previewChange: downgradeQuote() } });

    await user.click(await screen.findByRole('button', { name: 'Downgrade on December 21' }));

    expect(
      await screen.findByRole('button', { name: 'Schedule downgrade for December 21, 2026' }),
    ).toBeInTheDocument();
  });

  it('shows a quote that changed as such and asks again', async () => {
    const quote = upgradeQuote({ id: 'quote_2', dueNow: money(13990, 'USD') });
    const { dialog, user } = await openUpgrade({
      answers,
      failures: {
        changeSubscription: new BillingError('quote_changed', { message: 'The amount changed.', quote }),
      },
    });

    await user.click(await dialog.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent('The amount has changed');
    expect(dialog.getByRole('button', { name: 'Pay $139.90 now and upgrade' })).toBeEnabled();
  });

  it('explains a declined payment in place', async () => {
    const { dialog, user } = await openUpgrade({
      answers,
      failures: { changeSubscription: 'payment_declined' },
    });

    await user.click(await dialog.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent('The payment was declined');
  });

  it('leads to the bank where the payment has to be confirmed', async () => {
    const { dialog, user } = await openUpgrade({
      answers,
      failures: {
        changeSubscription: new BillingError('payment_action_required', {
          message: 'Confirm the payment.',
          actionUrl: 'https://bank.example/confirm',
        }),
      },
    });

    await user.click(await dialog.findByRole('button', { name: 'Pay $133.18 now and upgrade' }));

    expect(await dialog.findByRole('link', { name: 'Complete the payment' })).toHaveAttribute(
      'href',
      'https://bank.example/confirm',
    );
  });

  it('closes by Escape and gives the focus back', async () => {
    const { user } = await openUpgrade();

    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: 'Upgrade to Enterprise' })).toHaveFocus();
  });
});

function textOf(id: string | null): string | null | undefined {
  return id === null ? null : document.getElementById(id)?.textContent;
}
