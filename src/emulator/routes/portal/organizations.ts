import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../../engine/organization.ts';
import { answer, pathParameter, type Route } from '../../http/call.ts';
import { resourceNotFound } from '../../http/errors.ts';
import { toPortalOrganization } from '../../wire/portal.ts';
import { toCheckoutProduct } from '../../wire/product.ts';

/** `/v1/customer-portal/organizations/{slug}`: what a seller offers, to everybody. */
export const portalOrganizationRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.organizations.get',
    method: 'GET',
    path: '/v1/customer-portal/organizations/{slug}',
    handle(call) {
      const { transaction } = call;
      if (organizationOf(transaction).slug !== pathParameter(call, 'slug')) throw resourceNotFound();
      const products = transaction
        .where('products', (one) => one.visibility === 'public' && !one.is_archived)
        .map((one) => toCheckoutProduct(transaction, one) satisfies models.CustomerProduct);
      return answer({
        organization: toPortalOrganization(transaction),
        products,
      } satisfies models.CustomerOrganizationData);
    },
  },
];
