import type { models } from '@polar-sh/sdk/2026-10';
import type { BenefitRow } from '../state/catalog-rows.ts';
import type { BenefitGrantRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toCustomer } from './customer.ts';

function toFields(transaction: Transaction, row: BenefitGrantRow) {
  const { properties: _, ...fields } = row;
  const member = row.member_id === null ? null : (transaction.get('members', row.member_id) ?? null);
  return {
    ...fields,
    is_granted: row.granted_at !== null,
    is_revoked: row.revoked_at !== null,
    error: null,
    customer: toCustomer(transaction.need('customers', row.customer_id)),
    member,
  };
}

/** A grant as the API shows it. The SDK's type leaves no room for what is credited; webhooks and the portal say it. */
export function toGrant(transaction: Transaction, row: BenefitGrantRow): models.BenefitGrant {
  const benefit: BenefitRow = transaction.need('benefits', row.benefit_id);
  return { ...toFields(transaction, row), benefit, properties: {} } satisfies models.BenefitGrant;
}

/** A grant as webhooks carry it. */
export function toGrantWebhook(transaction: Transaction, row: BenefitGrantRow): models.BenefitGrantWebhook {
  const benefit: BenefitRow = transaction.need('benefits', row.benefit_id);
  const fields = toFields(transaction, row);
  if (benefit.type === 'meter_credit') {
    return { ...fields, benefit, properties: row.properties } satisfies models.BenefitGrantMeterCreditWebhook;
  }
  return benefit.type === 'custom'
    ? ({ ...fields, benefit, properties: {} } satisfies models.BenefitGrantCustomWebhook)
    : ({ ...fields, benefit, properties: {} } satisfies models.BenefitGrantFeatureFlagWebhook);
}
