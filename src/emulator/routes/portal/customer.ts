import type { models } from '@polar-sh/sdk/2026-10';
import { missing, setCustomerDetails } from '../../engine/customer-details.ts';
import { findPaymentMethod, setDefaultPaymentMethod } from '../../engine/payment-methods.ts';
import { answer, type Call, type Route, readBody } from '../../http/call.ts';
import { unacceptable } from '../../http/errors.ts';
import { billedCustomerOf, customerOf, memberOf } from '../../http/principal.ts';
import { object, patch, text, uuid } from '../../http/schema.ts';
import type { CustomerRow } from '../../state/rows.ts';
import { toPortalCustomer } from '../../wire/portal.ts';
import { addressShape } from '../shapes.ts';

const customerUpdate = object({
  billing_name: patch(text({ max: 256 })),
  billing_address: patch(addressShape),
  tax_id: patch(text({ max: 64 })),
  default_payment_method_id: patch(uuid()),
});

function update(call: Call): CustomerRow {
  const { transaction } = call;
  const customer = billedCustomerOf(call);
  const { default_payment_method_id: id, ...details } = readBody(call, customerUpdate);
  if (id === null) {
    throw missing('default_payment_method_id', 'Default payment method cannot be reset to null.');
  }
  const card = id === undefined ? undefined : findPaymentMethod(transaction, customer, id);
  if (id !== undefined && card === undefined) {
    throw unacceptable(['body', 'default_payment_method_id'], 'Payment method not found.', id);
  }
  const saved = setCustomerDetails(transaction, customer, details);
  if (card !== undefined) setDefaultPaymentMethod(transaction, saved, card);
  return transaction.need('customers', customer.id);
}

/** `/v1/customer-portal/customers/me` and the session: who is in the portal. */
export const portalCustomerRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.customers.get',
    method: 'GET',
    path: '/v1/customer-portal/customers/me',
    handle: (call) => answer(toPortalCustomer(customerOf(call)) satisfies models.CustomerPortalCustomer),
  },
  {
    operation: 'customerPortal.customers.update',
    method: 'PATCH',
    path: '/v1/customer-portal/customers/me',
    handle: (call) => answer(toPortalCustomer(update(call)) satisfies models.CustomerPortalCustomer),
  },
  {
    operation: 'customerPortal.customerSession.introspect',
    method: 'GET',
    path: '/v1/customer-portal/customer-session/introspect',
    handle(call) {
      customerOf(call);
      const { principal } = call;
      const session = principal.kind === 'customer' ? principal.session : null;
      return answer({
        expires_at: session?.expires_at ?? call.transaction.now,
        return_url: session?.return_url ?? null,
      } satisfies models.CustomerCustomerSession);
    },
  },
  {
    operation: 'customerPortal.customerSession.getAuthenticatedUser',
    method: 'GET',
    path: '/v1/customer-portal/customer-session/user',
    handle(call) {
      const customer = customerOf(call);
      const member = memberOf(call);
      return answer({
        type: member === null ? 'customer' : 'member',
        name: member?.name ?? customer.name,
        email: member?.email ?? customer.email ?? '',
        customer_id: customer.id,
        member_id: member?.id ?? null,
        role: member?.role ?? null,
      } satisfies models.PortalAuthenticatedUser);
    },
  },
];
