import type { models } from '@polar-sh/sdk/2026-10';
import { divideHalfUp } from './decimal.ts';

/** Tax in percent by billing country; a country that is not listed is not taxed. */
export const taxPercentByCountry: Readonly<Record<string, number>> = {
  US: 0,
  DE: 19,
  FR: 20,
  GB: 20,
  JP: 10,
};

/** How an amount splits into what it nets, its tax, and what is paid. Minor units. */
export interface Taxed {
  net: number;
  tax: number;
  total: number;
}

/**
 * Taxes an amount once; for a negative one the tax of its absolute value is negated.
 *
 * @param behavior `inclusive`: the amount already contains the tax; `exclusive` adds it.
 */
export function applyTax(amount: number, country: string | null, behavior: models.TaxBehavior): Taxed {
  const percent = country === null ? 0 : (taxPercentByCountry[country] ?? 0);
  const size = Math.abs(amount);
  // Adding zero keeps the tax of a credit that is not taxed from being minus zero.
  const sign = amount < 0 ? -1 : 1;
  if (behavior === 'inclusive') {
    const tax = sign * divideHalfUp(size * percent, 100 + percent) + 0;
    return { net: amount - tax, tax, total: amount };
  }
  const tax = sign * divideHalfUp(size * percent, 100) + 0;
  return { net: amount, tax, total: amount + tax };
}
