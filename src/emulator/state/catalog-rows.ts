import type { models } from '@polar-sh/sdk/2026-10';

/** A price as it is kept: a metered one names its meter, which answers show in full. */
export type PriceRow =
  | models.ProductPriceFixed
  | models.ProductPriceCustom
  | models.ProductPriceSeatBased
  | models.ProductPriceUnitBased
  | Omit<models.ProductPriceMeteredUnit, 'meter'>
  | Omit<models.ProductPriceMeteredTiers, 'meter'>;

/** A product with its prices; benefits are named, and shown in full in answers. */
export interface ProductRow extends Omit<models.Product, 'prices' | 'benefits' | 'is_deletable'> {
  prices: PriceRow[];
  benefit_ids: string[];
}

/** A discount. `amounts` (minor units by lower-case currency) is there for a fixed one, `basis_points` for a percentage. */
export interface DiscountRow {
  id: string;
  created_at: string;
  modified_at: string | null;
  metadata: models.MetadataOutputType;
  name: string;
  code: string | null;
  type: models.DiscountType;
  duration: models.DiscountDuration;
  duration_in_months: number | null;
  basis_points: number | null;
  amounts: Record<string, number> | null;
  /** The currency that the deprecated single `amount` of an answer is in. */
  currency: string | null;
  starts_at: string | null;
  ends_at: string | null;
  max_redemptions: number | null;
  max_redemptions_per_customer: number | null;
  redemptions_count: number;
  /** The products it is limited to; empty means all. */
  product_ids: string[];
  organization_id: string;
  /** Subscriptions keep a discount that was deleted; nobody else finds it. */
  deleted_at: string | null;
}

/** One use of a discount by a customer. */
export interface DiscountRedemptionRow {
  id: string;
  created_at: string;
  discount_id: string;
  customer_id: string;
  checkout_id: string | null;
  subscription_id: string | null;
}

/** A benefit: what owning a product gives, of the kinds that are built. */
export type BenefitRow = models.BenefitCustom | models.BenefitFeatureFlag | models.BenefitMeterCredit;

/** A meter: how usage events are counted. */
export type MeterRow = models.Meter;
