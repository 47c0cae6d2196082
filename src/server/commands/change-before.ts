import { BillingError } from '../../core/index.ts';
import type { PaymentProvider } from '../ports/index.ts';

/**
 * A provider through which a command can change something only before its time is up. A command that has waited long
 * must not act on what it decided when another may already be running for the same owner.
 *
 * @param isLate whether the time is up.
 */
export function changeBefore(provider: PaymentProvider, isLate: () => boolean): PaymentProvider {
  const unlessLate = async <Result>(change: () => Promise<Result>): Promise<Result> => {
    if (!isLate()) return change();
    throw new BillingError('provider_unavailable', {
      message: 'The payment provider takes too long to answer. Nothing has changed. Try again in a moment.',
    });
  };
  return {
    ...provider,
    createCheckout: (input) => unlessLate(() => provider.createCheckout(input)),
    changeSubscription: (input) => unlessLate(() => provider.changeSubscription(input)),
    dropScheduledChange: (id) => unlessLate(() => provider.dropScheduledChange(id)),
    cancelSubscription: (input) => unlessLate(() => provider.cancelSubscription(input)),
    uncancelSubscription: (id) => unlessLate(() => provider.uncancelSubscription(id)),
  };
}
