import type { models } from '@polar-sh/sdk/2026-10';
import { createMember } from '../../engine/customers.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../../http/call.ts';
import { apiError, resourceNotFound } from '../../http/errors.ts';
import { toPage } from '../../http/lists.ts';
import { customerOf, managerOf } from '../../http/principal.ts';
import { email, maybe, object, oneOf, optional, patch, type Schema, text, uuid } from '../../http/schema.ts';
import { toPortalMember } from '../../wire/portal.ts';
import { deleteMember, saveMember } from '../members.ts';

const roles = oneOf(['owner', 'billing_manager', 'member']) satisfies Schema<models.MemberRole>;
const creation = object({
  email: email(),
  name: maybe(text({ max: 256 })),
  role: optional(roles, 'member' as const),
});
const update = object({ name: patch(text({ max: 256 })), role: patch(roles) });

function refused(detail: string) {
  return apiError(400, 'MemberError', detail);
}

function membersOf(call: Call): models.Member[] {
  managerOf(call);
  return call.transaction.by('members', 'customer_id', customerOf(call).id);
}

function memberInPath(call: Call): models.Member {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const member = membersOf(call).find((one) => one.id === id);
  if (member === undefined) throw resourceNotFound('Member not found');
  return member;
}

function add(call: Call): models.Member {
  const members = membersOf(call);
  const body = readBody(call, creation);
  const customer = customerOf(call);
  if (customer.type !== 'team') throw apiError(403, 'NotPermitted', 'Only team customers can have members.');
  if (body.role === 'owner') throw refused('A customer must have exactly one owner.');
  const known = members.find((one) => one.email.toLowerCase() === body.email.toLowerCase());
  return known ?? createMember(call.transaction, customer.id, { ...body, external_id: null });
}

function change(call: Call): models.Member {
  const member = memberInPath(call);
  const body = readBody(call, update);
  if (body.role != null && body.role !== member.role) {
    if (member.id === managerOf(call).id) throw refused('You cannot change your own role.');
    if (member.role === 'owner') throw refused('A customer must have exactly one owner.');
    if (body.role === 'owner' && managerOf(call).role !== 'owner') {
      throw apiError(403, 'NotPermitted', 'Only the owner can make another member the owner.');
    }
  }
  return saveMember(call.transaction, member, {
    name: body.name === undefined ? member.name : body.name,
    role: body.role ?? member.role,
  });
}

/** `/v1/customer-portal/members`: who may act for a team, managed by its owner and billing managers. */
export const portalMemberRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.members.listMembers',
    method: 'GET',
    path: '/v1/customer-portal/members',
    handle: (call) =>
      answer(toPage(call, membersOf(call), toPortalMember) satisfies models.ListResourceCustomerPortalMember),
  },
  {
    operation: 'customerPortal.members.addMember',
    method: 'POST',
    path: '/v1/customer-portal/members',
    handle: (call) => answer(toPortalMember(add(call)) satisfies models.CustomerPortalMember, 201),
  },
  {
    operation: 'customerPortal.members.updateMember',
    method: 'PATCH',
    path: '/v1/customer-portal/members/{id}',
    handle: (call) => answer(toPortalMember(change(call)) satisfies models.CustomerPortalMember),
  },
  {
    operation: 'customerPortal.members.removeMember',
    method: 'DELETE',
    path: '/v1/customer-portal/members/{id}',
    handle(call) {
      const member = memberInPath(call);
      if (member.role === 'owner') throw refused('The owner cannot be removed.');
      if (member.id === managerOf(call).id) throw refused('You cannot remove yourself.');
      deleteMember(call.transaction, member);
      return { status: 204 };
    },
  },
];
