import { describe, expect, it } from 'vitest';
import { redactPayload } from '../../../src/server/work/redact-payload.ts';

describe('what an operator sees of a webhook', () => {
  it('keeps ids, instants, states, amounts and yes or no', () => {
    const event = {
      type: 'order.paid',
      timestamp: '2027-01-01T09:00:00.123456Z',
      data: {
        id: '3f0c1c1e-6f0b-4a3e-9a1d-0f6f5f1f2e3d',
        status: 'paid',
        currency: 'usd',
        total_amount: 7900,
        is_invoice_generated: false,
        next_payment_attempt_at: null,
      },
    };

    expect(redactPayload(event)).toEqual(event);
  });

  it('tells of every other text only how long it is', () => {
    expect(
      redactPayload({
        data: {
          name: 'Ada Lindqvist',
          email: 'ada@northwind.example',
          billing_address: { line1: 'Storgatan 1', country: 'SE' },
          url: 'https://polar.sh/checkout/polar_c_secret',
          status: 'Ada wrote a sentence here',
        },
      }),
    ).toEqual({
      data: {
        name: '[13 characters]',
        email: '[21 characters]',
        billing_address: { line1: '[11 characters]', country: '[2 characters]' },
        url: '[40 characters]',
        status: '[25 characters]',
      },
    });
  });

  it('tells of what merchants and customers write themselves only how much it is', () => {
    expect(redactPayload({ metadata: { ssn: 123456789 }, custom_field_data: ['x', 'y'] })).toEqual({
      metadata: '[1 members]',
      custom_field_data: '[2 members]',
    });
  });

  it('tells of a name that is a sentence only how long it is', () => {
    expect(redactPayload({ 'Ada Lindqvist, Storgatan': 1 })).toEqual({ '[name of 24 characters]': 1 });
  });

  it('shows of lists and objects the first hundred, and nothing below the twelfth level', () => {
    expect(redactPayload(Array(150).fill(1))).toHaveLength(100);
    let deep: unknown = 'bottom';
    for (let level = 0; level < 40_000; level += 1) deep = [deep];
    expect(JSON.stringify(redactPayload(deep))).toBe(`${'['.repeat(12)}"[1 members]"${']'.repeat(12)}`);
  });

  it('makes no prototype of a member called __proto__', () => {
    const shown = redactPayload(JSON.parse('{"__proto__":{"isAdmin":true}}')) as { isAdmin?: boolean };

    expect(shown.isAdmin).toBeUndefined();
    expect(JSON.stringify(shown)).toBe('{"__proto__":{"isAdmin":true}}');
  });
});
