import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Route } from '../http/call.ts';
import { matches, matchesFlag, sortRows, toPage } from '../http/lists.ts';
import type { BenefitGrantRow } from '../state/ownership-rows.ts';
import { toGrant } from '../wire/benefit.ts';

/** `/v1/benefit-grants/`: who has what. */
export const benefitGrantRoutes: readonly Route[] = [
  {
    operation: 'benefitGrants.list',
    method: 'GET',
    path: '/v1/benefit-grants/',
    handle(call) {
      const { transaction } = call;
      const externalIdOf = (row: BenefitGrantRow) =>
        transaction.need('customers', row.customer_id).external_id;
      const rows = transaction.where(
        'benefit_grants',
        (one) =>
          matches(call, 'organization_id', organizationOf(transaction).id) &&
          matches(call, 'customer_id', one.customer_id) &&
          matches(call, 'external_customer_id', externalIdOf(one)) &&
          matchesFlag(call, 'is_granted', one.granted_at !== null),
      );
      const keys = {
        created_at: (one: BenefitGrantRow) => one.created_at,
        granted_at: (one: BenefitGrantRow) => one.granted_at,
        revoked_at: (one: BenefitGrantRow) => one.revoked_at,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toGrant(transaction, one),
      );
      return answer(page satisfies models.ListResourceBenefitGrant);
    },
  },
];
