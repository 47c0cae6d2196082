import type { models } from '@polar-sh/sdk/2026-10';
import { createMember } from '../engine/customers.ts';
import { deleteMember, saveMember } from '../engine/members.ts';
import {
  answer,
  type Call,
  type EmptyAnswer,
  pathParameter,
  type Route,
  read,
  readBody,
} from '../http/call.ts';
import { apiError, resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { email, maybe, object, oneOf, optional, patch, type Schema, text, uuid } from '../http/schema.ts';
import type { CustomerRow } from '../state/rows.ts';
import { customerByExternalId, customerById } from './customers.ts';

const memberCreate = object({
  email: email(),
  name: maybe(text({ max: 256 })),
  external_id: maybe(text({ min: 1, max: 256 })),
  role: optional(oneOf(['member', 'billing_manager']) satisfies Schema<models.Role>, 'member' as const),
});

const memberUpdate = object({
  name: patch(text({ max: 256 })),
  email: patch(email()),
  role: patch(oneOf(['owner', 'billing_manager', 'member']) satisfies Schema<models.MemberRole>),
});

function membersOf(call: Call, customer: CustomerRow): models.Member[] {
  return call.transaction.by('members', 'customer_id', customer.id);
}

function assertFree(
  call: Call,
  customer: CustomerRow,
  input: { email: string | null; external_id: string | null },
  exceptId?: string,
): void {
  for (const one of membersOf(call, customer)) {
    if (one.id === exceptId) continue;
    if (input.email !== null && one.email.toLowerCase() === input.email.toLowerCase()) {
      throw unacceptable(['body', 'email'], 'A member with this email already exists.', input.email);
    }
    if (input.external_id !== null && one.external_id === input.external_id) {
      throw unacceptable(
        ['body', 'external_id'],
        'A member with this external ID already exists.',
        input.external_id,
      );
    }
  }
}

function listMembers(call: Call, customer: CustomerRow) {
  const rows = membersOf(call, customer).filter((one) => matches(call, 'role', one.role));
  const keys = { created_at: (one: models.Member) => one.created_at };
  const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) => one);
  return answer(page satisfies models.ListResourceMember);
}

function addMember(call: Call, customer: CustomerRow) {
  const body = readBody(call, memberCreate);
  if (customer.type !== 'team') {
    throw apiError(403, 'NotPermitted', 'Only team customers can have several members.');
  }
  assertFree(call, customer, body);
  return answer(createMember(call.transaction, customer.id, body) satisfies models.Member, 201);
}

function updateMember(call: Call, customer: CustomerRow, member: models.Member) {
  const { transaction } = call;
  const body = readBody(call, memberUpdate);
  assertFree(call, customer, { email: body.email ?? null, external_id: null }, member.id);
  if (member.role === 'owner' && body.role != null && body.role !== 'owner') {
    throw unacceptable(['body', 'role'], 'A customer must have exactly one owner.', body.role);
  }
  const saved = saveMember(transaction, member, {
    name: body.name === undefined ? member.name : body.name,
    email: body.email ?? member.email,
    role: body.role ?? member.role,
  });
  return answer(saved satisfies models.Member);
}

function removeMember(call: Call, member: models.Member): EmptyAnswer {
  if (member.role === 'owner') throw unacceptable(['path', 'member_id'], 'The owner cannot be removed.');
  deleteMember(call.transaction, member);
  return { status: 204 };
}

function found(member: models.Member | undefined): models.Member {
  if (member === undefined) throw resourceNotFound();
  return member;
}

interface Twin {
  name: '' | 'External';
  base: string;
  member: string;
  customer(call: Call): CustomerRow;
  find(call: Call, customer: CustomerRow): models.Member;
}

const twins: readonly Twin[] = [
  {
    name: '',
    base: '/v1/customers/{id}/members',
    member: '/{member_id}',
    customer: customerById,
    find(call, customer) {
      const id = read(uuid(), pathParameter(call, 'member_id'), ['path', 'member_id']);
      return found(membersOf(call, customer).find((one) => one.id === id));
    },
  },
  {
    name: 'External',
    base: '/v1/customers/external/{external_id}/members',
    member: '/{member_external_id}',
    customer: customerByExternalId,
    find(call, customer) {
      const id = pathParameter(call, 'member_external_id');
      return found(membersOf(call, customer).find((one) => one.external_id === id));
    },
  },
];

/** `/v1/customers/{id}/members`, and its twin by external ids: who may act for a customer. */
export const memberRoutes: readonly Route[] = twins.flatMap(
  ({ name, base, member, customer, find }): Route[] => [
    {
      operation: `customers.members.list${name}`,
      method: 'GET',
      path: base,
      handle: (call) => listMembers(call, customer(call)),
    },
    {
      operation: `customers.members.create${name}`,
      method: 'POST',
      path: base,
      handle: (call) => addMember(call, customer(call)),
    },
    {
      operation: `customers.members.get${name}`,
      method: 'GET',
      path: `${base}${member}`,
      handle: (call) => answer(find(call, customer(call)) satisfies models.Member),
    },
    {
      operation: `customers.members.update${name}`,
      method: 'PATCH',
      path: `${base}${member}`,
      handle(call) {
        const owner = customer(call);
        return updateMember(call, owner, find(call, owner));
      },
    },
    {
      operation: `customers.members.delete${name}`,
      method: 'DELETE',
      path: `${base}${member}`,
      handle: (call) => removeMember(call, find(call, customer(call))),
    },
  ],
);
