import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import type { CustomerMeterRow } from '../state/ownership-rows.ts';
import type { CustomerRow, OrderRow, PaymentMethodRow, SubscriptionRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { toMeterCounts } from './customer-meter.ts';
import { toOrder } from './order.ts';
import { toCheckoutProduct, toPrice } from './product.ts';
import { toOrderSubscription, toSubscription } from './subscription.ts';

/** The seller, as its customers see it. */
export function toPortalOrganization(transaction: Transaction): models.CustomerOrganization {
  const organization = organizationOf(transaction);
  const { id, created_at, modified_at, name, slug, avatar_url, proration_behavior, allow_customer_updates } =
    organization;
  return {
    id,
    created_at,
    modified_at,
    name,
    slug,
    avatar_url,
    proration_behavior,
    allow_customer_updates,
    customer_portal_settings: organization.customer_portal_settings,
    organization_features: {
      member_model_enabled: organization.feature_settings?.member_model_enabled ?? false,
    },
  } satisfies models.CustomerOrganization;
}

/** A customer, as it sees itself. */
export function toPortalCustomer(row: CustomerRow): models.CustomerPortalCustomer {
  const { id, created_at, modified_at, email, email_verified, name, billing_name, billing_address } = row;
  const { tax_id, default_payment_method_id, type, locale } = row;
  return {
    id,
    created_at,
    modified_at,
    email,
    email_verified,
    name,
    billing_name,
    billing_address,
    tax_id,
    oauth_accounts: {},
    default_payment_method_id,
    type,
    locale,
  } satisfies models.CustomerPortalCustomer;
}

/** A card on file, as its owner sees it. */
export function toPortalPaymentMethod(row: PaymentMethodRow): models.PaymentMethodCard {
  const { behavior: _, ...fields } = row;
  return fields satisfies models.PaymentMethodCard;
}

function toPortalProduct(transaction: Transaction, productId: string): models.CustomerSubscriptionProduct {
  return {
    ...toCheckoutProduct(transaction, transaction.need('products', productId)),
    organization: toPortalOrganization(transaction),
  } satisfies models.CustomerSubscriptionProduct;
}

/** A subscription, as its customer sees it: without the merchant's metadata and discount. */
export function toPortalSubscription(
  transaction: Transaction,
  row: SubscriptionRow,
): models.CustomerSubscription {
  const { metadata: _, ...fields } = toOrderSubscription(row);
  const { meters, pending_update } = toSubscription(transaction, row);
  return {
    ...fields,
    product: toPortalProduct(transaction, row.product_id),
    prices: row.prices.map((price) => toPrice(transaction, price)),
    meters: meters.map(({ meter, ...one }) => ({ ...one, meter: toPortalMeter(meter) })),
    pending_update,
  } satisfies models.CustomerSubscription;
}

/** An order, as its customer sees it: without the merchant's metadata and discount. */
export function toPortalOrder(transaction: Transaction, row: OrderRow): models.CustomerOrder {
  const {
    metadata: _,
    custom_field_data: __,
    platform_fee_amount: ___,
    platform_fee_currency: ____,
    customer: _____,
    discount: ______,
    subscription,
    ...fields
  } = toOrder(transaction, row);
  return {
    ...fields,
    product: row.product_id === null ? null : toPortalProduct(transaction, row.product_id),
    subscription: subscription === null ? null : withoutMetadata(subscription),
  } satisfies models.CustomerOrder;
}

function withoutMetadata({
  metadata: _,
  ...fields
}: models.OrderSubscription): models.CustomerOrderSubscription {
  return fields;
}

/** A meter, as customers see it. */
export function toPortalMeter(meter: models.Meter): models.CustomerCustomerMeterMeter {
  const { id, created_at, modified_at, name } = meter;
  return { id, created_at, modified_at, name } satisfies models.CustomerCustomerMeterMeter;
}

/** What a customer has used of a meter, as it sees it. */
export function toPortalCustomerMeter(
  transaction: Transaction,
  row: CustomerMeterRow,
): models.CustomerCustomerMeter {
  return {
    ...toMeterCounts(transaction, row),
    customer_id: row.customer_id,
    meter: toPortalMeter(transaction.need('meters', row.meter_id)),
  } satisfies models.CustomerCustomerMeter;
}

/** A member, as the members of its team see it. */
export function toPortalMember(member: models.Member): models.CustomerPortalMember {
  const { id, created_at, modified_at, email, name, role } = member;
  return { id, created_at, modified_at, email, name, role } satisfies models.CustomerPortalMember;
}
