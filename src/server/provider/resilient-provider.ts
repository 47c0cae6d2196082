import {
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  retry,
  wrap,
} from 'cockatiel';
import { BillingError } from '../../core/index.ts';
import type { Logger } from '../logger.ts';
import type { PaymentProvider } from '../ports/index.ts';

const READ_ATTEMPTS = 3;
const FIRST_DELAY_MS = 150;

// A person waits for the answer: what takes longer than this is better told than waited for.
const LONGEST_DELAY_MS = 2_000;

const FAILURES_UNTIL_OPEN = 8;
const OPEN_MS = 3_000;

/**
 * A provider whose reads are tried again after failures that pass, and which is left alone for a moment after many
 * failures in a row. What charges or changes anything is never repeated here: whether it happened is for the caller to
 * find out.
 */
export function makeResilient(provider: PaymentProvider, logger: Logger): PaymentProvider {
  const breaker = circuitBreaker(handleWhen(isUnavailable), {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN),
  });
  breaker.onBreak(() => logger.warn({}, 'The payment provider is failing; it is left alone for a moment.'));
  breaker.onReset(() => logger.info({}, 'The payment provider answers again.'));
  const patient = wrap(
    retry(handleWhen(isPassing), {
      // `maxAttempts` counts the repetitions.
      maxAttempts: READ_ATTEMPTS - 1,
      backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) =>
        delayMs(attempt, result),
      ),
    }),
    breaker,
  );

  const read = <Result>(call: () => Promise<Result>) => patient.execute(call).catch(rethrow);
  const change = <Result>(call: () => Promise<Result>) => breaker.execute(call).catch(rethrow);

  return {
    webhooks: provider.webhooks,
    ensureCustomer: (input) => read(() => provider.ensureCustomer(input)),
    findCustomer: (externalId) => read(() => provider.findCustomer(externalId)),
    getCustomer: (id) => read(() => provider.getCustomer(id)),
    listPaymentMethods: (customerId) => read(() => provider.listPaymentMethods(customerId)),
    getProduct: (id) => read(() => provider.getProduct(id)),
    getCheckout: (id) => read(() => provider.getCheckout(id)),
    getSubscription: (id) => read(() => provider.getSubscription(id)),
    previewChange: (input) => read(() => provider.previewChange(input)),
    getInvoice: (id) => read(() => provider.getInvoice(id)),
    countFailedPayments: (invoiceId) => read(() => provider.countFailedPayments(invoiceId)),
    findInvoiceDocument: (invoiceId) => read(() => provider.findInvoiceDocument(invoiceId)),
    findEndpointHealth: (url) => read(() => provider.findEndpointHealth(url)),

    // Walks are as long as the data; whoever walks starts again.
    listCustomers: () => provider.listCustomers(),
    listProducts: () => provider.listProducts(),
    listSubscriptions: (customerId) => provider.listSubscriptions(customerId),
    listInvoices: (customerId) => provider.listInvoices(customerId),

    createCheckout: (input) => change(() => provider.createCheckout(input)),
    changeSubscription: (input) => change(() => provider.changeSubscription(input)),
    dropScheduledChange: (id) => change(() => provider.dropScheduledChange(id)),
    cancelSubscription: (input) => change(() => provider.cancelSubscription(input)),
    uncancelSubscription: (id) => change(() => provider.uncancelSubscription(id)),
    requestInvoiceDocument: (invoiceId) => change(() => provider.requestInvoiceDocument(invoiceId)),
    enableEndpoint: (url) => change(() => provider.enableEndpoint(url)),
    redeliver: (eventId) => change(() => provider.redeliver(eventId)),
  };
}

function isUnavailable(error: Error): boolean {
  return BillingError.is(error) && error.code === 'provider_unavailable';
}

function isPassing(error: Error): boolean {
  if (!BillingError.is(error)) return false;
  const isLongWait = (error.retryAfterSeconds ?? 0) * 1000 > LONGEST_DELAY_MS;
  return (error.code === 'provider_unavailable' || error.code === 'rate_limited') && !isLongWait;
}

function delayMs(attempt: number, result: IRetryBackoffContext<unknown>['result']): number {
  const asked =
    'error' in result && BillingError.is(result.error) ? (result.error.retryAfterSeconds ?? 0) : 0;
  return Math.max(asked * 1000, FIRST_DELAY_MS * 2 ** (attempt - 1));
}

function rethrow(error: unknown): never {
  if (!isBrokenCircuitError(error)) throw error;
  throw new BillingError('provider_unavailable', {
    message: 'The payment provider cannot be reached right now. Nothing has changed. Try again in a moment.',
    retryAfterSeconds: OPEN_MS / 1000,
    cause: error,
  });
}
