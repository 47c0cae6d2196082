import type { models } from '@polar-sh/sdk/2026-10';
import type { BenefitRow } from '../state/catalog-rows.ts';
import type { BenefitGrantRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCustomer } from './customer.ts';

/** What every form of a grant says of it. */
export function toGrantState(row: BenefitGrantRow) {
  const { properties: _, ...fields } = row;
  return {
    ...fields,
    is_granted: row.granted_at !== null,
    is_revoked: row.revoked_at !== null,
    error: null,
  };
}

function toFields(transaction: Transaction, row: BenefitGrantRow) {
  return {
    ...toGrantState(row),
    customer: toCustomer(transaction.need('customers', row.customer_id)),
    member: row.member_id === null ? null : (transaction.get('members', row.member_id) ?? null),
  };
}

/** A grant as the API shows it. The SDK's type leaves no room for what is credited; webhooks and the portal say it. */
export function toGrant(transaction: Transaction, row: BenefitGrantRow): models.BenefitGrant {
  const benefit: BenefitRow = transaction.need('benefits', row.benefit_id);
  return { ...toFields(transaction, row), benefit, properties: {} } satisfies models.BenefitGrant;
}

/** A grant as webhooks carry it, with what it remembered before. */
export function toGrantWebhook(
  transaction: Transaction,
  row: BenefitGrantRow,
  previous_properties: BenefitGrantRow['properties'],
): models.BenefitGrantWebhook {
  const benefit: BenefitRow = transaction.need('benefits', row.benefit_id);
  const fields = toFields(transaction, row);
  if (benefit.type === 'meter_credit') {
    const { properties } = row;
    return {
      ...fields,
      benefit,
      properties,
      previous_properties,
    } satisfies models.BenefitGrantMeterCreditWebhook;
  }
  const bare = { properties: {}, previous_properties: {} };
  return benefit.type === 'custom'
    ? ({ ...fields, ...bare, benefit } satisfies models.BenefitGrantCustomWebhook)
    : ({ ...fields, ...bare, benefit } satisfies models.BenefitGrantFeatureFlagWebhook);
}
