import { type Money, money, type PlanPrice } from '../../core/index.ts';

/** What a price by the year comes to in a month, rounded up to a whole minor unit; `null` for every other price. */
export function monthlyEquivalent(
  price: Pick<PlanPrice, 'interval' | 'intervalCount' | 'money'>,
): Money | null {
  if (price.interval !== 'year' || price.money === null) return null;
  return money(Math.ceil(price.money.amount / (12 * price.intervalCount)), price.money.currency);
}
