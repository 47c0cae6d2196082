import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { updateOrganization } from '../engine/update-organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import { organizationUpdate } from './organization-shapes.ts';

const sortKeys = {
  created_at: (one: models.Organization) => one.created_at,
  slug: (one: models.Organization) => one.slug,
  name: (one: models.Organization) => one.name,
  // Of Polar's own reviews nothing is known here, and there is one organization to sort.
  next_review_threshold: () => null,
  days_in_status: () => null,
};

function calledOrganization(call: Call): models.Organization {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const organization = organizationOf(call.transaction);
  if (organization.id !== id) throw resourceNotFound();
  return organization;
}

/** `/v1/organizations/`: the one organization of the token. */
export const organizationRoutes: readonly Route[] = [
  {
    operation: 'organizations.list',
    method: 'GET',
    path: '/v1/organizations/',
    handle(call) {
      const rows = call.transaction.where('organizations', (one) => matches(call, 'slug', one.slug));
      const page = toPage(call, sortRows(call, rows, sortKeys, 'created_at'), (one) => one);
      return answer(page satisfies models.ListResourceOrganization);
    },
  },
  {
    operation: 'organizations.get',
    method: 'GET',
    path: '/v1/organizations/{id}',
    handle: (call) => answer(calledOrganization(call) satisfies models.Organization),
  },
  {
    operation: 'organizations.update',
    method: 'PATCH',
    path: '/v1/organizations/{id}',
    handle(call) {
      const organization = calledOrganization(call);
      const change = readBody(call, organizationUpdate);
      const saved = updateOrganization(call.transaction, organization, change);
      return answer(saved satisfies models.Organization);
    },
  },
];
