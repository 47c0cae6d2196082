import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, pathParameter, type Route, read } from '../http/call.ts';
import { resourceNotFound } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';

/** `/v1/organizations/`: the one organization of the token. */
export const organizationRoutes: readonly Route[] = [
  {
    operation: 'organizations.list',
    method: 'GET',
    path: '/v1/organizations/',
    handle(call) {
      const rows = call.transaction.where('organizations', (one) => matches(call, 'slug', one.slug));
      const keys = {
        created_at: (one: models.Organization) => one.created_at,
        slug: (one: models.Organization) => one.slug,
        name: (one: models.Organization) => one.name,
        // Of Polar's own reviews, which are not shown to merchants.
        next_review_threshold: () => null,
        days_in_status: () => null,
      };
      const page = toPage(call, sortRows(call, rows, keys, 'created_at'), (one) => one);
      return answer(page satisfies models.ListResourceOrganization);
    },
  },
  {
    operation: 'organizations.get',
    method: 'GET',
    path: '/v1/organizations/{id}',
    handle(call) {
      const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
      const organization = organizationOf(call.transaction);
      if (organization.id !== id) throw resourceNotFound();
      return answer(organization satisfies models.Organization);
    },
  },
];
