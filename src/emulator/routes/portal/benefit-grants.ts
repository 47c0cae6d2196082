import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../../http/call.ts';
import { resourceNotFound, unacceptable } from '../../http/errors.ts';
import { matches, sortRows, toPage } from '../../http/lists.ts';
import { customerOf, memberOf } from '../../http/principal.ts';
import { tagged } from '../../http/refine.ts';
import { object, oneOf, uuid } from '../../http/schema.ts';
import type { BenefitGrantRow } from '../../state/ownership-rows.ts';
import type { Transaction } from '../../state/transaction.ts';
import { toPortalGrant } from '../../wire/portal-grant.ts';

const ofType = <Type extends models.BenefitType>(type: Type) => object({ benefit_type: oneOf([type]) });

/** A change of a grant. There is nothing to change of those that are given here. */
const grantUpdate = tagged('benefit_type', {
  discord: ofType('discord'),
  github_repository: ofType('github_repository'),
  downloadables: ofType('downloadables'),
  license_keys: ofType('license_keys'),
  custom: ofType('custom'),
  meter_credit: ofType('meter_credit'),
  feature_flag: ofType('feature_flag'),
  slack_shared_channel: ofType('slack_shared_channel'),
});

// What the caller has now, and may see: a member its own, a customer as a whole all of it.
function ownGrants(call: Call): BenefitGrantRow[] {
  const { transaction } = call;
  const member = memberOf(call);
  return transaction
    .by('benefit_grants', 'customer_id', customerOf(call).id)
    .filter(
      (row) =>
        row.revoked_at === null &&
        (member === null || row.member_id === member.id) &&
        transaction.need('benefits', row.benefit_id).visibility === 'public',
    );
}

function grantOf(call: Call): BenefitGrantRow {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const row = ownGrants(call).find((one) => one.id === id);
  if (row === undefined) throw resourceNotFound();
  return row;
}

/** What a grant comes from. */
function sourceOf(transaction: Transaction, { subscription_id, order_id }: BenefitGrantRow) {
  if (subscription_id !== null) return transaction.need('subscriptions', subscription_id);
  return order_id === null ? null : transaction.need('orders', order_id);
}

/** Where a benefit stands among those of the product that it comes from. */
function positionOf(transaction: Transaction, row: BenefitGrantRow): number | null {
  const productId = sourceOf(transaction, row)?.product_id ?? null;
  const product = productId === null ? undefined : transaction.get('products', productId);
  const position = product?.benefit_ids.indexOf(row.benefit_id) ?? -1;
  return position < 0 ? null : position;
}

function listGrants(call: Call): BenefitGrantRow[] {
  const { transaction, query } = call;
  const benefitOf = (row: BenefitGrantRow) => transaction.need('benefits', row.benefit_id);
  const wanted = query.get('query')?.toLowerCase() ?? '';
  const rows = ownGrants(call).filter(
    (row) =>
      matches(call, 'type', benefitOf(row).type) &&
      matches(call, 'benefit_id', row.benefit_id) &&
      matches(call, 'checkout_id', sourceOf(transaction, row)?.checkout_id) &&
      matches(call, 'order_id', row.order_id) &&
      matches(call, 'subscription_id', row.subscription_id) &&
      matches(call, 'member_id', row.member_id) &&
      benefitOf(row).description.toLowerCase().includes(wanted),
  );
  const keys = {
    granted_at: (row: BenefitGrantRow) => row.granted_at,
    type: (row: BenefitGrantRow) => benefitOf(row).type,
    organization: () => organizationOf(transaction).slug,
    product_benefit: (row: BenefitGrantRow) => positionOf(transaction, row),
  };
  // Without a wish: as their products have them, the newest of the same first.
  if (query.has('sorting')) return sortRows(call, rows, keys, 'product_benefit');
  return sortRows(call, sortRows(call, rows, keys, '-granted_at'), keys, 'product_benefit');
}

/** `/v1/customer-portal/benefit-grants/`: what a customer, or one of its members, has. */
export const portalBenefitGrantRoutes: readonly Route[] = [
  {
    operation: 'customerPortal.benefitGrants.list',
    method: 'GET',
    path: '/v1/customer-portal/benefit-grants/',
    handle(call) {
      const page = toPage(call, listGrants(call), (row) => toPortalGrant(call.transaction, row));
      return answer(page satisfies models.ListResourceCustomerBenefitGrant);
    },
  },
  {
    operation: 'customerPortal.benefitGrants.get',
    method: 'GET',
    path: '/v1/customer-portal/benefit-grants/{id}',
    handle: (call) =>
      answer(toPortalGrant(call.transaction, grantOf(call)) satisfies models.CustomerBenefitGrant),
  },
  {
    operation: 'customerPortal.benefitGrants.update',
    method: 'PATCH',
    path: '/v1/customer-portal/benefit-grants/{id}',
    handle(call) {
      const row = grantOf(call);
      const { benefit_type } = readBody(call, grantUpdate);
      if (benefit_type !== call.transaction.need('benefits', row.benefit_id).type) {
        const msg = 'Benefit type must match the existing granted benefit type.';
        throw unacceptable(['body', 'benefit_type'], msg, benefit_type);
      }
      return answer(toPortalGrant(call.transaction, row) satisfies models.CustomerBenefitGrant);
    },
  },
];
