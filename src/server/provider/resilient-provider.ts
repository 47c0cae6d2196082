import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  type IPolicy,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  isBulkheadRejectedError,
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

/** How many calls of one kind are open at once, and how many more wait in line. */
const OPEN_CALLS = 20;
const WAITING_CALLS = 200;

/** What a call is for. Trouble with one kind takes nothing from another. */
type CallKind = 'read' | 'change' | 'charge' | 'upkeep';

/**
 * A provider whose reads are tried again after failures that pass, and which is left alone for a moment after many
 * failures in a row, each kind of call by itself: what people read, what they change, what they are charged for, and the server's own upkeep. A
 * kind has a number of calls of its own, so that slow reads never keep somebody from canceling. What charges or changes
 * anything is never repeated here: whether it happened is for the caller to find out.
 */
export function makeResilient(provider: PaymentProvider, logger: Logger): PaymentProvider {
  const reads = guardCalls('read', logger);
  const changes = guardCalls('change', logger);
  const charges = guardCalls('charge', logger);
  const upkeep = guardCalls('upkeep', logger);
  const patient = wrap(
    retry(handleWhen(isPassing), {
      // `maxAttempts` counts the repetitions.
      maxAttempts: READ_ATTEMPTS - 1,
      backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) =>
        delayMs(attempt, result),
      ),
    }),
    reads,
  );

  const read = <Result>(call: () => Promise<Result>) => patient.execute(call).catch(rethrow);
  const change = <Result>(call: () => Promise<Result>) => changes.execute(call).catch(rethrow);
  const charge = <Result>(call: () => Promise<Result>) => charges.execute(call).catch(rethrow);
  const keepUp = <Result>(call: () => Promise<Result>) => upkeep.execute(call).catch(rethrow);

  return {
    webhooks: provider.webhooks,
    ensureCustomer: (input) => read(() => provider.ensureCustomer(input)),
    findCustomer: (externalId) => read(() => provider.findCustomer(externalId)),
    eraseCustomer: (id) => change(() => provider.eraseCustomer(id)),
    getCustomer: (id) => read(() => provider.getCustomer(id)),
    listPaymentMethods: (customerId) => read(() => provider.listPaymentMethods(customerId)),
    getProduct: (id) => read(() => provider.getProduct(id)),
    getCheckout: (id) => read(() => provider.getCheckout(id)),
    findCheckout: (input) => read(() => provider.findCheckout(input)),
    getSubscription: (id) => read(() => provider.getSubscription(id)),
    previewChange: (input) => read(() => provider.previewChange(input)),
    previewNextCharge: (id) => read(() => provider.previewNextCharge(id)),
    getInvoice: (id) => read(() => provider.getInvoice(id)),
    countFailedPayments: (invoiceId) => read(() => provider.countFailedPayments(invoiceId)),
    findInvoiceDocument: (invoiceId) => read(() => provider.findInvoiceDocument(invoiceId)),
    readAgain: (snapshot) => read(() => provider.readAgain(snapshot)),
    listSeats: (subscriptionId) => read(() => provider.listSeats(subscriptionId)),
    findEndpointHealth: (url) => read(() => provider.findEndpointHealth(url)),

    // Walks are as long as the data; whoever walks starts again.
    readPage: (kind, query) => provider.readPage(kind, query),
    listSubscriptions: (customerId) => provider.listSubscriptions(customerId),
    listInvoices: (customerId) => provider.listInvoices(customerId),

    openPaymentMethodsPage: (input) => change(() => provider.openPaymentMethodsPage(input)),
    setDefaultPaymentMethod: (input) => charge(() => provider.setDefaultPaymentMethod(input)),
    removePaymentMethod: (input) => change(() => provider.removePaymentMethod(input)),
    createCheckout: (input) => change(() => provider.createCheckout(input)),
    changeSubscription: (input) => charge(() => provider.changeSubscription(input)),
    dropScheduledChange: (id) => change(() => provider.dropScheduledChange(id)),
    cancelSubscription: (input) => change(() => provider.cancelSubscription(input)),
    uncancelSubscription: (id) => change(() => provider.uncancelSubscription(id)),
    pauseSubscription: (input) => change(() => provider.pauseSubscription(input)),
    dropScheduledPause: (id) => change(() => provider.dropScheduledPause(id)),
    resumeSubscription: (id) => charge(() => provider.resumeSubscription(id)),
    payInvoice: (input) => charge(() => provider.payInvoice(input)),
    requestInvoiceDocument: (invoiceId) => change(() => provider.requestInvoiceDocument(invoiceId)),
    mendEndpoint: (url) => keepUp(() => provider.mendEndpoint(url)),
    redeliver: (eventId) => keepUp(() => provider.redeliver(eventId)),
  };
}

function guardCalls(kind: CallKind, logger: Logger): IPolicy {
  const breaker = circuitBreaker(handleWhen(isUnavailable), {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN),
  });
  breaker.onBreak(() =>
    logger.warn({ calls: kind }, 'The payment provider is failing; it is left alone for a moment.'),
  );
  breaker.onReset(() => logger.info({ calls: kind }, 'The payment provider answers again.'));
  // The breaker inside: those who waited in line while it opened are told at once.
  return wrap(bulkhead(OPEN_CALLS, WAITING_CALLS), breaker);
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
  if (!isBrokenCircuitError(error) && !isBulkheadRejectedError(error)) throw error;
  throw new BillingError('provider_unavailable', {
    message: 'The payment provider cannot be reached right now. Nothing has changed. Try again in a moment.',
    retryAfterSeconds: OPEN_MS / 1000,
    cause: error,
  });
}
