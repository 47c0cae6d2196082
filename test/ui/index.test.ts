import { describe, expect, it } from 'vitest';
import * as root from '../../src/index.ts';
import * as headless from '../../src/react/index.ts';

describe('the root entry', () => {
  it('has everything of headless', () => {
    expect(Object.keys(root)).toEqual(expect.arrayContaining(Object.keys(headless)));
  });

  it('has a preset and its parts for every component', () => {
    const components = [
      'BillingAlert',
      'BillingPage',
      'CancelFlow',
      'CheckoutStatus',
      'InvoiceTable',
      'PauseFlow',
      'PaymentMethods',
      'PlanSelector',
      'SubscriptionCard',
    ];

    expect(Object.keys(root)).toEqual(
      expect.arrayContaining(components.flatMap((name) => [name, `${name}Parts`])),
    );
  });
});
