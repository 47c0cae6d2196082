import { describe, expect, it } from 'vitest';
import { OPERATION_NAMES, operationMethod, operationPath } from '../../src/contract/index.ts';
import { operationInputs, operationOutputs } from '../../src/contract/schemas/index.ts';

describe('operations', () => {
  it('have a schema for input and output each', () => {
    expect(Object.keys(operationInputs).sort()).toEqual([...OPERATION_NAMES].sort());
    expect(Object.keys(operationOutputs).sort()).toEqual([...OPERATION_NAMES].sort());
  });

  it('derive method and path from kind and name', () => {
    expect([operationMethod('getBilling'), operationPath('getBilling')]).toEqual(['GET', '/get-billing']);
    expect([operationMethod('startCheckout'), operationPath('startCheckout')]).toEqual([
      'POST',
      '/start-checkout',
    ]);
  });
});

describe('return paths', () => {
  const parse = (returnPath: string) =>
    operationInputs.startCheckout.safeParse({ priceId: 'starter-month', returnPath }).success;

  it.each(['/', '/settings/billing?tab=plans'])('allow %s', (path) => {
    expect(parse(path)).toBe(true);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'settings', '/a\nb', ''])(
    'refuse %j, which leaves the app',
    (path) => {
      expect(parse(path)).toBe(false);
    },
  );
});

describe('inputs', () => {
  it('refuse members they do not know', () => {
    expect(operationInputs.getBilling.safeParse({ externalId: 'organization_2' }).success).toBe(false);
  });

  it('read the numbers of a query from text', () => {
    expect(operationInputs.listInvoices.parse({ limit: '50' })).toEqual({ limit: 50 });
    expect(operationInputs.listInvoices.safeParse({ limit: '0' }).success).toBe(false);
  });

  it('refuse control characters, which the database cannot keep', () => {
    const inputs = [
      operationInputs.getInvoiceDocument.safeParse({ invoiceId: 'inv\0' }),
      operationInputs.getCheckout.safeParse({ checkoutId: 'a\0b' }),
      operationInputs.changeSubscription.safeParse({ quoteId: '\0', revision: 'seen' }),
      operationInputs.listInvoices.safeParse({ search: 'FLOE\0' }),
      operationInputs.startCheckout.safeParse({ priceId: 'starter-month', returnPath: '/a\0b' }),
      operationInputs.cancelSubscription.safeParse({ revision: 'seen', reason: 'other', comment: '\0' }),
    ];
    expect(inputs.filter(({ success }) => success)).toEqual([]);
  });

  it('keep the lines of a comment', () => {
    const input = { revision: 'seen', reason: 'other', comment: 'One.\nTwo.' };
    expect(operationInputs.cancelSubscription.parse(input)).toEqual(input);
  });
});
