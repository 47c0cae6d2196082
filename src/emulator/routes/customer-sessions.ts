import type { models } from '@polar-sh/sdk/2026-10';
import { findByExternalId } from '../engine/customers.ts';
import { organizationOf } from '../engine/organization.ts';
import { openSession, sessionMemberOf } from '../engine/sessions.ts';
import { answer, type Call, type Route, readBody, readUnion } from '../http/call.ts';
import { unacceptable } from '../http/errors.ts';
import { maybe, object, text, url, uuid } from '../http/schema.ts';
import type { CustomerRow } from '../state/rows.ts';
import { toCustomer } from '../wire/customer.ts';

const common = {
  member_id: maybe(uuid()),
  external_member_id: maybe(text({ min: 1, max: 256 })),
  return_url: maybe(url()),
};
const byId = object({ ...common, customer_id: uuid() });
const byExternalId = object({ ...common, external_customer_id: text({ min: 1, max: 256 }) });

type Body = { member_id: string | null; external_member_id: string | null; return_url: string | null } & (
  | { customer_id: string }
  | { external_customer_id: string }
);

function readSession(call: Call): Body {
  const hasExternal = /"external_customer_id"/.test(call.body.text);
  return hasExternal ? readUnion<Body>(call, [byExternalId, byId]) : readBody(call, byId);
}

function customerOf(call: Call, body: Body): CustomerRow {
  if ('customer_id' in body) {
    const customer = call.transaction.get('customers', body.customer_id);
    if (customer !== undefined && customer.deleted_at === null) return customer;
    throw unacceptable(['body', 'customer_id'], 'Customer does not exist.', body.customer_id);
  }
  const customer = findByExternalId(call.transaction, body.external_customer_id);
  if (customer !== undefined) return customer;
  throw unacceptable(['body', 'external_customer_id'], 'Customer does not exist.', body.external_customer_id);
}

function memberIdOf(call: Call, body: Body, customer: CustomerRow): string | null {
  const { member_id, external_member_id } = body;
  if (member_id === null && external_member_id === null) {
    if (customer.type === 'team') {
      throw unacceptable(['body', 'member_id'], 'member_id is required for team customers.');
    }
    return sessionMemberOf(call.transaction, customer.id);
  }
  const members = call.transaction.by('members', 'customer_id', customer.id);
  const member = members.find((one) =>
    member_id === null ? one.external_id === external_member_id : one.id === member_id,
  );
  if (member !== undefined) return member.id;
  const field = member_id === null ? 'external_member_id' : 'member_id';
  throw unacceptable(['body', field], 'Member does not exist.', member_id ?? external_member_id);
}

/** `/v1/customer-sessions/`: one hour in the customer portal. */
export const customerSessionRoutes: readonly Route[] = [
  {
    operation: 'customerSessions.create',
    method: 'POST',
    path: '/v1/customer-sessions/',
    handle(call) {
      const { transaction } = call;
      const body = readSession(call);
      const customer = customerOf(call, body);
      const row = openSession(transaction, customer.id, memberIdOf(call, body, customer), body.return_url);
      const { token } = row;
      const { slug } = organizationOf(transaction);
      const session: models.CustomerSession = {
        created_at: row.created_at,
        modified_at: null,
        id: row.id,
        token,
        expires_at: row.expires_at,
        return_url: row.return_url,
        customer_portal_url: `${transaction.publicUrl}/${slug}/portal?customer_session_token=${token}`,
        customer_id: customer.id,
        customer: toCustomer(customer),
      };
      return answer(session, 201);
    },
  },
];
