import type { models } from '@polar-sh/sdk/2026-10';
import { address, type Rig } from './support.ts';

/** A body of `checkouts.create` of one product, for someone whose address is known; the options go over it. */
export function orderOf(
  product: string,
  options: Partial<models.CheckoutCreate> = {},
): models.CheckoutCreate {
  return {
    products: [product],
    customer_email: 'ada@example.com',
    customer_billing_name: 'Ada Lovelace',
    customer_billing_address: address,
    ...options,
  };
}

/** Opens a checkout of one product. */
export function open(rig: Rig, product: string, options: Partial<models.CheckoutCreate> = {}) {
  return rig.polar.checkouts.create(orderOf(product, options));
}

/** Confirms a checkout with a card that pays, unless the options name another. */
export function confirm(
  rig: Rig,
  { client_secret }: { client_secret: string },
  options: Partial<models.CheckoutConfirmStripe> = {},
) {
  return rig.polar.checkouts.clientConfirm(client_secret, {
    confirmation_token_id: 'ctoken_visa',
    ...options,
  });
}

/** Buys a product, and gives the checkout as it ended with the order that it made. */
export async function buy(rig: Rig, product: string, options: Partial<models.CheckoutCreate> = {}) {
  const { id, client_secret } = await open(rig, product, options);
  await confirm(rig, { client_secret });
  const checkout = await rig.polar.checkouts.get(id);
  const [order] = (await rig.polar.orders.list({ checkout_id: id })).items;
  if (order === undefined) throw new Error('The checkout made no order.');
  return { checkout, order };
}

/** A monthly product of the given prices, without a trial. */
export async function monthly(rig: Rig, name: string, ...prices: models.ProductCreateRecurring['prices']) {
  const { id } = await rig.polar.products.create({ name, recurring_interval: 'month', prices });
  return id;
}

/** A product that is bought once. */
export async function once(rig: Rig, name: string, ...prices: models.ProductCreateOneTime['prices']) {
  const { id } = await rig.polar.products.create({ name, prices });
  return id;
}

/** A price of so many minor units. */
export function fixed(price_amount: number, price_currency: models.PresentmentCurrency = 'usd') {
  return { amount_type: 'fixed', price_amount, price_currency } as const;
}

/** $10 a seat, and $8 from the fifth on. */
export const seatPrice: models.ProductPriceSeatBasedCreate = {
  amount_type: 'seat_based',
  price_currency: 'usd',
  seat_tiers: {
    seat_tier_type: 'volume',
    tiers: [
      { min_seats: 2, max_seats: 4, price_per_seat: 1_000 },
      { min_seats: 5, max_seats: 50, price_per_seat: 800 },
    ],
  },
};
