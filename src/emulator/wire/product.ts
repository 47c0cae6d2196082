import type { models } from '@polar-sh/sdk/2026-10';
import { isDeletable } from '../engine/deletable.ts';
import type { BenefitRow, PriceRow, ProductRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';

function toPriceMeter(transaction: Transaction, meterId: string): models.ProductPriceMeter {
  const { id, name, unit, custom_label, custom_multiplier } = transaction.need('meters', meterId);
  return {
    id,
    name,
    unit,
    custom_label: custom_label ?? null,
    custom_multiplier: custom_multiplier ?? null,
  } satisfies models.ProductPriceMeter;
}

/** A price as the API shows it: a metered one with its meter. */
export function toPrice(transaction: Transaction, row: PriceRow): models.ProductPrice {
  if (row.amount_type !== 'metered_unit' && row.amount_type !== 'metered_tiers') return row;
  const meter = toPriceMeter(transaction, row.meter_id);
  return row.amount_type === 'metered_unit'
    ? ({ ...row, meter } satisfies models.ProductPriceMeteredUnit)
    : ({ ...row, meter } satisfies models.ProductPriceMeteredTiers);
}

/** A product without what belongs to it, as orders and discounts carry it. */
export function toBareProduct(row: ProductRow): models.OrderProduct {
  const { prices: _, benefit_ids: __, medias: ___, attached_custom_fields: ____, ...fields } = row;
  return fields satisfies models.OrderProduct;
}

/** A product as the API shows it. */
export function toProduct(transaction: Transaction, row: ProductRow): models.Product {
  const { prices, benefit_ids, ...fields } = row;
  return {
    ...fields,
    is_deletable: isDeletable(transaction, row),
    prices: prices.filter((price) => !price.is_archived).map((price) => toPrice(transaction, price)),
    benefits: benefit_ids.map((id) => transaction.need('benefits', id)),
  } satisfies models.Product;
}

/** A benefit as buyers see it: without what is the merchant's own matter. */
export function toPublicBenefit(row: BenefitRow): models.BenefitPublic {
  const { metadata: _, visibility: __, visibility_configurable: ___, ...fields } = row;
  if (fields.type === 'meter_credit') {
    const { units, meter_id } = fields.properties;
    return { ...fields, properties: { units, meter_id } } satisfies models.BenefitMeterCreditPublic;
  }
  const { properties: ____, ...bare } = fields;
  return bare.type === 'custom'
    ? ({ ...bare, type: bare.type } satisfies models.BenefitCustomPublic)
    : ({ ...bare, type: bare.type } satisfies models.BenefitFeatureFlagPublic);
}

/** A product as a buyer sees it in a checkout or in the public catalogue. */
export function toCheckoutProduct(transaction: Transaction, row: ProductRow): models.CheckoutProduct {
  const {
    metadata: _,
    attached_custom_fields: __,
    is_deletable: ___,
    benefits: ____,
    ...fields
  } = toProduct(transaction, row);
  return {
    ...fields,
    benefits: row.benefit_ids
      .map((id) => transaction.need('benefits', id))
      .filter((benefit) => benefit.visibility === 'public')
      .map(toPublicBenefit),
  } satisfies models.CheckoutProduct;
}
