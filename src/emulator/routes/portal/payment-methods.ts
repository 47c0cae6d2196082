import type { models } from '@polar-sh/sdk/2026-10';
import { readConfirmationToken } from '../../engine/cards.ts';
import {
  addPaymentMethod,
  paymentMethodsOf,
  removePaymentMethod,
  setUpCard,
} from '../../engine/payment-methods.ts';
import { confirmedCard } from '../../engine/setup-intents.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../../http/call.ts';
import { toPage } from '../../http/lists.ts';
import { billedCustomerOf } from '../../http/principal.ts';
import { flag, object, text, url, uuid } from '../../http/schema.ts';
import type { PaymentMethodRow } from '../../state/rows.ts';
import { toPortalPaymentMethod } from '../../wire/portal.ts';

const creation = object({
  confirmation_token_id: text({ max: 200 }),
  set_default: flag(),
  return_url: url(),
});
const confirmation = object({ setup_intent_id: text({ max: 200 }), set_default: flag() });

function succeeded(row: PaymentMethodRow) {
  const json = { status: 'succeeded', payment_method: toPortalPaymentMethod(row) } as const;
  return answer(json satisfies models.CustomerPaymentMethodCreateResponse, 201);
}

function add(call: Call) {
  const customer = billedCustomerOf(call);
  const { confirmation_token_id, set_default } = readBody(call, creation);
  const card = readConfirmationToken(confirmation_token_id, 'PaymentMethodSetupFailed');
  const setup = setUpCard(call.transaction, customer, card, set_default);
  if (setup.status === 'succeeded') return succeeded(setup.row);
  const json = { status: 'requires_action', client_secret: setup.clientSecret } as const;
  return answer(json satisfies models.CustomerPaymentMethodCreateResponse, 201);
}

/** `/v1/customer-portal/customers/me/payment-methods`: the cards a customer has on file. */
export const portalPaymentMethodRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.customers.listPaymentMethods',
    method: 'GET',
    path: '/v1/customer-portal/customers/me/payment-methods',
    handle(call) {
      const rows = paymentMethodsOf(call.transaction, billedCustomerOf(call));
      const page = toPage(call, rows, toPortalPaymentMethod);
      return answer(page satisfies models.ListResourceCustomerPaymentMethod);
    },
  },
  {
    operation: 'customerPortal.customers.addPaymentMethod',
    method: 'POST',
    path: '/v1/customer-portal/customers/me/payment-methods',
    handle: add,
  },
  {
    operation: 'customerPortal.customers.confirmPaymentMethod',
    method: 'POST',
    path: '/v1/customer-portal/customers/me/payment-methods/confirm',
    handle(call) {
      const customer = billedCustomerOf(call);
      const { setup_intent_id, set_default } = readBody(call, confirmation);
      const card = confirmedCard(customer, setup_intent_id);
      return succeeded(addPaymentMethod(call.transaction, customer, card, set_default));
    },
  },
  {
    operation: 'customerPortal.customers.deletePaymentMethod',
    method: 'DELETE',
    path: '/v1/customer-portal/customers/me/payment-methods/{id}',
    handle(call) {
      const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
      removePaymentMethod(call.transaction, billedCustomerOf(call), id);
      return { status: 204 };
    },
  },
];
