import { BillingError } from '../../core/index.ts';
import { isRemovable } from '../display/payment-method-view.ts';
import { paymentMethodCommand } from './payment-method-command.ts';

/** `POST /remove-payment-method`: takes off file what nothing is charged to. */
export const removePaymentMethod = paymentMethodCommand({
  requirePossible(paymentMethodId, state) {
    if (isRemovable(paymentMethodId, state)) return;
    throw new BillingError('conflict', {
      message: 'Your subscription is charged to this payment method. Make another one the default first.',
    });
  },
  ask: (input, provider) => provider.removePaymentMethod(input),
  isDone: (paymentMethodId, { methods }) => methods.every(({ id }) => id !== paymentMethodId),
  toAudit: () => ({
    action: 'payment_method.removed',
    details: {},
    before: { isOnFile: true },
    after: { isOnFile: false },
  }),
});
