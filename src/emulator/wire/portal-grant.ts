import type { models } from '@polar-sh/sdk/2026-10';
import type { BenefitRow } from '../state/catalog-rows.ts';
import type { BenefitGrantRow } from '../state/ownership-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toGrantState } from './benefit.ts';
import { toPortalCustomer, toPortalOrganization } from './portal.ts';

function toSeller(transaction: Transaction): models.BenefitSubscriberOrganization {
  const {
    customer_portal_settings: _,
    organization_features: __,
    ...fields
  } = toPortalOrganization(transaction);
  return fields satisfies models.BenefitSubscriberOrganization;
}

// A benefit without what is the merchant's own matter, and with the merchant.
function toFields(transaction: Transaction, row: BenefitRow) {
  const {
    metadata: _,
    visibility: __,
    visibility_configurable: ___,
    type: ____,
    properties,
    ...fields
  } = row;
  return { ...fields, organization: toSeller(transaction) };
}

/** A grant, as whoever has it sees it. */
export function toPortalGrant(transaction: Transaction, row: BenefitGrantRow): models.CustomerBenefitGrant {
  const benefit = transaction.need('benefits', row.benefit_id);
  const fields = {
    ...toGrantState(row),
    customer: toPortalCustomer(transaction.need('customers', row.customer_id)),
  };
  const bare = toFields(transaction, benefit);
  switch (benefit.type) {
    case 'meter_credit': {
      const { type, properties } = benefit;
      return {
        ...fields,
        benefit: { ...bare, type, properties },
        properties: row.properties,
      } satisfies models.CustomerBenefitGrantMeterCredit;
    }
    case 'custom': {
      const { type, properties } = benefit;
      return {
        ...fields,
        benefit: { ...bare, type, properties },
        properties: {},
      } satisfies models.CustomerBenefitGrantCustom;
    }
    case 'feature_flag': {
      const { type, properties } = benefit;
      return {
        ...fields,
        benefit: { ...bare, type, properties },
        properties: {},
      } satisfies models.CustomerBenefitGrantFeatureFlag;
    }
  }
}
