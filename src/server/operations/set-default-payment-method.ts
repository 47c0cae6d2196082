import { BillingError } from '../../core/index.ts';
import { isDefault } from '../display/payment-method-view.ts';
import { paymentMethodCommand } from './payment-method-command.ts';

/** `POST /set-default-payment-method`: what is charged from now on, and at once where something is owed. */
export const setDefaultPaymentMethod = paymentMethodCommand({
  requirePossible(paymentMethodId, state) {
    if (!isDefault(paymentMethodId, state)) return;
    throw new BillingError('conflict', { message: 'This payment method is the default already.' });
  },
  ask: (input, provider) => provider.setDefaultPaymentMethod(input),
  isDone: (paymentMethodId, { customer }) => customer.defaultPaymentMethodId === paymentMethodId,
  toAudit: ({ defaultPaymentMethod }) => ({
    action: 'payment_method.set_default',
    details: { replaces: defaultPaymentMethod?.id ?? null },
    before: { isDefault: false },
    after: { isDefault: true },
  }),
});
