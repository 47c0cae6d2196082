import { BillingError } from '../../core/index.ts';
import type { PaymentProvider } from '../ports/index.ts';
import type { CommandIntent } from './command-intent.ts';

/**
 * A provider through which a command can change something only after it has kept what it asks for, and before its time is
 * up. A command that has waited long must not act on what it decided when another may already be running for the same owner.
 *
 * @param isLate whether the time is up.
 */
export function changeBefore(
  provider: PaymentProvider,
  intent: Pick<CommandIntent, 'noted'>,
  isLate: () => boolean,
): PaymentProvider {
  const unlessLate = async <Result>(change: () => Promise<Result>): Promise<Result> => {
    if (intent.noted() === null) {
      throw new Error(
        'floe-billing: a command must note its intent before it asks the provider for a change.',
      );
    }
    if (!isLate()) return change();
    throw new BillingError('provider_unavailable', {
      message: 'The payment provider takes too long to answer. Nothing has changed. Try again in a moment.',
    });
  };
  return {
    ...provider,
    ensureCustomer: (input) => unlessLate(() => provider.ensureCustomer(input)),
    setDefaultPaymentMethod: (input) => unlessLate(() => provider.setDefaultPaymentMethod(input)),
    removePaymentMethod: (input) => unlessLate(() => provider.removePaymentMethod(input)),
    payInvoice: (input) => unlessLate(() => provider.payInvoice(input)),
    createCheckout: (input) => unlessLate(() => provider.createCheckout(input)),
    changeSubscription: (input) => unlessLate(() => provider.changeSubscription(input)),
    dropScheduledChange: (id) => unlessLate(() => provider.dropScheduledChange(id)),
    cancelSubscription: (input) => unlessLate(() => provider.cancelSubscription(input)),
    uncancelSubscription: (id) => unlessLate(() => provider.uncancelSubscription(id)),
    pauseSubscription: (input) => unlessLate(() => provider.pauseSubscription(input)),
    dropScheduledPause: (id) => unlessLate(() => provider.dropScheduledPause(id)),
    resumeSubscription: (id) => unlessLate(() => provider.resumeSubscription(id)),
  };
}
