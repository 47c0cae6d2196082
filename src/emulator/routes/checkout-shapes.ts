import { isIP } from 'node:net';
import type { CheckoutChange } from '../engine/change-checkout.ts';
import type { NewCheckout } from '../engine/create-checkout.ts';
import { emptyIsNull, type Flaw, mapped, refined, trimmed } from '../http/refine.ts';
import {
  email,
  flag,
  integer,
  list,
  maybe,
  metadata,
  nullable,
  object,
  oneOf,
  optional,
  patch,
  type Schema,
  text,
  url,
  uuid,
} from '../http/schema.ts';
import { presentmentCurrencies } from '../wire/lists.ts';
import { newPrice, record } from './price-shapes.ts';
import { addressShape, interval, noMetadata } from './shapes.ts';

/** The largest number that a column of Polar's database holds. */
const INT_MAX = 2_147_483_647;

const MAX_SEATS = 1_000;

const seats = integer({ min: 1, max: MAX_SEATS });
const units = integer({ min: 1, max: INT_MAX });
const amount = integer({ min: 0, max: INT_MAX });
const trialCount = integer({ min: 1, max: 1_000 });
const personName = text({ max: 256 });

function maybeEmpty(schema: Schema<string>): Schema<string | null> {
  return nullable(emptyIsNull(schema));
}

const billingName = maybeEmpty(text({ max: 256 }));
const taxId = maybeEmpty(text({ max: 64 }));

const ipAddress = refined(text({ max: 64 }), (value): Flaw | null =>
  isIP(value) === 0 ? { type: 'ip_any_address', msg: 'value is not a valid IPv4 or IPv6 address' } : null,
);

// No product has custom fields to hold what they would say: it is read for its form, and dropped as Polar drops it.
const customFieldData = optional(
  record<unknown>({
    read: (value, location, issues) =>
      value === null || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : text().read(value, location, issues),
  }),
  undefined,
);

const createFields = object({
  products: refined(list(uuid(), { min: 1 }), (ids) =>
    new Set(ids).size < ids.length ? { msg: 'Value error, Product IDs must be unique.' } : null,
  ),
  prices: maybe(record(list(newPrice, { min: 1 }))),
  custom_field_data: customFieldData,
  seats: maybe(seats),
  min_seats: maybe(seats),
  max_seats: maybe(seats),
  units: maybe(units),
  min_units: maybe(units),
  max_units: maybe(units),
  amount: maybe(amount),
  discount_id: maybe(uuid()),
  subscription_id: maybe(uuid()),
  customer_id: maybe(uuid()),
  external_customer_id: maybe(text({ min: 1, max: 256 })),
  customer_email: maybe(email()),
  customer_name: maybe(personName),
  customer_ip_address: maybe(ipAddress),
  customer_billing_name: optional(billingName, null),
  customer_billing_address: maybe(addressShape),
  customer_tax_id: optional(taxId, null),
  customer_metadata: optional(metadata(), noMetadata),
  is_business_customer: optional(flag(), undefined),
  success_url: maybe(url()),
  return_url: maybe(url()),
  embed_origin: maybe(text({ max: 256 })),
  currency: maybe(oneOf(presentmentCurrencies)),
  locale: maybe(text({ max: 20 })),
  metadata: optional(metadata(), noMetadata),
  allow_trial: optional(flag(), true),
  trial_interval: maybe(interval),
  trial_interval_count: maybe(trialCount),
  allow_discount_codes: optional(flag(), true),
  require_billing_address: optional(flag(), false),
});

type Limits = Readonly<Record<`${'' | 'min_' | 'max_'}${'seats' | 'units'}`, number | null>>;

/** What is wrong with limits that contradict each other, or the number that they limit. */
function limitsFlaw(limits: Limits): Flaw | null {
  for (const kind of ['seats', 'units'] as const) {
    const { [kind]: given, [`min_${kind}` as const]: min, [`max_${kind}` as const]: max } = limits;
    if (min !== null && max !== null && min > max) {
      return { msg: `Value error, min_${kind} must be less than or equal to max_${kind}` };
    }
    if (given !== null && min !== null && given < min) {
      return { msg: `Value error, ${kind} must be greater than or equal to min_${kind}` };
    }
    if (given !== null && max !== null && given > max) {
      return { msg: `Value error, ${kind} must be less than or equal to max_${kind}` };
    }
  }
  return null;
}

/**
 * The body of `checkouts.create`.
 *
 * @see Polar's `server/polar/checkout/schemas.py`, `CheckoutProductsCreate`.
 */
export const checkoutCreate: Schema<NewCheckout> = mapped(
  refined(createFields, limitsFlaw),
  ({ custom_field_data: _, ...fields }) => fields,
);

const change = {
  custom_field_data: customFieldData,
  product_id: patch(uuid()),
  product_price_id: patch(uuid()),
  amount: patch(amount),
  seats: patch(seats),
  units: patch(units),
  is_business_customer: patch(flag()),
  customer_name: patch(personName),
  customer_email: patch(email()),
  customer_billing_name: optional(billingName, undefined),
  customer_billing_address: patch(addressShape),
  customer_tax_id: optional(taxId, undefined),
  locale: patch(text({ max: 20 })),
};

const publicChange = {
  ...change,
  payment_method_type: patch(text({ max: 64 })),
  discount_code: patch(trimmed(text({ max: 256 }))),
  allow_trial: patch(oneOf([false])),
};

/** The body of `checkouts.update`. */
export const checkoutUpdate: Schema<CheckoutChange> = object({
  ...change,
  metadata: optional(metadata(), undefined),
  currency: patch(oneOf(presentmentCurrencies)),
  discount_id: patch(uuid()),
  allow_discount_codes: patch(flag()),
  require_billing_address: patch(flag()),
  allow_trial: patch(flag()),
  customer_ip_address: patch(ipAddress),
  customer_metadata: patch(metadata()),
  success_url: patch(url()),
  return_url: patch(url()),
  embed_origin: patch(text({ max: 256 })),
  trial_interval: patch(interval),
  trial_interval_count: patch(trialCount),
});

/** The body of `checkouts.clientUpdate`. */
export const clientUpdate: Schema<CheckoutChange> = object(publicChange);

/** The body of `checkouts.clientConfirm`. */
export const clientConfirm: Schema<CheckoutChange & { confirmation_token_id: string | null }> = object({
  ...publicChange,
  confirmation_token_id: maybe(text({ max: 200 })),
});
