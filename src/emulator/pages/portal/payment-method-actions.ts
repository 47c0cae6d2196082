import type { GivenCard } from '../../engine/cards.ts';
import {
  addPaymentMethod,
  findPaymentMethod,
  removePaymentMethod,
  setDefaultPaymentMethod,
  setUpCard,
} from '../../engine/payment-methods.ts';
import { confirmedCard, setupIntentOf } from '../../engine/setup-intents.ts';
import { apiError, resourceNotFound } from '../../http/errors.ts';
import type { Transaction } from '../../state/transaction.ts';
import { readCard, readExpiry } from '../checkout/read-form.ts';
import { authenticationPage, notAuthenticated } from './authentication.ts';
import type { NoticeName } from './notices.ts';
import type { Action, Outcome } from './page.ts';
import { paymentMethodsPage } from './payment-methods-page.ts';
import type { Visit } from './visit.ts';
import { cardName } from './words.ts';

function pastDue(transaction: Transaction, customerId: string): number {
  return transaction
    .by('subscriptions', 'customer_id', customerId)
    .filter(({ status }) => status === 'past_due').length;
}

// A new default card is tried at once on what is past due: the visitor wants to know what came of that.
function withOutcome(
  transaction: Transaction,
  { customer }: Visit,
  work: () => void,
  otherwise: NoticeName,
): NoticeName {
  const before = pastDue(transaction, customer.id);
  work();
  if (before === 0) return otherwise;
  return pastDue(transaction, customer.id) === 0 ? 'card_paid' : 'card_declined';
}

const { draw, isBilling } = paymentMethodsPage;
const back = (visit: Visit) => `${visit.base}/payment-methods`;
const isDefaultWanted = ({ typed }: Visit) => typed.set_default === 'on';

function ask(transaction: Transaction, visit: Visit, card: GivenCard): Outcome {
  const text = `${cardName({ method_metadata: { brand: card.brand, last4: card.last4, exp_month: 1, exp_year: 1 } })} is about to be put on file. Nothing is charged.`;
  const fields = {
    setup_intent_id: setupIntentOf(visit.customer),
    expiry: `${card.expMonth}/${card.expYear}`,
    set_default: isDefaultWanted(visit) ? 'on' : '',
  };
  const action = `${back(visit)}/confirm`;
  return {
    page: authenticationPage(transaction, visit, { current: '/payment-methods', text, action, fields }),
  };
}

function add(transaction: Transaction, visit: Visit): Outcome {
  const read = readCard(visit.typed, transaction.now);
  if ('errors' in read) return read;
  const isDefault = isDefaultWanted(visit);
  const card = read.value;
  if (card.behavior === 'requires_action') return ask(transaction, visit, card);
  const work = () => setUpCard(transaction, visit.customer, card, isDefault);
  return { to: back(visit), notice: withOutcome(transaction, visit, work, 'card_added') };
}

function confirm(transaction: Transaction, visit: Visit): Outcome {
  const card = confirmedCard(visit.customer, visit.typed.setup_intent_id ?? '');
  if (visit.typed.intent !== 'approve') throw apiError(400, 'PaymentMethodSetupFailed', notAuthenticated);
  const expiry = readExpiry(visit.typed.expiry ?? '', transaction.now);
  const kept = typeof expiry === 'string' ? card : { ...card, expMonth: expiry.month, expYear: expiry.year };
  const work = () => addPaymentMethod(transaction, visit.customer, kept, isDefaultWanted(visit));
  return { to: back(visit), notice: withOutcome(transaction, visit, work, 'card_added') };
}

function makeDefault(transaction: Transaction, visit: Visit): Outcome {
  const { customer, typed } = visit;
  const card = findPaymentMethod(transaction, customer, typed.payment_method_id ?? '');
  if (card === undefined) throw resourceNotFound('This card is not on file any more.');
  const work = () => setDefaultPaymentMethod(transaction, customer, card);
  return { to: back(visit), notice: withOutcome(transaction, visit, work, 'card_default') };
}

function remove(transaction: Transaction, visit: Visit): Outcome {
  const { customer, typed } = visit;
  const card = findPaymentMethod(transaction, customer, typed.payment_method_id ?? '');
  // Sent twice: the first did it.
  if (card !== undefined) removePaymentMethod(transaction, customer, card.id);
  return { to: back(visit), notice: 'card_removed' };
}

/** What may be done with cards. */
export const paymentMethodActions: readonly Action[] = [
  { path: '/payment-methods', isBilling, draw, perform: add },
  { path: '/payment-methods/confirm', isBilling, draw, perform: confirm },
  { path: '/payment-methods/default', isBilling, draw, perform: makeDefault },
  { path: '/payment-methods/remove', isBilling, draw, perform: remove },
];
