import type { OperationInput } from '../../../../src/contract/index.ts';
import type { BillingErrorCode } from '../../../../src/core/index.ts';
import { OWN, type Route, type Send } from './stage.ts';

/** Whose ids a request carries. */
export type Whose = 'own' | 'foreign' | 'unknown';

/** Everything a request could carry that belongs to somebody. */
export interface Ids {
  invoiceId: string;
  checkoutId: string;
  quoteId: string;
  revision: string;
  priceId: string;
  paymentMethodId: string;
}

/** What is right, or an error's code. */
export type Outcome = 'ok' | BillingErrorCode;

type InputOf<Name extends Route> = Name extends 'events' ? object : OperationInput<Exclude<Name, 'events'>>;

/** How one route is asked, and what somebody who may ask is answered. */
export interface Probe<Name extends Route> {
  input(ids: Ids): InputOf<Name>;
  /** What each kind of ids is answered; a kind that makes no difference is left out. */
  answers: Partial<Record<Whose, Outcome>> & { own: Outcome };
  /** Whether the answer `ok` may leave a trace, such as a quote. @default false for queries, true for commands */
  leavesTrace?: boolean | undefined;
  /** Commands of the owner that make the request with own ids possible, and that take back what it did. */
  before?: readonly Step[] | undefined;
  after?: readonly Step[] | undefined;
}

/** A command of the owner, with ids as they are then. */
type Step =
  | 'changeSubscription'
  | 'dropScheduledChange'
  | 'cancelSubscription'
  | 'uncancelSubscription'
  | 'pauseSubscription'
  | 'dropScheduledPause';

/** Each route of the server that answers with somebody's billing. A new operation does not compile without its probe. */
export const probes: { [Name in Route]: Probe<Name> } = {
  events: { input: () => ({}), answers: { own: 'ok' } },
  getCatalog: { input: () => ({}), answers: { own: 'ok' } },
  getBilling: { input: () => ({}), answers: { own: 'ok' } },
  listInvoices: { input: () => ({}), answers: { own: 'ok' } },
  getInvoiceDocument: {
    input: ({ invoiceId }) => ({ invoiceId }),
    answers: { own: 'ok', foreign: 'not_found', unknown: 'not_found' },
    leavesTrace: true,
  },
  previewChange: {
    input: ({ priceId }) => ({ priceId }),
    answers: { own: 'ok', unknown: 'not_found' },
    leavesTrace: true,
  },
  listPaymentMethods: { input: () => ({}), answers: { own: 'ok' } },
  getCancelOptions: { input: () => ({}), answers: { own: 'ok' } },
  getCheckout: {
    input: ({ checkoutId }) => ({ checkoutId }),
    answers: { own: 'ok', foreign: 'not_found', unknown: 'not_found' },
  },
  getNotificationPreferences: { input: () => ({}), answers: { own: 'ok' } },
  listAuditEntries: { input: () => ({}), answers: { own: 'ok' } },
  startCheckout: {
    input: ({ priceId }) => ({ priceId, returnPath: '/billing' }),
    answers: { own: 'already_subscribed', unknown: 'already_subscribed' },
  },
  changeSubscription: {
    input: ({ quoteId, revision }) => ({ quoteId, revision }),
    answers: { own: 'ok', foreign: 'quote_expired', unknown: 'quote_expired' },
    after: ['dropScheduledChange'],
  },
  dropScheduledChange: {
    input: ({ revision }) => ({ revision }),
    answers: { own: 'ok', foreign: 'conflict', unknown: 'conflict' },
    before: ['changeSubscription'],
  },
  cancelSubscription: {
    input: ({ revision }) => ({ revision, reason: 'other' }),
    answers: { own: 'ok', foreign: 'conflict', unknown: 'conflict' },
    after: ['uncancelSubscription'],
  },
  uncancelSubscription: {
    input: ({ revision }) => ({ revision }),
    answers: { own: 'ok', foreign: 'conflict', unknown: 'conflict' },
    before: ['cancelSubscription'],
  },
  pauseSubscription: {
    input: ({ revision }) => ({ revision, months: 1 }),
    answers: { own: 'ok', foreign: 'conflict', unknown: 'conflict' },
    after: ['dropScheduledPause'],
  },
  dropScheduledPause: {
    input: ({ revision }) => ({ revision }),
    answers: { own: 'ok', foreign: 'conflict', unknown: 'conflict' },
    before: ['pauseSubscription'],
  },
  addPaymentMethod: { input: () => ({ returnPath: '/billing' }), answers: { own: 'ok' } },
  // What the subscription is charged to is the default already, and stays: `conflict`.
  setDefaultPaymentMethod: {
    input: ({ paymentMethodId, revision }) => ({ paymentMethodId, revision }),
    answers: { own: 'conflict', foreign: 'not_found', unknown: 'not_found' },
  },
  removePaymentMethod: {
    input: ({ paymentMethodId, revision }) => ({ paymentMethodId, revision }),
    answers: { own: 'conflict', foreign: 'not_found', unknown: 'not_found' },
  },
  // Nothing is owed.
  retryPayment: {
    input: ({ paymentMethodId, revision }) => ({ paymentMethodId, revision }),
    answers: { own: 'conflict', foreign: 'not_found', unknown: 'not_found' },
  },
  updateNotificationPreferences: {
    input: () => ({ kind: 'paused', isWanted: false }),
    answers: { own: 'ok' },
  },
};

async function read<Body>(send: Send, organization: string, route: Route, input: object = {}): Promise<Body> {
  const response = await send(route, { who: { organization, role: 'owner' }, input });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${route} of ${organization}: ${JSON.stringify(body)}`);
  // The contract says so, and other tests hold the server to it.
  return body as Body;
}

/** What an organization has now. */
export async function idsOf(send: Send, organization: string, checkoutId: string): Promise<Ids> {
  const priceId = 'starter-month';
  const { items } = await read<{ items: { id: string }[] }>(send, organization, 'listInvoices');
  const methods = await read<{ items: { id: string }[] }>(send, organization, 'listPaymentMethods');
  const { revision } = await read<{ revision: string }>(send, organization, 'getBilling');
  // While a change or a cancellation is scheduled there is nothing to preview, and nobody needs it.
  const quote = await read<{ id: string }>(send, organization, 'previewChange', { priceId }).catch(
    () => null,
  );
  return {
    invoiceId: items[0]?.id ?? '',
    checkoutId,
    quoteId: quote?.id ?? '',
    revision,
    priceId,
    paymentMethodId: methods.items[0]?.id ?? '',
  };
}

/** Ids that nobody has, of the form of those that somebody has. */
export function unknownIds(): Ids {
  return {
    invoiceId: crypto.randomUUID(),
    checkoutId: crypto.randomUUID(),
    quoteId: crypto.randomUUID(),
    revision: 'never-seen',
    priceId: 'platinum-month',
    paymentMethodId: crypto.randomUUID(),
  };
}

/** Does steps as the owner whose billing is asked for. */
export async function takeSteps(
  send: Send,
  steps: readonly Step[] = [],
  freshIds: () => Promise<Ids>,
): Promise<void> {
  for (const step of steps) await read(send, OWN, step, probes[step].input(await freshIds()));
}
