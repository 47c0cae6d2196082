import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { isolateAmount } from '../../src/core/isolate-amount.ts';
import { en } from '../../src/locales/en.ts';
import { Button } from '../../src/ui/lib/button.tsx';
import { cn } from '../../src/ui/lib/cn.ts';
import { mergeMessages } from '../../src/ui/lib/merge-messages.ts';
import { monthlyEquivalent } from '../../src/ui/lib/monthly-equivalent.ts';
import { slot } from '../../src/ui/lib/slot.ts';

describe('slot', () => {
  it('names the part and its state, with booleans only while true', () => {
    expect(slot('plan', { status: 'active', current: true, scheduled: false, kind: null })).toEqual({
      'data-slot': 'floe-plan',
      'data-status': 'active',
      'data-current': '',
    });
  });
});

describe('cn', () => {
  it('leaves out what is empty and keeps the order', () => {
    expect(cn('a', null, '', undefined, false, 'b')).toBe('a b');
  });
});

describe('monthlyEquivalent', () => {
  it('rounds a month of a year up to a whole minor unit', () => {
    const money = { amount: 79000, currency: 'USD' };

    expect(monthlyEquivalent({ interval: 'year', intervalCount: 1, money })).toEqual({
      amount: 6584,
      currency: 'USD',
    });
  });

  it('is null for what is not paid by the year', () => {
    expect(monthlyEquivalent({ interval: 'month', intervalCount: 1, money: null })).toBeNull();
  });
});

describe('Button', () => {
  it('ignores presses while pending, says so, and keeps the focus', async () => {
    const press = vi.fn();
    const user = userEvent.setup();
    const { rerender } = render(<Button onClick={press}>Pay</Button>);
    await user.click(screen.getByRole('button', { name: 'Pay' }));

    rerender(
      <Button onClick={press} pending="Paying…">
        Pay
      </Button>,
    );
    await user.keyboard('{Enter}');

    expect(press).toHaveBeenCalledOnce();
    expect(screen.getByRole('button', { name: 'Paying…' })).toHaveFocus();
    expect(screen.getByRole('button')).toHaveAttribute('aria-busy', 'true');
  });

  it('gives everything to its child where asked, without losing what the child has', async () => {
    const outer = vi.fn();
    const inner = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    const outerRef = createRef<HTMLButtonElement>();
    const innerRef = createRef<HTMLAnchorElement>();
    render(
      <Button ref={outerRef} asChild className="outer" onClick={outer}>
        <a ref={innerRef} href="/plans" className="inner" onClick={inner}>
          Plans
        </a>
      </Button>,
    );

    const link = screen.getByRole('link', { name: 'Plans' });
    await userEvent.click(link);

    expect(link).toHaveClass('outer', 'inner');
    expect(inner).toHaveBeenCalledOnce();
    expect(outer).not.toHaveBeenCalled();
    expect([outerRef.current, innerRef.current]).toEqual([link, link]);
  });
});

describe('mergeMessages', () => {
  it('replaces single messages and keeps the rest', () => {
    const messages = mergeMessages({ cancelFlow: { keep: 'Stay with us' } });

    expect(messages.cancelFlow.keep).toBe('Stay with us');
    expect(messages.cancelFlow.continue).toBe(en.cancelFlow.continue);
  });

  it('leaves out what is not of the kind it replaces', () => {
    const wrong = { cancelFlow: { confirm: 'not a function' }, common: 'not a group' };

    // A host without TypeScript can give anything.
    expect(mergeMessages(wrong as unknown as Parameters<typeof mergeMessages>[0])).toEqual(en);
  });
});

describe('isolateAmount', () => {
  it('holds an amount of a right-to-left language together', () => {
    const amount = new Intl.NumberFormat('ar', { style: 'currency', currency: 'USD' }).format(-20.5);

    expect(isolateAmount(amount)).toMatch(/^\u2066-20.50\u00a0US\$\u2069$/);
  });

  it('leaves other amounts as they are', () => {
    expect(isolateAmount('-$20.50')).toBe('-$20.50');
  });
});
