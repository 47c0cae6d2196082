import type { models } from '@polar-sh/sdk/2026-10';
import { createMember } from '../../engine/customers.ts';
import { deleteMember, saveMember } from '../../engine/members.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../../http/call.ts';
import { apiError, resourceNotFound, unacceptable } from '../../http/errors.ts';
import { toPage } from '../../http/lists.ts';
import { customerOf, managerOf } from '../../http/principal.ts';
import { email, maybe, object, oneOf, optional, patch, type Schema, text, uuid } from '../../http/schema.ts';
import { toPortalMember } from '../../wire/portal.ts';

const roles = oneOf(['owner', 'billing_manager', 'member']) satisfies Schema<models.MemberRole>;
const creation = object({
  email: email(),
  name: maybe(text({ max: 256 })),
  role: optional(roles, 'member' as const),
});
const update = object({ name: patch(text({ max: 256 })), role: patch(roles) });

function membersOf(call: Call): models.Member[] {
  managerOf(call);
  const customer = customerOf(call);
  if (customer.type !== 'team') {
    const detail =
      'Member management is only available for team customers. Purchase a seat-based product to enable team features.';
    throw apiError(403, 'NotPermitted', detail);
  }
  return call.transaction.by('members', 'customer_id', customer.id);
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
  if (body.role === 'owner') {
    const msg = 'Cannot add a member as owner. There must be exactly one owner.';
    throw unacceptable(['body', 'role'], msg, body.role);
  }
  const known = members.find((one) => one.email.toLowerCase() === body.email.toLowerCase());
  return known ?? createMember(call.transaction, customerOf(call).id, { ...body, external_id: null });
}

// A member's own name is its own business; a role is for another to change.
function assertRole(call: Call, member: models.Member, role: models.MemberRole): void {
  if (member.id === managerOf(call).id) {
    throw unacceptable(['path', 'id'], 'You cannot modify your own role.', member.id);
  }
  if (member.role === role) return;
  if (member.role === 'owner') {
    const msg = 'Cannot demote the only owner. The team must have at least one owner.';
    throw unacceptable(['body', 'role'], msg, role);
  }
  if (role === 'owner') {
    const msg = 'Cannot have multiple owners. Demote the current owner first.';
    throw unacceptable(['body', 'role'], msg, role);
  }
}

/**
 * Changes a member of the caller's team.
 *
 * @see Polar's `server/polar/member/service.py`, `customer_portal_update_member`.
 */
function change(call: Call): models.Member {
  const member = memberInPath(call);
  const body = readBody(call, update);
  if (body.role != null) assertRole(call, member, body.role);
  return saveMember(call.transaction, member, {
    name: body.name === undefined ? member.name : body.name,
    role: body.role ?? member.role,
  });
}

function remove(call: Call): void {
  const member = memberInPath(call);
  if (member.id === managerOf(call).id) {
    throw unacceptable(['path', 'id'], 'You cannot remove yourself from the team.', member.id);
  }
  if (member.role === 'owner') {
    const msg = 'Cannot remove the only owner. Transfer ownership first.';
    throw unacceptable(['path', 'id'], msg, member.id);
  }
  deleteMember(call.transaction, member);
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
      remove(call);
      return { status: 204 };
    },
  },
];
