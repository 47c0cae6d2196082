import type { models } from '@polar-sh/sdk/2026-10';
import { findEmailUpdate, requestEmailUpdate, verifyEmailUpdate } from '../../engine/email-updates.ts';
import { openSession } from '../../engine/sessions.ts';
import { answer, type Route, readBody } from '../../http/call.ts';
import { billedCustomerOf } from '../../http/principal.ts';
import { email, object, text } from '../../http/schema.ts';

const request = object({ email: email() });
const verification = object({ token: text({ max: 200 }) });

/** `/v1/customer-portal/customers/me/email-update/`: a new address, and the proof that it is the customer's. */
export const portalEmailUpdateRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.customers.requestEmailUpdate',
    method: 'POST',
    path: '/v1/customer-portal/customers/me/email-update/request',
    handle(call) {
      const customer = billedCustomerOf(call);
      requestEmailUpdate(call.transaction, customer, readBody(call, request).email);
      return answer(null, 202);
    },
  },
  {
    operation: 'customerPortal.customers.checkEmailUpdate',
    method: 'GET',
    path: '/v1/customer-portal/customers/me/email-update/check',
    handle(call) {
      findEmailUpdate(call.transaction, call.query.get('token') ?? '');
      return { status: 204 };
    },
  },
  {
    operation: 'customerPortal.customers.verifyEmailUpdate',
    method: 'POST',
    path: '/v1/customer-portal/customers/me/email-update/verify',
    handle(call) {
      const { transaction } = call;
      const customer = verifyEmailUpdate(transaction, readBody(call, verification).token);
      const { token } = openSession(transaction, customer.id);
      return answer({ token } satisfies models.CustomerEmailUpdateVerifyResponse);
    },
  },
];
