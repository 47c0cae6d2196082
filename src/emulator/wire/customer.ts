import type { models } from '@polar-sh/sdk/2026-10';
import { activeMetersOf } from '../engine/customer-meters.ts';
import { usageOf } from '../engine/meters.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toMeterCounts } from './customer-meter.ts';

function toFields(row: CustomerRow) {
  const { balances: _, short_id: __, next_invoice: ___, type: ____, email: _____, ...fields } = row;
  return fields;
}

/** A customer as the API shows it. */
export function toCustomer(row: CustomerRow): models.Customer {
  // An individual always has an email: creation and update refuse one without.
  if (row.type === 'individual') {
    return {
      ...toFields(row),
      type: 'individual',
      email: row.email ?? '',
    } satisfies models.CustomerIndividual;
  }
  return { ...toFields(row), type: 'team', email: row.email } satisfies models.CustomerTeam;
}

/** A customer as it stands inside an order or a subscription. */
export function toEmbeddedCustomer(row: CustomerRow): models.OrderCustomer {
  return { ...toFields(row), type: row.type, email: row.email } satisfies models.OrderCustomer;
}

function grantedBenefits(transaction: Transaction, customerId: string): models.CustomerStateBenefitGrant[] {
  return transaction.by('benefit_grants', 'customer_id', customerId).flatMap((grant) => {
    if (grant.granted_at === null) return [];
    const { id, created_at, modified_at, granted_at, benefit_id } = grant;
    const { type, metadata } = transaction.need('benefits', benefit_id);
    return [
      {
        id,
        created_at,
        modified_at,
        granted_at,
        benefit_id,
        benefit_type: type,
        benefit_metadata: metadata,
        properties: {},
      },
    ];
  });
}

function activeMeters(transaction: Transaction, customerId: string): models.CustomerStateMeter[] {
  return activeMetersOf(transaction, customerId).map((row) => toMeterCounts(transaction, row));
}

/** A customer with what it may use now; only active and trialing subscriptions are in it, as at Polar. */
export function toCustomerState(transaction: Transaction, row: CustomerRow): models.CustomerState {
  const active_subscriptions = transaction
    .by('subscriptions', 'customer_id', row.id)
    .flatMap((one): models.CustomerStateSubscription[] => {
      if (one.status !== 'active' && one.status !== 'trialing') return [];
      return [
        {
          id: one.id,
          created_at: one.created_at,
          modified_at: one.modified_at,
          custom_field_data: {},
          metadata: one.metadata,
          // SDK 1.0.1 gives this field the enum of license keys (two enums are named `Status`); Polar sends
          // `active` or `trialing`, so the type is set right here and only here.
          status: one.status as unknown as models.CustomerStateSubscription['status'],
          amount: one.amount,
          currency: one.currency,
          recurring_interval: one.recurring_interval,
          current_period_start: one.current_period_start,
          current_period_end: one.current_period_end,
          trial_start: one.trial_start,
          trial_end: one.trial_end,
          cancel_at_period_end: one.cancel_at_period_end,
          canceled_at: one.canceled_at,
          started_at: one.started_at,
          ends_at: one.ends_at,
          product_id: one.product_id,
          discount_id: one.discount_id,
          seats: one.seats ?? null,
          units: one.units,
          meters: usageOf(transaction, one).map(({ price, consumed, credited, amount }) => ({
            id: price.id,
            created_at: one.created_at,
            modified_at: one.modified_at,
            consumed_units: Number(consumed),
            credited_units: credited,
            amount,
            meter_id: price.meter_id,
          })),
        },
      ];
    });
  const customer = toCustomer(row);
  const state = {
    active_subscriptions,
    granted_benefits: grantedBenefits(transaction, row.id),
    active_meters: activeMeters(transaction, row.id),
  };
  return customer.type === 'individual'
    ? ({ ...customer, ...state } satisfies models.CustomerStateIndividual)
    : ({ ...customer, ...state } satisfies models.CustomerStateTeam);
}
